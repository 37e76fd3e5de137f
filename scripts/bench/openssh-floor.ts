import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ComponentName } from '../../src/domain/roles.ts';
import { parseProbe, probeScript } from '../../src/facts/probe.ts';
import type { BenchLab } from './bench-lab.ts';
import { sshWords } from './open-ssh.ts';
import { runTimed, type Timed } from './run-timed.ts';

const floorScript = fileURLToPath(new URL('floor.sh', import.meta.url));

/** The least that looking at all hosts of a lab can cost with OpenSSH: the very same probe, and nothing is decided. */
export async function prepareFloor({ lab, env }: BenchLab, signal: AbortSignal): Promise<() => Promise<Timed>> {
  const [probe, answers] = [probeFile(lab.identityFile), answersFolder(lab.identityFile)];
  await writeFile(probe, probeScript());
  await mkdir(answers, { recursive: true });
  const logins = lab.hosts.map(({ address }) => `${lab.user}@${address}`);
  const words = ['sh', floorScript, probe, answers, ...sshWords(lab), '--', ...logins];
  return () => runTimed(words, { signal, env });
}

const probeFile = (beside: string) => join(dirname(beside), 'probe.sh');
const answersFolder = (beside: string) => join(dirname(beside), 'answers');

/** A floor that reads nothing would be too low. */
export async function checkAnswers({ lab }: BenchLab, components: readonly ComponentName[]): Promise<void> {
  for (const { name, address } of lab.hosts) {
    const answer = await readFile(join(answersFolder(lab.identityFile), `${lab.user}@${address}`), 'utf8');
    const { installed } = parseProbe(name, answer);
    const missing = components.filter((one) => installed[one] === undefined);
    if (missing.length > 0) throw new Error(`OpenSSH did not find ${missing.join(' and ')} on ${name}`);
  }
}
