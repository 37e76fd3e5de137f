import { stat } from 'node:fs/promises';
import { submitFile } from '../deploy/submit.ts';
import { BrambleError } from '../errors.ts';
import { openSession } from '../session/cluster-session.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { masterOnly } from './master-only.ts';
import { runOperation } from './operation.ts';

export type SubmitOptions = ClusterOptions & {
  readonly class?: string;
  readonly conf?: readonly string[];
  readonly name?: string;
};

/** Runs the application on the master's node and ends with its exit status. */
export async function runSubmit(file: string, args: readonly string[], options: SubmitOptions): Promise<void> {
  await requireFile(file);
  await runOperation(options, async ({ spec, reach, signal, reporter }) => {
    const master = masterOnly(spec);
    const session = await openSession(master, reach, reporter.report);
    try {
      const [host] = session.hosts.values();
      if (host === undefined) return;
      process.exitCode = await submitFile(host, {
        file,
        args,
        submitWords: submitWords(options),
        signal,
        onOutput: passOn,
      });
    } finally {
      await session.close();
    }
  });
}

async function requireFile(file: string): Promise<void> {
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile()) return;
  throw new BrambleError('USAGE', `there is no file ${file}`, { hint: 'name a .py file or a jar on this machine' });
}

function submitWords({ class: mainClass, conf = [], name }: SubmitOptions): string[] {
  return [
    ...(mainClass === undefined ? [] : ['--class', mainClass]),
    ...(name === undefined ? [] : ['--name', name]),
    ...conf.flatMap((property) => ['--conf', property]),
  ];
}

function passOn(piece: string, stream: 'stdout' | 'stderr'): void {
  process[stream].write(piece);
}
