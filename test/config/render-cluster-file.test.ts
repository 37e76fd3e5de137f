import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { clusterFileSchema, hostEntrySchema } from '../../src/config/cluster-file.ts';
import { parseClusterFile } from '../../src/config/parse-cluster-file.ts';
import { renderClusterFile } from '../../src/config/render-cluster-file.ts';
import { entryWords, topWords } from '../../src/config/schema-words.ts';

const hosts = [{ name: 'red,red[01-02]' }];

describe('the cluster file that bramble init writes', () => {
  it('is a cluster file with the hosts that were given and nothing else', () => {
    expect(parseClusterFile(renderClusterFile({ hosts }, 'bramble.yaml'), 'bramble.yaml')).toEqual({ hosts });
  });

  it('holds whatever else is known', () => {
    const known = { hosts: [{ name: 'red', 'cluster-address': '10.1.1.1' }, { name: 'red01' }], master: 'red01' };
    expect(parseClusterFile(renderClusterFile(known, 'bramble.yaml'), 'bramble.yaml')).toEqual(known);
  });

  it('explains every word there is, with an example', () => {
    const text = renderClusterFile({ hosts }, 'bramble.yaml');
    for (const { name, description } of [...topWords, ...entryWords]) {
      expect(text).toContain(`# ${description}\n`);
      expect(text).toMatch(new RegExp(`^(#[ -]+)?${name}:`, 'm'));
    }
  });

  it('works with every example in use', () => {
    const text = renderClusterFile({ hosts }, 'bramble.yaml').replace(/^hosts:.*$/m, '');
    const inUse = text.replaceAll(/^# (?=[a-z-]+:( |$)|or,| {2,})/gm, '').replace(/^or,.*$/m, '');
    const file: Record<string, unknown> = parse(inUse);
    expect(Object.keys(file).toSorted()).toEqual(topWords.map(({ name }) => name).toSorted());
    expect(clusterFileSchema.safeParse(file).error).toBeUndefined();
  });

  it('describes every word of the schema', () => {
    expect(topWords.map(({ name }) => name)).toEqual(Object.keys(clusterFileSchema.shape));
    expect(entryWords.map(({ name }) => name)).toEqual(Object.keys(hostEntrySchema.shape));
    const silent = [...topWords, ...entryWords].filter(
      ({ description, example }) => description === '' || example === undefined,
    );
    expect(silent).toEqual([]);
  });
});
