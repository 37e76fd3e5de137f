import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { BrambleError } from '../errors.ts';
import type { Host, Output } from '../host/host.ts';
import type { Step } from '../packaging/packaging.ts';

/** snap's exit status while another change of the same snap is under way. */
const busy = 10;
const busyTries = 24;
const busyPauseMs = 5_000;
const stepTimeoutMs = 15 * 60_000;

/** Runs one step as root and waits, with a limit, where snapd is busy. Rejects with what the host said. */
export async function runStep(host: Host, step: Step, signal?: AbortSignal): Promise<void> {
  await readStep(host, step, signal);
}

/** The same, with what it printed. */
export async function readStep(host: Host, step: Step, signal?: AbortSignal): Promise<string> {
  const stdin = step.stdin === undefined ? '' : await readFile(nodeKit, 'utf8');
  for (let attempt = 1; ; attempt++) {
    const output = await host.run(step.argv, {
      sudo: true,
      stdin,
      timeoutMs: stepTimeoutMs,
      ...(signal && { signal }),
    });
    if (output.exitCode === 0) return output.stdout;
    if (output.exitCode !== busy || attempt === busyTries) throw stepFailed(host, step, output);
    await sleep(busyPauseMs, undefined, { signal });
  }
}

/** Two folders up from here lies the package, both in the sources and when installed. */
const nodeKit = new URL('../../snaps/node/bramble-node', import.meta.url);

function stepFailed(host: Host, { argv, label }: Step, { exitCode, stdout, stderr }: Output): BrambleError {
  const snapdIsBusy = exitCode === busy;
  return new BrambleError('ACTION_FAILED', `\`${label ?? argv.slice(0, 4).join(' ')}\` ended with ${exitCode}`, {
    host: host.name,
    evidence: (stderr.trim() || stdout.trim()).split('\n').slice(-12).join('\n'),
    hint: snapdIsBusy ? 'snapd is still busy: `snap changes` on the host shows with what' : undefined,
  });
}
