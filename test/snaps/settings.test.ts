import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Key, type KeyType, keys } from '../../src/domain/keys.ts';

const lib = fileURLToPath(new URL('../../snaps/node/lib/', import.meta.url));

/** Runs the node kit's own check; returns what it prints, or the one line that it complains with. */
function check(settings: string, show: 'all' | 'given' = 'all'): string {
  const words = ['-v', 'component=spark', '-v', `show=${show}`, '-f', `${lib}settings.awk`, `${lib}keys.table`, '-'];
  try {
    return execFileSync('awk', words, { input: settings, encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    return (error as { stderr: string }).stderr; // what execFileSync throws
  }
}

const examples: Readonly<Record<KeyType['kind'], { good: unknown; bad: unknown[] }>> = {
  roles: { good: 'master', bad: ['boss', 'master,', 'master worker'] },
  host: { good: 'red-01.local', bad: ['a b', '-red', '$(reboot)', 'red;ls', "red'"] },
  token: { good: 'a.b_c-1', bad: ['a b', 'a/b', 'a"b'] },
  integer: { good: 2048, bad: [0, -1, 'many', '007', '1e3', 99999999999] },
  choice: { good: 'warn', bad: ['loud', 'war', 'warn,info'] },
  properties: { good: ['spark.a=b'], bad: [['a'], ['spark.authenticate=false'], ['=x']] },
};

const document = (key: Key, value: unknown) => {
  const nested = key.name.split('.').reduceRight((inner: unknown, part) => ({ [part]: inner }), value);
  return JSON.stringify({ '': nested });
};

describe.each(keys)('the setting $name', (key) => {
  const { good, bad } = examples[key.type.kind];
  const fit = key.name === 'worker.cores' ? 4 : good;

  it('is taken', () => {
    const name = `key_${key.name.replaceAll(/[.-]/g, '_')}`;
    expect(check(document(key, fit))).toContain(`${name}='${String(fit)}'\n`);
  });

  it.each(bad)('is refused as %j, with its name and what is allowed', (value) => {
    const said = check(document(key, value));
    expect(said.split('\n')).toHaveLength(2);
    expect(said).toMatch(new RegExp(`^error: ${key.name} is ".*": .+`));
  });
});

describe('settings of a node', () => {
  it('have their defaults where nothing is set', () => {
    for (const nothing of ['', '{}', '{"": {}}']) {
      const said = check(nothing);
      for (const { name, default: preset } of keys)
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
    expect(check(wanted, 'given')).toBe(wanted);
    expect(check('extra.spark-defaults=["spark.a=1","spark.b=2"]\n', 'given')).toBe(wanted);
  });

  it.each(['{"worker"', '{"worker": {"cores": [1', '{"a": "b'])('refuse the broken text %s', (settings) => {
    expect(check(settings)).toMatch(/^error: /);
  });
});
