import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseClusterFile } from '../../src/config/parse-cluster-file.ts';
import { BrambleError, explain } from '../../src/errors.ts';

describe('a cluster file', () => {
  it('may be nothing but a list of hosts', () => {
    expect(parseClusterFile('hosts: red,red[01-02]\n', 'bramble.yaml')).toEqual({
      hosts: [{ name: 'red,red[01-02]' }],
    });
  });

  it('mixes lists and entries with details, and takes yes and no, numbers and lists as YAML has them', () => {
    const text = `
name: red
user: pi
workers-on-master: no
connect: red01
hosts:
  - name: red
    address: 192.168.1.40
    roles: [master, history-server]
  - red[01-02]
settings:
  worker.cores: 3
  extra.spark-defaults: [spark.a=1, spark.b=2]
`;
    expect(parseClusterFile(text, 'bramble.yaml')).toEqual({
      name: 'red',
      user: 'pi',
      'workers-on-master': false,
      connect: 'red01',
      hosts: [{ name: 'red', address: '192.168.1.40', roles: ['master', 'history-server'] }, { name: 'red[01-02]' }],
      settings: { 'worker.cores': '3', 'extra.spark-defaults': 'spark.a=1\nspark.b=2' },
    });
  });

  it('shows all its problems together, each with its line', () => {
    const text = `name: Red
hosts:
  - name: red
    rols: [worker]
  - name: 4
    roles: [wroker]
    port: x
methd: snap
method: snpa
connect: { a: 1 }
workers-on-master: perhaps
user: -l
settings:
  worker.cores: 0
  worker.memroy-mb: 512
  roles: master
`;
    expect(explain(errorOf(text)).split('\n')).toEqual([
      'bramble.yaml: 13 problems',
      '    line 1, name: must be lower-case letters, digits and dashes',
      '    line 4, hosts[0].rols: unknown word; did you mean "roles"?',
      '    line 5, hosts[1].name: must be text',
      '    line 6, hosts[1].roles[0]: unknown role "wroker"; did you mean "worker"?',
      '    line 7, hosts[1].port: must be a number',
      '    line 8, methd: unknown word; did you mean "method"?',
      '    line 9, method: must be one of auto, snap, tarball; did you mean "snap"?',
      '    line 10, connect: must be yes, no or the name of a host',
      '    line 11, workers-on-master: must be yes or no',
      '    line 12, user: is not a user name',
      '    line 14, settings["worker.cores"]: must be a whole number from 1 to 256, not "0"',
      '    line 15, settings["worker.memroy-mb"]: unknown key "worker.memroy-mb"; did you mean "worker.memory-mb"?',
      '    line 16, settings.roles: write `roles` beside the name of a host',
      '  try: `bramble init FILE` writes a cluster file that explains every word',
    ]);
  });

  it.each([
    ['a duplicate key', 'hosts: red\nuser: pi\nhosts: blue\n', 'line 3: this key is there twice'],
    ['a tab', 'hosts:\n\t- red\n', 'line 2: a tab; YAML is indented with blanks'],
    ['two documents', 'hosts: red\n---\nhosts: blue\n', 'a second document; a cluster file is one'],
    ['an unfinished list', 'hosts: [red\n', 'line'],
    ['an unknown tag', 'hosts: !what red\n', 'Unresolved tag'],
    ['nothing', '', 'there is nothing in it'],
    ['only comments', '# hosts: red\n', 'there is nothing in it'],
    ['a list', '- red\n', 'must be a block of `word: value` lines'],
    ['no hosts', 'user: pi\n', 'hosts: is missing'],
    ['an empty list of hosts', 'hosts: []\n', 'hosts: names no host'],
    ['a malformed host list', 'hosts: red[3-1]\n', 'the range 3-1 runs backwards; write "red[1-3]"'],
    ['a host that is none', 'hosts:\n  - red\n  - red_1\n', 'line 3, hosts[1]: host "red_1": an underscore'],
    ['a port out of range', 'hosts: red\nport: 70000\n', 'line 2, port: must be at most 65535'],
    ['an address that is an option', 'hosts: [{ name: red, address: -oX }]\n', 'address: is not a name or an address'],
    ['a name for an address inside', 'hosts: [{ name: red, cluster-address: blue }]\n', 'must be an IP address'],
    ['one address for several', 'hosts: [{ name: "red[1-2]", address: blue }]\n', 'cannot be that of several hosts'],
    [
      'the same host twice',
      'hosts:\n  - red\n  - red[01-02]\n  - red.local\n',
      'line 4, hosts[2]: red is the same machine as',
    ],
    ['two hosts of one name', 'hosts: [red.a.org, red.b.org]\n', 'red goes by the same name as an earlier one'],
    [
      'an unknown master',
      'hosts: red,red01\nmaster: rde\n',
      'line 2, master: "rde" is not among the hosts red, red01; did',
    ],
    ['an unknown host of connect', 'hosts: red\nconnect: blue\n', 'line 2, connect: "blue" is not among the hosts red'],
    [
      'two masters',
      'hosts: [{ name: "red[1-2]", roles: [master, worker] }]\n',
      'red1 and red2 cannot both be the master',
    ],
    [
      'a value below its key',
      'hosts: red\nsettings:\n  extra.spark-defaults:\n    - nonsense\n',
      'line 3, settings["extra.spark-defaults"]',
    ],
    ['no master', 'hosts: [{ name: "red[1-2]", roles: [worker] }]\n', 'no host is the master'],
    ['nobody to work', 'hosts: red\nworkers-on-master: no\n', 'no host would work'],
    [
      'a master whose roles are others',
      'master: red\nhosts: [{ name: red, roles: [worker] }, red01]\n',
      'line 1, master: the roles of "red" are worker, without master',
    ],
  ])('with %s is refused', (_, text, why) => {
    const error = errorOf(text);
    expect(error.code).toBe('CONFIG_INVALID');
    expect(explain(error)).toMatch(/^bramble\.yaml: /);
    expect(explain(error)).toContain(why);
    expect(error.hint).toBeTruthy();
  });

  it('is read or refused, whatever is in it', () => {
    const piece = fc.constantFrom(
      'hosts',
      ':',
      ' ',
      '\n',
      '- ',
      'red',
      '[',
      ']',
      '{',
      '}',
      '"',
      '\t',
      '&a',
      '*a',
      'settings',
      '1',
      'roles',
      '|',
      '#',
      'null',
      '__proto__',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        try {
          expect(parseClusterFile(pieces.join(''), 'bramble.yaml').hosts.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toMatchObject({ code: 'CONFIG_INVALID' });
        }
      }),
      { numRuns: 2000 },
    );
  });
});

function errorOf(text: string): BrambleError {
  try {
    parseClusterFile(text, 'bramble.yaml');
  } catch (error) {
    if (error instanceof BrambleError) return error;
    throw error;
  }
  throw new Error('was accepted');
}
