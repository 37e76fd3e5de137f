import { describe, expect, it } from 'vitest';
import { type SnapFile, snapRules } from './snap-rules.ts';

const sound: SnapFile = {
  name: 'bramble-test',
  version: '1.0',
  title: 'Test',
  summary: 'A test',
  description: 'For a test',
  confinement: 'strict',
  assumes: ['snapd2.61'],
  'system-usernames': { _daemon_: 'shared' },
  hooks: { configure: { plugs: ['network'] } },
  apps: {
    one: { command: 'bin/one', daemon: 'simple', 'stop-timeout': '60s' },
    two: { command: 'bin/two', daemon: 'simple', after: ['one'] },
    tool: { command: 'bin/tool run', plugs: ['home'] },
  },
  parts: { one: { source: 'https://example.org/a.tgz', 'source-checksum': `sha512/${'a'.repeat(128)}` } },
};

const app = (name: string, change: Record<string, unknown>): SnapFile => ({
  ...sound,
  apps: { ...sound.apps, [name]: { ...sound.apps?.[name], ...change } },
});

const broken = (snap: SnapFile) => snapRules.filter(({ find }) => find(snap).length > 0).map(({ says }) => says);

describe('the rules of snaps', () => {
  it('find nothing in a sound one', () => {
    expect(broken(sound)).toEqual([]);
  });

  it.each<[fault: string, snap: SnapFile]>([
    ['the name', { ...sound, name: 'Bramble_Test' }],
    ['the version', { ...sound, version: '1.0-' }],
    ['the title', { ...sound, title: 'x'.repeat(41) }],
    ['the summary', { ...sound, summary: 'x'.repeat(79) }],
    ['the description', { ...sound, description: '' }],
    ['confinement', { ...sound, confinement: 'classic' }],
    ['apps have names', app('name_node', { command: 'bin/x' })],
    ['hooks have names', { ...sound, hooks: { Configure: { plugs: ['network'] } } }],
    ['commands', app('tool', { command: 'sh -c "x"' })],
    ['times', app('one', { 'stop-timeout': 'ninety' })],
    ['words', app('one', { 'restart-condition': 'sometimes' })],
    ['only daemons', app('tool', { 'restart-delay': '5s' })],
    ['an order', app('one', { after: ['two'] })],
    ['an order', app('one', { after: ['ghost'] })],
    ['plugs', app('tool', { plugs: ['mount-observe'] })],
    ['hooks that are listed', { ...sound, hooks: { configure: {} } }],
    ['the user', { ...sound, assumes: ['snapd2.58'] }],
    ['everything', { ...sound, parts: { one: { source: 'https://example.org/a.tgz' } } }],
    [
      'everything',
      {
        ...sound,
        parts: {
          one: {
            source: [{ 'to arm64': 'https://example.org/a.tgz' }],
            'source-checksum': [{ 'to amd64': `sha512/${'a'.repeat(128)}` }],
          },
        },
      },
    ],
    ['no path', { ...sound, parts: { one: { organize: { a: 'lib/amd64' } } } }],
  ])('see what is wrong with %s', (start, snap) => {
    expect(broken(snap).some((says) => says.startsWith(start))).toBe(true);
  });
});
