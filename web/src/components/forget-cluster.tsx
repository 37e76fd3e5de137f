import { useState } from 'preact/hooks';
import { addressOf } from '../model/route.ts';
import { goTo } from '../state/route.ts';
import { client, noteAnswer } from '../state/session.ts';
import { ProblemBox } from './problem-box.tsx';

/** Lets the server forget a cluster. Its nodes stay as they are, so it asks first. */
export function ForgetCluster({ name }: { readonly name: string }) {
  const [error, setError] = useState<unknown>(undefined);
  const forget = async () => {
    try {
      await client.remove(`clusters/${encodeURIComponent(name)}`);
      noteAnswer();
      goTo(addressOf('clusters'));
    } catch (failure) {
      noteAnswer(failure);
      setError(failure);
    }
  };
  return (
    <details class="quietly">
      <summary>Forget this cluster</summary>
      <p>
        The server forgets what the cluster is and the keys of its hosts. Nothing is done to the nodes: what runs there
        goes on. To take it off them, use “Uninstall” first.
      </p>
      <button type="button" class="danger" onClick={() => void forget()}>
        Forget {name}
      </button>
      <ProblemBox error={error} />
    </details>
  );
}
