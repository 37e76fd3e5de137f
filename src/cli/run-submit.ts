import { stat } from 'node:fs/promises';
import { type Runner, submitFile } from '../deploy/submit.ts';
import { type ClusterSpec, nodeWith } from '../domain/cluster.ts';
import type { RoleName } from '../domain/roles.ts';
import { BrambleError } from '../errors.ts';
import { openSession } from '../session/cluster-session.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { runOperation } from './operation.ts';

export type SubmitOptions = ClusterOptions & {
  readonly class?: string;
  readonly conf?: readonly string[];
  readonly name?: string;
  readonly mapreduce?: boolean;
};

/** Runs the application beside the daemon that hands out its work, and ends with its exit status. */
export async function runSubmit(file: string, args: readonly string[], options: SubmitOptions): Promise<void> {
  await requireFile(file);
  await runOperation({ ...options, passesThrough: true }, async ({ spec, reach, signal, reporter }) => {
    const role = options.mapreduce ? 'resourcemanager' : 'master';
    const session = await openSession(onlyWith(role, spec), reach, reporter.report);
    try {
      const [host] = session.hosts.values();
      if (host === undefined) return;
      process.exitCode = await submitFile(host, {
        file,
        args,
        runner: options.mapreduce ? hadoopJar(options) : sparkSubmit(options),
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

/** The cluster reduced to the node of a role that it has once. */
function onlyWith(role: RoleName, spec: ClusterSpec): ClusterSpec {
  const node = nodeWith(role, spec);
  if (node !== undefined) return { ...spec, nodes: [node] };
  const hint = role === 'master' ? 'bramble deploy spark, or run a jar by --mapreduce' : 'bramble deploy hadoop';
  throw new BrambleError('USAGE', `the cluster ${spec.name} has no ${role}`, { hint });
}

function sparkSubmit({ class: mainClass, conf = [], name }: SubmitOptions): Runner {
  const before = [
    ...(mainClass === undefined ? [] : ['--class', mainClass]),
    ...(name === undefined ? [] : ['--name', name]),
    ...conf.flatMap((property) => ['--conf', property]),
  ];
  return { component: 'spark', command: 'submit', before, behind: [] };
}

/** The class and its properties follow the jar, as Hadoop's own tools take them. */
function hadoopJar({ class: mainClass, conf = [] }: SubmitOptions): Runner {
  const behind = [...(mainClass === undefined ? [] : [mainClass]), ...conf.flatMap((property) => ['-D', property])];
  return { component: 'hadoop', command: 'hadoop', before: ['jar'], behind };
}

function passOn(piece: string, stream: 'stdout' | 'stderr'): void {
  process[stream].write(piece);
}
