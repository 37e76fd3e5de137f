import { describe, expect, it } from 'vitest';
import { clusterFileSchema } from '../../../src/config/cluster-file.ts';
import { asClusterFile, emptyForm, faultsIn } from '../../../web/src/model/new-cluster.ts';

const filled = { ...emptyForm, name: 'blue', hosts: ' blue,blue[01-02] ' };

describe('a new cluster', () => {
  it('says what is missing, by field', () => {
    expect(Object.keys(faultsIn({ ...emptyForm, components: [] }))).toEqual(['name', 'hosts', 'components']);
    expect(faultsIn({ ...filled, name: 'Blue Cluster' }).name).toMatch(/lower-case/);
    expect(faultsIn(filled)).toEqual({});
  });

  it('becomes a cluster file', () => {
    const file = { name: 'blue', hosts: 'blue,blue[01-02]', components: ['spark'], method: 'auto' };
    expect(asClusterFile(filled)).toEqual(file);
    expect(asClusterFile({ ...filled, user: 'pi' })).toEqual({ ...file, user: 'pi' });
    expect(() => clusterFileSchema.parse(asClusterFile(filled))).not.toThrow();
  });
});
