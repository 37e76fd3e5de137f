import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { blinkScript, noLed } from '../../src/doctor/blink.ts';

// A fake tree instead of /sys: there a write to `trigger` moves the brackets, here it replaces the file.
let leds: string;

beforeEach(() => {
  leds = mkdtempSync(join(tmpdir(), 'leds-'));
  return () => rmSync(leds, { recursive: true });
});

function addLed(name: string, trigger: string): void {
  mkdirSync(join(leds, name));
  writeFileSync(join(leds, name, 'trigger'), `${trigger}\n`);
  writeFileSync(join(leds, name, 'brightness'), '1\n');
  writeFileSync(join(leds, name, 'max_brightness'), '255\n');
}

const read = (name: string, file: string) => readFileSync(join(leds, name, file), 'utf8').trim();

/** Runs the script in a group of its own, as a host does, and tells what it left. */
function blink(seconds: number) {
  const child = spawn('sh', ['-c', blinkScript, 'sh', String(seconds), leds], { detached: true });
  let said = '';
  child.stdout.on('data', (piece) => {
    said += piece;
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { child, said: () => said, ended };
}

describe('blinking', () => {
  it('switches the LED on and off and gives it back its trigger', async () => {
    addLed('ACT', 'none timer [mmc0] heartbeat');
    const { ended, said } = blink(1);
    const brightness = new Set<string>();
    const triggers = new Set<string>();
    while ((await Promise.race([ended, sleep(40)])) === undefined) {
      brightness.add(read('ACT', 'brightness'));
      triggers.add(read('ACT', 'trigger'));
    }
    expect(await ended).toBe(0);
    expect(said()).toBe('ACT\nACT\n');
    expect([...brightness]).toEqual(expect.arrayContaining(['255', '0']));
    expect([...triggers]).toContain('none');
    expect([read('ACT', 'trigger'), read('ACT', 'brightness')]).toEqual(['mmc0', '1']);
  });

  it.each<[string, (child: ReturnType<typeof blink>['child']) => void]>([
    ['is interrupted', ({ pid }) => process.kill(-(pid ?? 0), 'SIGTERM')],
    ['has nobody left to talk to', ({ stdout }) => stdout?.destroy()],
  ])('gives it back at once when it %s', async (_when, disturb) => {
    addLed('ACT', 'none [mmc0]');
    const { child, ended, said } = blink(60);
    while (said() === '') await sleep(20);
    expect(read('ACT', 'trigger')).toBe('none');
    const startedMs = performance.now();
    disturb(child);
    await ended;
    expect(performance.now() - startedMs).toBeLessThan(5_000);
    expect([read('ACT', 'trigger'), read('ACT', 'brightness')]).toEqual(['mmc0', '1']);
  });

  it('takes the green LED by its new name, by its old one, and else the red one', async () => {
    addLed('PWR', '[default-on]');
    const red = blink(1);
    await red.ended;
    addLed('led0', '[mmc0]');
    const green = blink(1);
    await green.ended;
    expect([red.said(), green.said()]).toEqual(['PWR\nPWR\n', 'led0\nled0\n']);
  });

  it('says that there is none, and leaves the LEDs of a keyboard alone', async () => {
    addLed('input3::capslock', '[kbd-capslock]');
    expect(await blink(1).ended).toBe(noLed);
    expect(read('input3::capslock', 'trigger')).toBe('[kbd-capslock]');
  });
});
