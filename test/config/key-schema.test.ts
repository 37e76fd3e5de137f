import { describe, expect, it } from 'vitest';
import { keySchema, validateKey } from '../../src/config/key-schema.ts';
import { keys } from '../../src/domain/keys.ts';

describe('a key’s value', () => {
  it.each([
    ['roles', 'master,worker'],
    ['node.name', 'red01'],
    ['master.host', 'red.local'],
    ['master.host', '10.1.1.1'],
    ['secret.id', 'x3f-9_a.b'],
    ['worker.cores', '4'],
    ['worker.memory-mb', '256'],
    ['master.port', '65535'],
    ['log.level', 'warn'],
    ['extra.spark-defaults', 'spark.ui.killEnabled=false'],
    ['extra.spark-defaults', 'spark.a=1\nspark.b=x = y'],
    ['worker.cores', ''],
  ])('%s may be "%s"', (name, value) => {
    expect(validateKey(name, value)).toBeUndefined();
  });

  it.each([
    ['roles', 'worker,mastre', 'unknown role "mastre"; did you mean "master"?'],
    ['roles', 'datanode', 'unknown role "datanode"; there are master, worker, history-server, connect'],
    ['roles', 'worker,worker', 'names a role twice'],
    ['roles', 'worker,', 'unknown role ""; there are master'],
    ['node.name', 'red_1', 'an underscore cannot be in a host name'],
    ['node.name', 'red 1', '" " cannot be in a host name'],
    ['master.host', 'fe80::1', '":" cannot be in a host name'],
    ['extra.spark-defaults', 'spark.authenticate.secret=x', 'looked after by bramble itself'],
    ['extra.spark-defaults', '.a=1', 'is not of the form name=value'],
    ['secret.id', 'a b', 'must be up to 64 letters'],
    ['secret.id', 'a'.repeat(65), 'must be up to 64 letters'],
    ['worker.cores', '0', 'must be a whole number from 1 to 256, not "0"'],
    ['worker.cores', '04', 'must be a whole number'],
    ['worker.cores', '+4', 'must be a whole number'],
    ['worker.cores', '1.5', 'must be a whole number'],
    ['worker.memory-mb', '2G', 'must be a whole number from 256 to 1048576, not "2G"'],
    ['worker.memory-mb', '9'.repeat(40), 'must be a whole number'],
    ['log.level', 'wran', 'must be one of error, warn, info, debug, not "wran"; did you mean "warn"?'],
    ['extra.spark-defaults', 'spark.a', '"spark.a" is not of the form name=value'],
    ['extra.spark-defaults', 'spark.a=1\n', '"" is not of the form name=value'],
    ['extra.spark-defaults', 'spark.a=1\r', 'is not of the form name=value'],
    ['worker.core', '4', 'unknown key "worker.core"; did you mean "worker.cores"?'],
    ['dfs.replication', '3', 'unknown key "dfs.replication"'],
  ])('%s may not be "%s": %s', (name, value, why) => {
    expect(validateKey(name, value)).toContain(why);
  });

  it('may be the key’s own default, for every key of the table', () => {
    const faults = keys.map(({ name, default: value }) => validateKey(name, value));
    expect(faults.filter((fault) => fault !== undefined)).toEqual([]);
  });

  it('is described by the key’s help', () => {
    expect(keys.map((key) => keySchema(key).description)).toEqual(keys.map(({ help }) => help));
  });
});
