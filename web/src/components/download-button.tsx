import { useState } from 'preact/hooks';
import { client, noteAnswer } from '../state/session.ts';
import { ProblemBox } from './problem-box.tsx';

interface Props {
  readonly label: string;
  readonly path: string;
  /** In which form it is asked for. */
  readonly type: string;
  /** Of the file. */
  readonly name: string;
}

/** Fetches something with the token, which a plain link would not send, and saves it as a file. */
export function DownloadButton({ label, path, type, name }: Props) {
  const [error, setError] = useState<unknown>(undefined);
  const [busy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const answer = await client.open(path, { headers: { accept: type } });
      save(await answer.blob(), name);
    } catch (failure) {
      noteAnswer(failure);
      setError(failure);
    }
    setBusy(false);
  };
  return (
    <>
      <button type="button" aria-disabled={busy} onClick={() => busy || void download()}>
        <span class="unseen">Download: </span>
        {label}
      </button>
      <ProblemBox error={error} />
    </>
  );
}

function save(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // the browser reads it after the click
}
