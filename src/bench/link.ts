import { BrambleError } from '../errors.ts';
import type { Host } from '../host/host.ts';
import { answerIn, readProgram } from './program.ts';

/** The way from one node to another. */
export interface Link {
  /** Of a round trip. */
  readonly seconds: number;
  readonly bytesPerSecond: number;
}

interface Ends {
  readonly from: Host;
  readonly to: Host;
  /** Of `to`, as the other nodes reach it. */
  readonly address: string;
}

const timeoutMs = 150_000;

/** Sends from one node to another. Rejects where nothing comes through; both programs end then. */
export async function measureLink(ends: Ends, signal: AbortSignal): Promise<Link> {
  const stdin = await readProgram('network.py');
  const ending = new AbortController();
  const options = { stdin, timeoutMs, signal: AbortSignal.any([signal, ending.signal]) };
  const listener = listen(ends, options);
  try {
    const port = await Promise.race([listener.port, listener.ended]);
    const { stdout, stderr } = await ends.from.run(words('send', ends.address, port), options);
    return parseLink(ends, stdout, stderr);
  } finally {
    ending.abort();
    await listener.ended.catch(() => {}); // it has done its work, or the sender tells why not
  }
}

type Options = NonNullable<Parameters<Host['run']>[1]>;

function listen({ to, address }: Ends, options: Options) {
  const { promise: port, resolve } = Promise.withResolvers<string>();
  let said = '';
  const onOutput = (piece: string) => {
    said += piece;
    const found = said.includes('\n') ? answerIn(said) : undefined;
    if (found !== undefined) resolve(found);
  };
  const ended = to.run(words('listen', address), { ...options, onOutput }).then(({ stderr }): never => {
    throw failed(to, 'nobody could listen there', stderr);
  });
  return { port, ended };
}

/** The program runs from its standard input: no file of it stays on the node. */
function words(...args: readonly string[]): string[] {
  return ['python3', '-I', '-S', '-', ...args];
}

function parseLink({ from, to }: Ends, stdout: string, stderr: string): Link {
  const [seconds, bytesPerSecond] = (answerIn(stdout) ?? '').split(' ').map(Number);
  if (seconds !== undefined && bytesPerSecond !== undefined) return { seconds, bytesPerSecond };
  throw failed(from, `nothing came through to ${to.name}`, stderr);
}

function failed({ name: host }: Host, what: string, stderr: string): BrambleError {
  const evidence = stderr.trim().split('\n').at(-1);
  return new BrambleError('ACTION_FAILED', what, { host, evidence, hint: 'bramble doctor looks at the network' });
}
