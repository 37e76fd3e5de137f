import { useRef, useState } from 'preact/hooks';
import { useHandingOnFocus } from '../state/focus.ts';
import { client, noteAnswer } from '../state/session.ts';
import { ProblemBox } from './problem-box.tsx';

/** Asks a job to end. It does so at the next step at which it can, so that nothing is left half done. */
export function CancelButton({ id }: { readonly id: string }) {
  const button = useRef<HTMLButtonElement>(null);
  useHandingOnFocus(button);
  const [asked, setAsked] = useState(false);
  const [error, setError] = useState<unknown>(undefined);
  const cancel = async () => {
    setAsked(true);
    try {
      await client.post(`jobs/${id}/cancel`);
    } catch (failure) {
      noteAnswer(failure);
      setAsked(false);
      setError(failure);
    }
  };
  return (
    <>
      <button ref={button} type="button" class="danger" aria-disabled={asked} onClick={() => asked || void cancel()}>
        {asked ? 'Cancelling …' : 'Cancel'}
      </button>
      <ProblemBox error={error} />
    </>
  );
}
