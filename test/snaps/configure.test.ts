import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SnapNode } from '../support/snap-node.ts';

let node: SnapNode;

// An address in place of a name, so that nothing is looked up.
const settled = { roles: 'master,worker', node: { name: '10.9.9.1' }, master: { host: '10.9.9.1' } };

beforeEach(() => {
  node = new SnapNode();
  node.settings = settled;
  node.services = { master: 'enabled active', worker: 'enabled active' };
  node.startedNow('master');
  node.startedNow('worker');
});

afterEach(() => node.remove());

describe('the configure hook', () => {
  it('asks for nothing where all is as it should be', () => {
    expect(node.run('configure')).toEqual({ exitCode: 0, stderr: '', asked: [] });
  });

  it('starts roles that are new and stops those that are gone, and touches no other', () => {
    node.settings = { ...settled, roles: 'worker,history-server' };
    expect(node.run('configure').asked).toEqual([
      'stop --disable bramble-spark.master',
      'start --enable bramble-spark.history-server',
    ]);
  });

  it('stops everything where the role list is empty', () => {
    node.settings = {};
    expect(node.run('configure').asked).toEqual([
      'stop --disable bramble-spark.master',
      'stop --disable bramble-spark.worker',
    ]);
  });

  it.each<[change: string, settings: object, restarted: string[]]>([
    ['a worker’s cores', { worker: { cores: 2 } }, ['worker']],
    ['the master’s page', { master: { host: '10.9.9.1', 'ui-port': 9090 } }, ['master']],
    ['the secret', { secret: { id: 'new' } }, ['master', 'worker']],
    ['what commands alone use', { driver: { 'memory-mb': 999 }, executor: { 'memory-mb': 999 } }, []],
    ['a property for all', { extra: { 'spark-defaults': ['spark.a=b'] } }, ['master', 'worker']],
    ['a default that is written out', { worker: { cores: 1 } }, []],
  ])('restarts what %s concerns', (_change, settings, restarted) => {
    node.settings = { ...settled, ...settings };
    expect(node.run('configure').asked).toEqual(restarted.map((role) => `restart bramble-spark.${role}`));
  });

  it('asks for settings by their names where snapd knows no name for all', () => {
    node.settingsByName = { ...settled, roles: 'master' };
    expect(node.run('configure').asked).toEqual(['stop --disable bramble-spark.worker']);
  });

  it('restarts nothing that does not run', () => {
    node.services = { master: 'enabled inactive', worker: 'enabled active' };
    node.settings = { ...settled, secret: { id: 'new' } };
    expect(node.run('configure').asked).toEqual(['restart bramble-spark.worker']);
  });

  it('refuses a wrong setting with one line, asks for nothing and writes nothing', () => {
    const before = node.files();
    node.settings = { ...settled, roles: 'worker', worker: { cores: 0 } };
    expect(node.run('configure')).toEqual({
      exitCode: 1,
      stderr: 'error: worker.cores is "0": it must be a whole number from 1 to 256\n',
      asked: [],
    });
    expect(node.files()).toEqual(before);
  });
});

describe('the post-refresh hook', () => {
  it('keeps the configure hook after it from restarting what just started', () => {
    node.settings = { ...settled, worker: { cores: 2 } };
    expect(node.run('post-refresh').exitCode).toBe(0);
    expect(node.run('configure').asked).toEqual([]);
  });
});

describe('what is written for Spark', () => {
  it.each(['master', 'worker', 'history-server', 'connect', 'client', 'interactive'])(
    'authenticates %s, and holds no secret before it is written',
    (app) => {
      const text = node.describe(`print_properties ${app}`);
      expect(text).toContain('spark.authenticate=true\n');
      expect(text).not.toContain('spark.authenticate.secret');
    },
  );

  it('keeps the unauthenticated way of submitting closed', () => {
    expect(node.describe('print_properties master')).toContain('spark.master.rest.enabled=false\n');
  });

  it('ends with what the user wrote, a backslash kept as one', () => {
    node.settings = { ...settled, extra: { 'spark-defaults': ['spark.a=b\\c', 'spark.d=e'] } };
    expect(node.describe('print_properties client').endsWith('spark.a=b\\\\c\nspark.d=e\n')).toBe(true);
  });

  it('lets no daemon use a name that means loopback', () => {
    node.settings = { roles: 'worker', node: { name: 'localhost' }, master: { host: 'localhost' } };
    expect(node.describe('daemon_words worker')).not.toMatch(/localhost|127\.|::1/);
  });

  it('names no place in what executors are told, for they may be of the other packaging', () => {
    const line = /^spark\.executor\.defaultJavaOptions=(.*)$/m.exec(node.describe('print_properties client'))?.[1];
    expect(line).toContain('-XX:+UseSerialGC');
    expect(line).not.toContain('/');
  });
});
