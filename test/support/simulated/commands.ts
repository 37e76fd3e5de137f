import { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import { type ComponentName, rolesOf } from '../../../src/domain/roles.ts';
import { Secret } from '../../../src/domain/secret.ts';
import { probeScript } from '../../../src/facts/probe.ts';
import type { Output, RunOptions } from '../../../src/host/host.ts';
import { packagings } from '../../../src/packaging/packagings.ts';
import { markFile, rollbackImage, secretFile } from './paths.ts';
import type { Payload } from './payloads.ts';
import { probeText } from './probe-text.ts';
import { Installation } from './revisions.ts';
import { scripts } from './scripts.ts';
import type { SimulatedPi } from './simulated-pi.ts';

type Answer = Partial<Output>;
type Verb = (pi: SimulatedPi, component: ComponentName, words: readonly string[]) => Answer;

const { tarball } = packagings;

/** What a command does to a simulated Pi, and what it answers. One that nothing is known of fails the test. */
export async function answerTo(pi: SimulatedPi, argv: readonly string[], options: RunOptions): Promise<Answer> {
  const [program = '', ...words] = argv;
  const unknown = () => new Error(`${pi.name} does not know ${argv.join(' ')}`);
  if (isDeepStrictEqual(argv, ['sh', '-s'])) return { stdout: options.stdin === probeScript() ? probeText(pi) : '' };
  if (argv[1] === '-s') return install(pi, argv[4] as ComponentName, argv[5] ?? ''); // as the packaging writes it
  if (program.endsWith('/bramble-node')) return verb(pi, words);
  if (program === 'sh') return await script(pi, words, options);
  const known = programs[program.replace(/^.*\./, '')];
  if (known === undefined) throw unknown();
  return known(pi, words);
}

function install(pi: SimulatedPi, component: ComponentName, file: string): Answer {
  const artifact = pi.cluster.artifactAt(file);
  if (artifact.hasBadHook) return { exitCode: 1, stderr: 'no such wish' };
  const before = pi.installed.get(component);
  if (before === undefined) pi.installed.set(component, newInstallation(pi, component, artifact));
  else before.install(artifact.version, artifact.payloadId);
  return {};
}

/** A NameNode that starts by rolling back uses up the image of before. */
function newInstallation(pi: SimulatedPi, component: ComponentName, payload: Payload): Installation {
  const installation = new Installation(component, payload);
  installation.onStart = (role) => {
    if (role === 'namenode' && pi.read(markFile).startsWith('rollback')) pi.files.delete(rollbackImage);
  };
  return installation;
}

function verb(pi: SimulatedPi, [name = '', component, ...words]: readonly string[]): Answer {
  const known = verbs[name];
  if (known === undefined) throw new Error(`bramble-node has no ${name}`);
  return known(pi, component as ComponentName, words); // as the packaging writes it
}

const verbs: Readonly<Record<string, Verb>> = {
  revert: (pi, component) => ({ exitCode: pi.installed.get(component)?.revert() ? 0 : 1 }),
  set: (pi, component, words) => {
    const values = words.map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]);
    pi.installed.get(component)?.set(Object.fromEntries(values));
    return {};
  },
  start: (pi, component, [role]) => {
    for (const one of rolesOf(component).filter((name) => name === role)) pi.installed.get(component)?.start(one);
    return {};
  },
};

async function script(pi: SimulatedPi, [, text = '', , ...args]: readonly string[], options: RunOptions) {
  const { stdin = '', onOutput } = options;
  const found = scripts.find(({ has }) => text.includes(has));
  if (found === undefined) throw new Error(`${pi.name} does not know the script: ${text}`);
  const given = { pi, args, stdin: textOf(stdin), say: (words: string) => onOutput?.(words, 'stdout') };
  const answer = await found.does(given);
  if (stdin instanceof Readable) await readToEnd(stdin);
  return answer ?? {};
}

async function readToEnd(stream: Readable): Promise<void> {
  for await (const _line of stream);
}

function textOf(stdin: NonNullable<RunOptions['stdin']>): string {
  if (stdin instanceof Secret) return stdin.reveal();
  return typeof stdin === 'string' ? stdin : '';
}

type Program = (pi: SimulatedPi, words: readonly string[]) => Answer;

const programs: Readonly<Record<string, Program>> = {
  systemctl: (pi, [name = '', ...units]) => {
    for (const [component, installation] of pi.installed)
      for (const role of rolesOf(component).filter((one) => units.includes(tarball.unit(component, one))))
        if (name === 'stop') installation.up.delete(role);
        else installation.start(role);
    return {};
  },
  cat: (pi) => ({ stdout: pi.read(secretFile) }),
  date: () => ({ stdout: `${Math.round(Date.now() / 1000)}\n` }),
  journalctl: () => ({}),
  rm: (pi, [, path = '']) => {
    pi.files.delete(path);
    return {};
  },
  snap: () => ({}),
  hdfs: () => ({}),
  yarn: () => ({}),
};
