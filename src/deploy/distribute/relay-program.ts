import { readFile } from 'node:fs/promises';
import type { Artifact } from '../../domain/artifact.ts';
import { BrambleError } from '../../errors.ts';
import type { Host, Output } from '../../host/host.ts';
import { sendTimeoutMs, stagedPath } from '../send-artifact.ts';

/** Three folders up from here lies the package, both in the sources and when installed. */
const program = new URL('../../../relay/relay.py', import.meta.url);

/** The program runs from its standard input: no file of it stays on the node. */
async function runRelay(host: Host, words: readonly string[], options: Wire): Promise<Output> {
  const stdin = await readFile(program, 'utf8');
  return await host.run(['python3', '-I', '-S', '-', ...words], { ...options, stdin, timeoutMs: sendTimeoutMs });
}

interface Wire {
  readonly signal: AbortSignal;
  readonly onOutput: (piece: string, stream: 'stdout' | 'stderr') => void;
}

/** A node offers its copy to others, until the signal aborts. */
export interface Offer {
  readonly port: number;
  /** Settles when it is over, however it ends. */
  readonly ended: Promise<void>;
}

interface Offering {
  readonly address: string;
  /** Addresses that it is offered to. */
  readonly peers: readonly string[];
  readonly signal: AbortSignal;
}

/** Has a node offer its copy of an artifact, whole or growing, to its peers alone. Undefined where that does not work there. */
export async function offerCopy(host: Host, artifact: Artifact, offering: Offering): Promise<Offer | undefined> {
  const { promise: port, resolve } = Promise.withResolvers<number | undefined>();
  let said = '';
  const onOutput = (piece: string) => {
    said += said.length < 100 ? piece : '';
    const found = /^port (\d+)\n/.exec(said);
    if (found !== null) resolve(Number(found[1]));
  };
  const words = ['serve', stagedPath(artifact), String(artifact.sizeBytes), offering.address, ...offering.peers];
  const ended = runRelay(host, words, { signal: offering.signal, onOutput })
    .then(
      () => {},
      () => {}, // a node that is lost is noticed by what it receives itself
    )
    .finally(() => resolve(undefined));
  const found = await port;
  return found === undefined ? undefined : { port: found, ended };
}

interface Fetching {
  /** The node's own address and the one it fetches from. */
  readonly from: { readonly address: string; readonly source: string; readonly port: number };
  readonly signal: AbortSignal;
  readonly onBytes: (bytes: number) => void;
}

/** Has a node fetch what it lacks from another one; a text is why that did not work. Checks no hash. */
export async function fetchCopy(host: Host, artifact: Artifact, fetching: Fetching): Promise<string | undefined> {
  const { from, signal, onBytes } = fetching;
  const onOutput = (piece: string) => {
    const bytes = Number(piece.trim().split('\n').at(-1));
    if (bytes > 0) onBytes(bytes);
  };
  const path = stagedPath(artifact);
  const words = ['fetch', path, String(artifact.sizeBytes), from.address, from.source, String(from.port)];
  const output = await runRelay(host, words, { signal, onOutput });
  if (output.exitCode === 0) return undefined;
  const why = output.stderr.trim().split('\n').at(-1) || `fetching ended with exit status ${output.exitCode}`;
  const own = ownFaults[output.exitCode];
  if (own === undefined) return why;
  throw new BrambleError('ACTION_FAILED', `${path}: ${own.message}`, {
    host: host.name,
    hint: own.hint,
    evidence: why,
  });
}

/** What no other source would help against, by the exit status. */
const ownFaults: Readonly<Record<number, { readonly message: string; readonly hint?: string }>> = {
  12: { message: 'the disk is full', hint: 'make room there; df -h shows what is used' },
  13: { message: 'the file cannot be written' },
};
