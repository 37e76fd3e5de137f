import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Key, KeyType } from '../../src/domain/key-types.ts';
import { keys, keysOf } from '../../src/domain/keys.ts';
import type { ComponentName } from '../../src/domain/roles.ts';

const kit = fileURLToPath(new URL('../../snaps/node/', import.meta.url));

interface Way {
  readonly component?: ComponentName;
  readonly show?: 'all' | 'given';
}

/** Runs the node kit's own check; returns what it prints, or the one line that it complains with. */
function check(settings: string, { component = 'spark', show = 'all' }: Way = {}): string {
  const tables = [`${kit}lib/keys.table`, `${kit}${component}/reserved.table`];
  const program = ['-f', `${kit}lib/settings.awk`, ...tables, '-'];
  const words = ['-v', `component=${component}`, '-v', `show=${show}`, ...program];
  try {
    return execFileSync('awk', words, { input: settings, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    return (error as { stderr: string }).stderr; // what execFileSync throws
  }
}

const role: Readonly<Record<ComponentName, string>> = { hadoop: 'resourcemanager', spark: 'master' };

const examples: Readonly<Record<KeyType['kind'], { good: unknown; bad: unknown[] }>> = {
  roles: { good: '', bad: ['boss', 'master,', 'master worker', 'datanode,', 'king'] },
  host: { good: 'red-01.local', bad: ['a b', '-red', '$(reboot)', 'red;ls', "red'"] },
  token: { good: 'a.b_c-1', bad: ['a b', 'a/b', 'a"b'] },
  integer: { good: 2048, bad: [-1, 'many', '007', '1e3', 99999999999] },
  choice: { good: 'warn', bad: ['loud', 'war', 'warn,info'] },
  folders: { good: ['/mnt/disk1/hdfs'], bad: [['mnt'], ['/'], ['//a'], ['/a/../b'], ['/a b'], ['/a,b'], ['/a\tb']] },
  properties: { good: ['spark.a=b'], bad: [['a'], ['=x'], ['a=b\tc']] },
};

const document = (key: Key, value: unknown) => {
  const nested = key.name.split('.').reduceRight((inner: unknown, part) => ({ [part]: inner }), value);
  return JSON.stringify({ '': nested });
};

describe.each(keys)('the setting $name of $component', (key) => {
  const { good, bad } = examples[key.type.kind];
  const { type } = key;
  const fit = type.kind === 'integer' ? type.min : type.kind === 'roles' ? role[key.component] : good;
  const beyond = type.kind === 'integer' ? [type.min - 1, type.max + 1] : [];

  it('is taken', () => {
    const name = `key_${key.name.replaceAll(/[.-]/g, '_')}`;
    expect(check(document(key, fit), key)).toContain(`${name}='${String(fit)}'\n`);
  });

  it.each([...bad, ...beyond])('is refused as %j, with its name and what is allowed', (value) => {
    const said = check(document(key, value), key);
    expect(said.split('\n')).toHaveLength(2);
    expect(said).toMatch(new RegExp(`^error: ${key.name} is ".*": .+`));
  });
});

describe('settings of a node', () => {
  it('have their defaults where nothing is set', () => {
    for (const nothing of ['', '{}', '{"": {}}']) {
      const said = check(nothing);
      for (const { name, default: preset } of keysOf('spark'))
        expect(said).toContain(`key_${name.replaceAll(/[.-]/g, '_')}='${preset}'\n`);
    }
  });

  it.each([
    ['{"foo": 1}', 'unknown key "foo"'],
    ['{"": {"worker": {"core": 1}}}', 'unknown key "worker.core"'],
    ['{"worker": "x"}', 'unknown key "worker"'],
    ['worker.core=1\n', 'unknown key "worker.core"'],
  ])('refuse %s', (settings, fault) => {
    expect(check(settings)).toContain(`error: ${fault}; the keys are: roles, node.name,`);
  });

  it.each(['worker', 'connect'])('refuse the role %s without a master', (role) => {
    expect(check(`{"roles": "${role}"}`)).toBe(`error: master.host is not set: the role ${role} needs it\n`);
    expect(check(`{"roles": "${role}", "master": {"host": "red"}}`)).toContain(`key_roles='${role}'`);
  });

  it('keep what a hostile value says as a value', () => {
    const said = check(JSON.stringify({ extra: { 'spark-defaults': ['spark.a=\';$(touch x)\\"<é'] } }));
    expect(said).toContain(`key_extra_spark_defaults='spark.a='\\'';$(touch x)\\"<é'\n`);
  });

  it('read the escapes of JSON as snapctl writes them', () => {
    expect(check('{"extra":{"spark-defaults":["spark.a=\\u003cb\\u003e\\\\c","spark.d=\\"e\\""]}}')).toContain(
      `key_extra_spark_defaults='spark.a=<b>\\c\nspark.d="e"'\n`,
    );
  });

  it('read lines, a list as repeated lines or as JSON', () => {
    const wanted = 'extra.spark-defaults=spark.a=1\nextra.spark-defaults=spark.b=2\n';
    expect(check(wanted, { show: 'given' })).toBe(wanted);
    expect(check('extra.spark-defaults=["spark.a=1","spark.b=2"]\n', { show: 'given' })).toBe(wanted);
    const folders = 'hdfs.data-dirs=/mnt/a\nhdfs.data-dirs=/mnt/b\n';
    expect(check(folders, { component: 'hadoop', show: 'given' })).toBe(folders);
    expect(check('hdfs.data-dirs=["/mnt/a","/mnt/b"]\n', { component: 'hadoop', show: 'given' })).toBe(folders);
  });

  it.each<[ComponentName, key: string, property: string, why: RegExp]>([
    ['spark', 'spark-defaults', 'spark.authenticate=false', /shared secret/],
    ['spark', 'spark-defaults', 'spark.authenticate.secret=x', /shared secret/],
    ['hadoop', 'hdfs-site', 'dfs.namenode.name.dir=/tmp/x', /hdfs\.name-dirs/],
    ['hadoop', 'core-site', 'dfs.name.dir=/tmp/x', /hdfs\.name-dirs/],
    ['hadoop', 'hdfs-site', 'dfs.namenode.edits.dir=/tmp/x', /hdfs\.name-dirs/],
    ['hadoop', 'hdfs-site', 'dfs.datanode.data.dir=/tmp/x', /hdfs\.data-dirs/],
    ['hadoop', 'yarn-site', 'dfs.data.dir=/tmp/x', /hdfs\.data-dirs/],
    ['hadoop', 'hdfs-site', 'dfs.namenode.checkpoint.dir=/tmp/x', /SecondaryNameNode/],
    ['hadoop', 'hdfs-site', 'dfs.namenode.support.allow.format=true', /made once/],
  ])('keep for themselves, in %s and extra.%s, %s', (component, key, property, why) => {
    const said = check(JSON.stringify({ extra: { [key]: ['a.b=c', property] } }), { component });
    expect(said).toContain(`error: extra.${key} is "${property}": `);
    expect(said).toMatch(why);
  });

  it('leave what only resembles it to the user', () => {
    const settings = {
      extra: { 'hdfs-site': ['dfs.namenode.name.dir.restore=true', 'dfs.namenode.checkpoint.period=60'] },
    };
    expect(check(JSON.stringify(settings), { component: 'hadoop' })).not.toContain('error');
  });

  it.each(['{"worker"', '{"worker": {"cores": [1', '{"a": "b'])('refuse the broken text %s', (settings) => {
    expect(check(settings)).toMatch(/^error: /);
  });
});
