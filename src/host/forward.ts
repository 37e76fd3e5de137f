import type { Duplex } from 'node:stream';
import { withinLimit } from './limits.ts';

const timeoutMs = 10_000;

/** Opens a TCP connection as seen from a host, or gives up after ten seconds. */
export function forwardWithin(
  host: string,
  place: { readonly address: string; readonly port: number },
  open: (signal: AbortSignal) => Promise<Duplex>,
): Promise<Duplex> {
  const overdue = () => `from there, ${place.address} port ${place.port} did not answer`;
  return withinLimit({ host, timeoutMs, overdue }, open);
}
