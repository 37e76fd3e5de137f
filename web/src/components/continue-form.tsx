import { useState } from 'preact/hooks';
import type { Job } from '../../../src/api/schemas.ts';
import { wasNotConfirmed } from '../model/action-form.ts';
import { addressOf } from '../model/route.ts';
import { goTo } from '../state/route.ts';
import { client, noteAnswer } from '../state/session.ts';
import { startJob } from '../state/start-job.ts';
import { PasswordField } from './password-field.tsx';
import { ProblemBox } from './problem-box.tsx';

/** Does the same again: what is done already is not done twice. What was asked about has to be said yes to. */
export function ContinueForm({ job }: { readonly job: Job }) {
  const [password, setPassword] = useState('');
  const [error, setError] = useState<unknown>(undefined);
  const asks = wasNotConfirmed(job);
  const go = async (event: Event) => {
    event.preventDefault();
    try {
      const next = await (asks ? insist(job, password) : goOn(job, password));
      goTo(addressOf('job', next.id));
    } catch (failure) {
      noteAnswer(failure);
      setError(failure);
    }
  };
  return (
    <form class="inline" onSubmit={(event) => void go(event)}>
      <PasswordField value={password} onChange={setPassword} />
      <button type="submit" class={asks ? 'danger' : 'primary'}>
        {asks ? 'Do it anyway' : 'Continue'}
      </button>
      <ProblemBox error={error} />
    </form>
  );
}

function insist({ cluster, kind, options }: Job, password: string): Promise<Job> {
  return startJob(cluster, { kind, options: { ...options, yes: true }, password });
}

function goOn({ id }: Job, password: string): Promise<Job> {
  return client.post<Job>(`jobs/${id}/continue`, password === '' ? {} : { sudoPassword: password });
}
