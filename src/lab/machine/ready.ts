import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { type InitRecord, readLiveInit } from '../liveness.ts';
import { type LabContext, tell } from './context.ts';
import { bootFailed } from './host-power.ts';
import { tryTool } from './tool.ts';
import { waitFor } from './wait.ts';

/** A host that has been switched on. */
export interface BootingHost {
  readonly folder: string;
  readonly name: string;
  readonly address: string;
}

const sshTimeoutMs = 120_000;
const settleTimeoutMs = 120_000;

/** Waits until sshd answers and systemd has started what it wanted to; says which units it could not start. */
export async function waitUntilReady(host: BootingHost, context: LabContext): Promise<void> {
  const answer = await waitFor(() => isAnswering(host.address), { timeoutMs: sshTimeoutMs, everyMs: 40, ...context });
  if (answer === undefined) throw await bootFailed(host.folder, host.name, 'sshd does not answer');
  const init = readLiveInit(join(host.folder, 'init'));
  if (init === undefined) throw await bootFailed(host.folder, host.name, 'went down again while it booted');
  if (await settle(init, context)) return;
  const units = await tryTool([...systemctlIn(init), 'list-units', '--failed', '--plain', '--no-legend']);
  const names = units.split('\n').map((line) => line.split(' ')[0]);
  tell(context, `up, but systemd could not start ${names.join(', ') || 'everything in two minutes'}`, host.name);
}

/** Waits until systemd has started what it wanted to; false where it could not, or not in two minutes. */
export async function settle(init: InitRecord, { signal }: LabContext): Promise<boolean> {
  const ask = async () => {
    const state = await tryTool([...systemctlIn(init), 'is-system-running', '--wait'], { signal });
    // Until its bus is there systemctl says so at once, or that it is offline.
    return ['running', 'degraded'].find((final) => final === state);
  };
  return (await waitFor(ask, { timeoutMs: settleTimeoutMs, signal, everyMs: 100 })) === 'running';
}

function systemctlIn({ pid }: InitRecord): string[] {
  return ['nsenter', '--target', String(pid), '--all', 'systemctl'];
}

function isAnswering(address: string): Promise<true | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ host: address, port: 22 });
    const answer = (isUp: boolean) => {
      socket.destroy();
      resolve(isUp || undefined);
    };
    socket.setTimeout(2_000, () => answer(false));
    socket.once('data', (bytes) => answer(bytes.toString('latin1').startsWith('SSH-')));
    socket.once('error', () => answer(false));
    socket.once('close', () => answer(false));
  });
}

/** The public host key that a host made when it was first booted; empty before that. */
export async function readHostKey(folder: string): Promise<string> {
  const text = await readFile(join(folder, 'upper/etc/ssh/ssh_host_ed25519_key.pub'), 'utf8').catch(() => '');
  return text.split(' ').slice(0, 2).join(' ').trim();
}
