import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withHostsBlock, withoutHostsBlock } from '../../src/plan/hosts-block.ts';

const entries = [
  { address: '10.1.1.1', name: 'red' },
  { address: '10.1.1.2', name: 'red01' },
];

const line = fc.oneof(
  fc.string(),
  fc.constantFrom('127.0.1.1 red', '::1 localhost red01', '#bramble', '127.0.0.1\tlocalhost'),
);
const hostsFile = fc.array(line).map((lines) => lines.join('\n'));

describe('the block in /etc/hosts', () => {
  it('sets aside the line that makes the own name mean loopback', () => {
    const lines = withHostsBlock('127.0.0.1 localhost\n127.0.1.1\tred\n', entries).split('\n');
    expect(lines).toEqual([
      '# BEGIN bramble: names of the cluster (removed by bramble uninstall)',
      '10.1.1.1 red',
      '10.1.1.2 red01',
      '# END bramble',
      '127.0.0.1 localhost',
      '#bramble# 127.0.1.1\tred',
      '',
    ]);
  });

  it('keeps the other names of such a line', () => {
    const lines = withHostsBlock('127.0.0.1 localhost red loghost # ours\n', entries).split('\n');
    expect(lines).toContain('127.0.0.1 localhost loghost');
    expect(lines).toContain('#bramble# 127.0.0.1 localhost red loghost # ours');
  });

  it('leaves no trace when it is removed, whatever the file held', () => {
    fc.assert(fc.property(hostsFile, (file) => withoutHostsBlock(withHostsBlock(file, entries)) === file));
  });

  it('is written once however often', () => {
    fc.assert(
      fc.property(hostsFile, (file) => {
        const once = withHostsBlock(file, entries);
        return withHostsBlock(once, entries) === once;
      }),
    );
  });

  it('takes the place of an older block', () => {
    const older = withHostsBlock('127.0.0.1 localhost\n', entries.slice(0, 1));
    expect(withHostsBlock(older, entries)).toBe(withHostsBlock('127.0.0.1 localhost\n', entries));
  });
});
