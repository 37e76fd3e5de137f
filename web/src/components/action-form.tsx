import { useState } from 'preact/hooks';
import { confirmed, fieldsOf, hasPreview, mayAsk, optionsFrom, previewOf, type Values } from '../model/action-form.ts';
import { type ActionName, actions } from '../model/actions.ts';
import { addressOf } from '../model/route.ts';
import { goTo } from '../state/route.ts';
import { client } from '../state/session.ts';
import { startJob } from '../state/start-job.ts';
import { OptionField } from './option-field.tsx';
import { PasswordField } from './password-field.tsx';
import { Preview } from './preview.tsx';
import { ProblemBox } from './problem-box.tsx';

interface Props {
  readonly cluster: string;
  readonly kind: ActionName;
}

/** How an action is to be done. What can be foreseen is shown before it can be started. */
export function ActionForm({ cluster, kind }: Props) {
  const { values, password, preview, isForeseen, error, change, setPassword, setForeseen, submit } = useAction(
    cluster,
    kind,
  );
  return (
    <form onSubmit={submit}>
      {fieldsOf(kind).map((field) => (
        <OptionField key={field.key} field={field} value={values[field.key]} onChange={change(field.key)} />
      ))}
      <PasswordField value={password} onChange={setPassword} />
      <ProblemBox error={error} />
      {!isForeseen && preview === undefined && (
        <button type="submit" class="primary">
          Show what it would do
        </button>
      )}
      {preview !== undefined && <Preview id={preview} onForeseen={() => setForeseen(true)} />}
      {isForeseen && (
        <button type="submit" class={mayAsk(kind) ? 'danger' : 'primary'}>
          {actions[kind].label} now
        </button>
      )}
    </form>
  );
}

/** A preview that nobody waits for any more; it may have ended by itself. */
async function giveUp(job: string): Promise<void> {
  await client.post(`jobs/${job}/cancel`).catch(() => {});
}

function useAction(cluster: string, kind: ActionName) {
  const [values, setValues] = useState<Values>({});
  const [password, setPassword] = useState('');
  const [preview, setPreview] = useState<string | undefined>(undefined);
  const [isForeseen, setForeseen] = useState(!hasPreview(kind));
  const [error, setError] = useState<unknown>(undefined);
  const change = (key: string) => (value: Values[string]) => {
    const next = { ...values, [key]: value };
    if (preview !== undefined && !isForeseen) void giveUp(preview);
    setValues(next);
    setPreview(undefined);
    setForeseen(!hasPreview(kind, next));
  };
  const begin = (wish: Pick<Parameters<typeof startJob>[1], 'kind' | 'options'>, then: (id: string) => void) => {
    setError(undefined);
    startJob(cluster, { ...wish, password }).then(({ id }) => then(id), setError);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (isForeseen) begin({ kind, options: confirmed(kind, values) }, (id) => goTo(addressOf('job', id)));
    else begin(previewOf(kind, optionsFrom(fieldsOf(kind), values)), setPreview);
  };
  return { values, password, preview, isForeseen, error, change, setPassword, setForeseen, submit };
}
