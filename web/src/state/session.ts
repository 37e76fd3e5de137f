import { effect, signal } from '@preact/signals';
import { createClient } from '../api/client.ts';
import { RequestFailed, ServerAway } from '../api/problem.ts';
import { takeToken } from '../model/token.ts';

const key = 'bramble-token';

/** Kept as long as the tab is open, and in no cookie: nothing sends it by itself. */
export const token = signal(sessionStorage.getItem(key) ?? '');

effect(() => sessionStorage.setItem(key, token.value));

/** Takes the token that `bramble serve` put into the address, and takes it out of there. */
export function takeTokenFromAddress(): void {
  const { token: found, hash } = takeToken(location.hash);
  if (found === undefined) return;
  token.value = found;
  history.replaceState(null, '', `${location.pathname}${hash}`);
}

/** What every view asks the server with. */
export const client = createClient(
  () => token.value,
  (path, init) => fetch(path, init),
);

/** Why no view can ask anything now: the server is away, or does not know the token. */
export const trouble = signal<ServerAway | RequestFailed | undefined>(undefined);

/** Counts up when everything is to be asked again. */
export const round = signal(0);

/** Notes whether the server answers. A failure that concerns one view only is left to that view. */
export function noteAnswer(error?: unknown): void {
  if (isTrouble(error)) trouble.value = error;
  else if (trouble.value !== undefined) {
    trouble.value = undefined;
    round.value++;
  }
}

/** Whether a failure concerns the whole page, which tells of it at its top. */
export function isTrouble(error: unknown): error is ServerAway | RequestFailed {
  return error instanceof ServerAway || (error instanceof RequestFailed && error.problem.status === 401);
}

const tryLimitMs = 5_000;

/** Asks whether the server is there again. */
export async function tryAgain(): Promise<void> {
  await client.get('clusters', { limitMs: tryLimitMs }).then(() => noteAnswer(), noteAnswer);
}
