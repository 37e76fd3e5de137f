import { useEffect } from 'preact/hooks';
import { adviceOn } from '../model/advice.ts';
import { token, trouble, tryAgain } from '../state/session.ts';
import { TokenForm } from './token-form.tsx';
import { Words } from './words.tsx';

const everyMs = 3_000;

/** Says that the server is away or does not know the token, and what to do; goes by itself when it is back. */
export function TroubleBanner() {
  const error = trouble.value;
  useTryingAgain(error !== undefined && token.value !== '');
  if (error === undefined || token.value === '') return null;
  const { title, details, tries } = adviceOn(error);
  return (
    <div class="box ill banner" role="alert">
      <p class="box-title">{title}</p>
      {[...details, ...tries].map((text) => (
        <p key={text}>
          <Words text={text} />
        </p>
      ))}
      {error.name === 'RequestFailed' ? (
        <TokenForm />
      ) : (
        <button type="button" onClick={() => void tryAgain()}>
          Try again now
        </button>
      )}
    </div>
  );
}

function useTryingAgain(isInTrouble: boolean): void {
  useEffect(() => {
    if (!isInTrouble) return;
    const timer = setInterval(() => void tryAgain(), everyMs);
    return () => clearInterval(timer);
  }, [isInTrouble]);
}
