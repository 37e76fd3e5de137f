import type { Report } from '../domain/events.ts';
import { BrambleError } from '../errors.ts';
import type { Host } from '../host/host.ts';
import { blinkScript, ledFolder, noLed } from './blink.ts';

interface Blinking {
  readonly seconds: number;
  readonly signal: AbortSignal;
  readonly report: Report;
}

const spareMs = 20_000;

/** Blinks a host's LED and returns its name. Rejects with HOST_UNSUITABLE where there is none. */
export async function identifyHost(host: Host, { seconds, signal, report }: Blinking): Promise<string> {
  const text = `blinks for ${seconds} s`;
  report({ stage: 'identify', host: host.name, state: 'started', text });
  const output = await host.run(['sh', '-c', blinkScript, 'sh', String(seconds), ledFolder], {
    sudo: true,
    timeoutMs: seconds * 1_000 + spareMs,
    signal,
  });
  if (output.exitCode === noLed) throw withoutLed(host.name);
  if (output.exitCode !== 0)
    throw new BrambleError('ACTION_FAILED', 'its LED could not be switched', {
      host: host.name,
      evidence: output.stderr.trim(),
    });
  const led = output.stdout.split('\n')[0] ?? '';
  report({ stage: 'identify', host: host.name, state: 'done', text: `its LED ${led} blinked for ${seconds} s` });
  return led;
}

function withoutLed(host: string): BrambleError {
  return new BrambleError('HOST_UNSUITABLE', 'it has no LED that could blink', {
    host,
    hint: 'a virtual Pi has none, and other boards have others than a Raspberry Pi; look for its MAC address: ip link',
  });
}
