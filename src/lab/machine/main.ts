import { once } from 'node:events';
import type { Event } from '../../domain/events.ts';
import { BrambleError, type ErrorCode } from '../../errors.ts';
import type { RaisedLab } from './raise-lab.ts';
import { carryOut, type LabRequest } from './requests.ts';

/** What the part that runs as root tells the part that does not, one JSON line each. */
export type RootLine =
  | { readonly event: Event }
  | { readonly result: RaisedLab | null }
  | {
      readonly failure: {
        readonly code: ErrorCode;
        readonly message: string;
        readonly host?: string | undefined;
        readonly hint?: string | undefined;
        readonly evidence?: string | undefined;
        readonly cause?: string | undefined;
      };
    };

// sudo runs this file with the request as its one word. Its standard input stays open as long as bramble wants it to go
// on: a user cannot send signals to what runs as root.
const request: LabRequest = JSON.parse(process.argv[2] ?? '');
const abort = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => abort.abort());
process.stdin.resume();
void once(process.stdin, 'end').then(() => abort.abort());

try {
  const result = await carryOut(request, { report: (event) => say({ event }), signal: abort.signal });
  say({ result: result ?? null });
} catch (error) {
  if (!(error instanceof BrambleError)) throw error;
  const { code, message, host, hint, evidence, cause } = error;
  say({ failure: { code, message, host, hint, evidence, cause: cause instanceof Error ? cause.message : undefined } });
}
process.exit(0);

function say(line: RootLine): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
