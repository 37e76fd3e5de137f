import { execFileSync } from 'node:child_process';
import { totalmem } from 'node:os';
import { describe, expect, it } from 'vitest';
import { parseProbe, probeScript } from '../../src/facts/probe.ts';

describe('the probe', () => {
  it('answers on this machine in one run of sh, as JSON that its own parsers read', () => {
    const facts = parseProbe('here', execFileSync('sh', ['-s'], { input: probeScript(), encoding: 'utf8' }));
    expect(facts.machine.cores).toBeGreaterThan(0);
    expect(facts.memory.totalMb).toBeGreaterThan(0);
    expect(facts.memory.totalMb).toBeLessThanOrEqual(totalmem() / 1024 / 1024 + 1);
    expect(Math.abs(facts.clockSeconds - Date.now() / 1000)).toBeLessThan(60);
    expect(facts.freeMb['/var']).toBeGreaterThan(0);
    expect(facts.network.hostsFile).toContain('localhost');
  });

  it('keeps quotes, backslashes and tabs of what it reads', () => {
    const script = probeScript().replace(
      'cat /etc/os-release',
      `printf 'ID=odd\\nPRETTY_NAME="a \\\\ b \\t'"'"'c"\\n'`,
    );
    const facts = parseProbe('here', execFileSync('sh', ['-s'], { input: script, encoding: 'utf8' }));
    expect(facts.os).toEqual({ id: 'odd', version: '', title: `a \\ b \t'c` });
  });

  it('reads the note of a node, which has no newline at its end', () => {
    const note = '{"version":1,"cluster":"red","node":"red","spec":{},"components":{}}';
    const script = probeScript().replace('cat /var/lib/bramble/node.json', `printf '%s' '${note}'`);
    const facts = parseProbe('here', execFileSync('sh', ['-s'], { input: script, encoding: 'utf8' }));
    expect(JSON.stringify(facts.record)).toBe(note);
  });

  it('says which host answered with something else, and shows it', () => {
    expect(() => parseProbe('red01', 'Welcome to Ubuntu!')).toThrow(
      expect.objectContaining({ host: 'red01', evidence: 'Welcome to Ubuntu!' }),
    );
  });
});
