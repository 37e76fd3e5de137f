import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { labDown } from '../../src/lab/lab-power.ts';
import type { LabWish } from '../../src/lab/lab-state.ts';
import { labUp, type UpLab } from '../../src/lab/lab-up.ts';

/** Labs of one test file: named after it and whoever runs it, with a registry of their own, all gone at the end. */
export interface TestLabs {
  readonly env: NodeJS.ProcessEnv & { XDG_STATE_HOME: string };
  /** The full name of a lab. */
  readonly nameOf: (short: string) => string;
  readonly up: (short: string, wish: Omit<LabWish, 'name'>, signal?: AbortSignal) => Promise<UpLab>;
  readonly down: (short: string) => Promise<void>;
  /** Runs a command line in a host over OpenSSH, with its host key checked. */
  readonly ssh: (lab: UpLab['lab'], host: string, command: string, input?: Buffer) => Promise<string>;
  readonly end: () => Promise<void>;
}

/** A place for labs that a test makes. */
export async function openTestLabs(prefix: string): Promise<TestLabs> {
  const state = await mkdtemp(join(tmpdir(), `${prefix}-state-`));
  const env = { ...process.env, XDG_STATE_HOME: state };
  const made = new Set<string>();
  // Whoever runs the tests knows its labs by this word, and takes down no others.
  const owner = process.env.BRAMBLE_TEST_OWNER ?? process.pid;
  const nameOf = (short: string) => `${prefix}-${owner}-${short}`;
  const options = (signal?: AbortSignal) => ({ env, report: () => {}, signal });
  const down = (short: string) => labDown(nameOf(short), options());
  return {
    env,
    nameOf,
    up: (short, wish, signal) => {
      made.add(short);
      return labUp({ ...wish, name: nameOf(short) }, options(signal));
    },
    down,
    ssh: sshInto,
    end: async () => {
      for (const short of made) await down(short);
      await rm(state, { recursive: true, force: true });
    },
  };
}

async function sshInto(lab: UpLab['lab'], host: string, command: string, input?: Buffer): Promise<string> {
  const checks = [
    '-o',
    `UserKnownHostsFile=${lab.knownHosts}`,
    '-o',
    'StrictHostKeyChecking=yes',
    '-o',
    'BatchMode=yes',
  ];
  const login = ['-F', 'none', '-i', lab.identityFile, '-o', 'IdentitiesOnly=yes', '-o', 'LogLevel=ERROR'];
  const address = lab.hosts.find(({ name }) => name === host)?.address ?? host;
  const { stdout } = await execa('ssh', [...login, ...checks, `${lab.user}@${address}`, command], {
    input: input ?? '',
    timeout: 120_000,
    all: true,
  });
  return stdout.trim();
}
