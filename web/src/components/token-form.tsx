import { useState } from 'preact/hooks';
import { token, tryAgain } from '../state/session.ts';

/** For a token that was copied, where the whole address cannot be opened. */
export function TokenForm() {
  const [typed, setTyped] = useState('');
  const use = (event: Event) => {
    event.preventDefault();
    token.value = typed.trim();
    void tryAgain();
  };
  return (
    <form class="inline" onSubmit={use}>
      <label class="field">
        <span>Token</span>
        <input
          type="password"
          autocomplete="off"
          value={typed}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
      </label>
      <button type="submit" class="primary" disabled={typed.trim() === ''}>
        Use it
      </button>
    </form>
  );
}
