import { once } from 'node:events';
import type { ServeOptions } from '../api/serve.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { runReported } from './run-operation.ts';

const msPerSecond = 1_000;

type Told = Omit<ServeOptions, 'reach'> & Pick<ClusterOptions, 'identity' | 'user' | 'timeout' | 'json'>;

/** Serves until it is interrupted. */
export async function runServe({ identity = [], user, timeout, json = false, ...options }: Told): Promise<void> {
  await runReported({ json }, async ({ signal, reporter }) => {
    const serve = await loadServer();
    const timeoutMs = timeout === undefined ? undefined : timeout * msPerSecond;
    const { url, otherUrls, token, tokenFile, close } = await serve({
      ...options,
      reach: { identityFiles: identity, user, timeoutMs },
    });
    // A journal or a file would keep the token; a terminal shows it to whoever sits there.
    reporter.line(`page:   ${url}${process.stdout.isTTY ? `#token=${token}` : ''}`);
    for (const other of otherUrls) reporter.line(`also:   ${other}`);
    reporter.line(`API:    ${url}api/v1, described at ${url}docs`);
    reporter.line(`token:  in ${tokenFile}, which only you can read`);
    reporter.line('Ctrl-C ends it; jobs that run then can be continued.');
    reporter.result({ url, otherUrls, tokenFile });
    if (!signal.aborted) await once(signal, 'abort');
    await close();
  });
}

/** Node says of its own database that it is new; the operator can do nothing about it. */
async function loadServer(): Promise<typeof import('../api/serve.ts').serve> {
  const warn = process.emitWarning;
  process.emitWarning = (warning, ...rest: unknown[]) => {
    if (!String(warning).startsWith('SQLite is an experimental feature'))
      Reflect.apply(warn, process, [warning, ...rest]);
  };
  try {
    return (await import('../api/serve.ts')).serve;
  } finally {
    process.emitWarning = warn;
  }
}
