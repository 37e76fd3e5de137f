import { stat } from 'node:fs/promises';
import { type Runner, submitFile } from '../deploy/submit.ts';
import { type ClusterSpec, nodeWith } from '../domain/cluster.ts';
import type { RoleName } from '../domain/roles.ts';
import { BrambleError } from '../errors.ts';
import { openSession } from '../session/cluster-session.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { readMainClass } from './jar-manifest.ts';
import { runOperation } from './run-operation.ts';

export type SubmitOptions = ClusterOptions & {
  readonly class?: string;
  readonly conf?: readonly string[];
  readonly name?: string;
  readonly mapreduce?: boolean;
};

/** Runs the application beside the daemon that hands out its work, and ends with its exit status. */
export async function runSubmit(file: string, args: readonly string[], options: SubmitOptions): Promise<void> {
  await requireFile(file);
  const runner = options.mapreduce ? hadoopJar(options, file, await readMainClass(file)) : sparkSubmit(options);
  await runOperation({ ...options, passesThrough: true }, async ({ spec, reach, signal, reporter }) => {
    const role = options.mapreduce ? 'resourcemanager' : 'master';
    const session = await openSession(onlyWith(role, spec), reach, reporter.report);
    try {
      const [host] = session.hosts.values();
      if (host === undefined) return;
      process.exitCode = await submitFile(host, {
        file,
        args,
        runner,
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

/** The class and its properties follow the jar, as Hadoop's own tools take them. A jar's own class goes before. */
function hadoopJar({ class: wanted, conf = [] }: SubmitOptions, file: string, own: string | undefined): Runner {
  if (wanted !== undefined && own !== undefined && wanted !== own)
    throw new BrambleError('USAGE', `${file} starts ${own}, as its manifest says, and not ${wanted}`, {
      hint: 'leave --class out: what stands behind the jar goes to that class; or build the jar without a Main-Class',
    });
  const words = wanted === undefined || own !== undefined ? [] : [wanted];
  const behind = [...words, ...conf.flatMap((property) => ['-D', property])];
  return { component: 'hadoop', command: 'hadoop', before: ['jar'], behind };
}

function passOn(piece: string, stream: 'stdout' | 'stderr'): void {
  process[stream].write(piece);
}
