import { signal } from '@preact/signals';
import { parseRoute } from '../model/route.ts';

/** Which view the address asks for. */
export const route = signal(parseRoute(location.hash));

/** Follows the address from now on. */
export function followAddress(): void {
  addEventListener('hashchange', () => {
    route.value = parseRoute(location.hash);
  });
}

/** Goes to another view. */
export function goTo(address: string): void {
  location.hash = address;
}
