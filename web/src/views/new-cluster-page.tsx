import { useState } from 'preact/hooks';
import { RequestFailed } from '../api/problem.ts';
import { ClusterFields } from '../components/cluster-fields.tsx';
import { ProblemBox } from '../components/problem-box.tsx';
import { ViewTitle } from '../components/view-title.tsx';
import { asClusterFile, type ClusterForm, emptyForm, faultsIn } from '../model/new-cluster.ts';
import { addressOf } from '../model/route.ts';
import { focusFirstFault } from '../state/focus.ts';
import { goTo } from '../state/route.ts';
import { client, noteAnswer } from '../state/session.ts';

/** Says what a new cluster is to be. Nothing happens on its hosts before the plan was shown. */
export function NewClusterPage() {
  const { form, faults, left, error, isKnown, change, save } = useNewCluster();
  const submit = (event: { readonly currentTarget: HTMLFormElement; readonly preventDefault: () => void }) => {
    event.preventDefault();
    focusFirstFault(event.currentTarget);
    void save(false);
  };
  return (
    <>
      <ViewTitle title="New cluster" />
      {left.length > 0 ? (
        <Left name={form.name} hosts={left} />
      ) : (
        <form onSubmit={submit} noValidate>
          <ClusterFields form={form} faults={faults} onChange={change} />
          <ProblemBox error={error} />
          {isKnown ? <Known name={form.name} onReplace={() => void save(true)} /> : <Submit />}
          <small> Nothing happens on the hosts yet.</small>
        </form>
      )}
    </>
  );
}

function Submit() {
  return (
    <button type="submit" class="primary">
      On to the plan
    </button>
  );
}

interface Saving {
  readonly wasSent: boolean;
  /** Whether a cluster of that name is there already. */
  readonly isKnown: boolean;
  /** Hosts that the cluster had before and has no more. */
  readonly left: readonly string[];
  readonly error: unknown;
}

const unsaved: Saving = { wasSent: false, isKnown: false, left: [], error: undefined };

function useNewCluster() {
  const [form, setForm] = useState(emptyForm);
  const [saving, setSaving] = useState(unsaved);
  const faults = faultsIn(form);
  const change = (changed: Partial<ClusterForm>) => {
    setForm({ ...form, ...changed });
    setSaving({ ...saving, isKnown: false });
  };
  const save = async (replaces: boolean) => {
    if (Object.keys(faults).length === 0)
      setSaving({ ...unsaved, wasSent: true, ...(await saveCluster(form, replaces)) });
    else setSaving({ ...unsaved, wasSent: true });
  };
  return { ...saving, form, faults: saving.wasSent ? faults : {}, change, save };
}

/** Goes on to the plan, unless there is something to be told first. */
async function saveCluster(form: ClusterForm, replaces: boolean): Promise<Partial<Saving>> {
  const headers = replaces ? {} : { 'if-none-match': '*' };
  try {
    const { left } = await client.put<Pick<Saving, 'left'>>(`clusters/${form.name}`, asClusterFile(form), headers);
    noteAnswer();
    if (left.length === 0) goTo(addressOf('action', form.name, 'deploy'));
    return { left };
  } catch (error) {
    noteAnswer(error);
    return isAboutKnown(error) ? { isKnown: true } : { error };
  }
}

function isAboutKnown(error: unknown): boolean {
  return error instanceof RequestFailed && error.problem.code === 'CLUSTER_KNOWN';
}

function Known({ name, onReplace }: { readonly name: string; readonly onReplace: () => void }) {
  return (
    <div class="box ill" role="alert">
      <p class="box-title">There is a cluster {name} already</p>
      <p>
        Look at <a href={addressOf('cluster', name)}>what it is</a> before you say anew what it is to be, or choose
        another name.
      </p>
      <button type="button" class="danger" onClick={onReplace}>
        Replace it
      </button>
    </div>
  );
}

function Left({ name, hosts }: { readonly name: string; readonly hosts: readonly string[] }) {
  return (
    <div class="box" role="alert">
      <p class="box-title">The cluster {name} is remembered</p>
      <p>
        It has no more: {hosts.join(', ')}. Nothing is done to them; what runs there goes on. To take a node out with
        its data saved, name it here again and use “Remove nodes”.
      </p>
      <a class="button primary" href={addressOf('action', name, 'deploy')}>
        On to the plan
      </a>
    </div>
  );
}
