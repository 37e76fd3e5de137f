import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resolveCluster } from '../../src/config/resolve-cluster.ts';
import { forgetCluster, listClusters, loadCluster, saveCluster } from '../../src/store/cluster-store.ts';
import { type TestApi, testApi } from '../support/api.ts';
import { useStateHome } from '../support/state-home.ts';

const home = useStateHome();
let api: TestApi;

beforeEach(async () => {
  const clusters = { names: listClusters, load: loadCluster, save: saveCluster, forget: forgetCluster };
  api = await testApi({ clusters });
  await saveCluster(resolveCluster({ hosts: 'red,red[01-02]', name: 'red' }));
});
afterEach(async () => {
  await api.server.close();
});

async function writeRecord(name: string, text: string): Promise<void> {
  await mkdir(join(home(), 'bramble/clusters', name), { recursive: true });
  await writeFile(join(home(), 'bramble/clusters', name, 'cluster.json'), text);
}

describe('the clusters of this machine', () => {
  it('are listed beside one whose record is damaged, which says so', async () => {
    await writeRecord('blue', 'no record');
    const { status, body } = await api.ask('GET', '/clusters');
    expect(status).toBe(200);
    expect(body).toMatchObject([
      { name: 'blue', nodes: [], problem: { code: 'CONFIG_INVALID', detail: expect.stringContaining('is damaged') } },
      { name: 'red', nodes: [{ host: 'red' }, { host: 'red01' }, { host: 'red02' }] },
    ]);
    expect(body[1]).not.toHaveProperty('problem');
  });

  it('are replaced, with what is known of their other components, and say which hosts they have no more', async () => {
    const hadoop = await api.ask('PUT', '/clusters/red', { hosts: 'red,red01', components: ['hadoop'] });
    expect(hadoop.body).toMatchObject({ components: ['hadoop', 'spark'], left: ['red02'] });
    expect((await loadCluster('red')).nodes).toHaveLength(2);
  });

  it('are written anew where they were damaged, and not where a newer bramble wrote them', async () => {
    await writeRecord('blue', 'no record');
    expect((await api.ask('PUT', '/clusters/blue', { hosts: 'blue' })).status).toBe(200);
    await writeRecord('green', '{"version":2,"spec":{}}');
    const { status, body } = await api.ask('PUT', '/clusters/green', { hosts: 'green' });
    expect([status, body.code]).toEqual([409, 'REFUSED']);
  });

  it('have a thousand nodes at most', async () => {
    const { status, body } = await api.ask('PUT', '/clusters/red', { hosts: 'red,red[00001-09999]' });
    expect([status, body.detail]).toEqual([422, 'hosts: 10000 nodes are more than the 1000 of a cluster']);
    expect((await api.ask('GET', '/clusters/red')).body.nodes).toHaveLength(3);
  });

  it('are not replaced under a job that began in the middle of the request', async () => {
    let isFirst = true;
    const { promise: going, resolve: go } = Promise.withResolvers<void>();
    const slow = {
      names: listClusters,
      load: async (name: string) => {
        const begins = isFirst;
        isFirst = false;
        if (begins) await api.runner.start({ kind: 'deploy', cluster: name, options: {} });
        return await loadCluster(name);
      },
      save: saveCluster,
      forget: forgetCluster,
    };
    await api.server.close();
    api = await testApi({ clusters: slow, operation: () => going });
    expect((await api.ask('PUT', '/clusters/red', { hosts: 'blue' })).status).toBe(423);
    expect((await loadCluster('red')).nodes).toHaveLength(3);
    go();
  });
});
