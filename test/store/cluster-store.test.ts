import { mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { resolveCluster } from '../../src/config/resolve-cluster.ts';
import { joinRemembered } from '../../src/operations/join-remembered.ts';
import {
  forgetCluster,
  knownHostsPath,
  listClusters,
  loadCluster,
  saveCluster,
} from '../../src/store/cluster-store.ts';
import { useStateHome } from '../support/state-home.ts';

const home = useStateHome();
const red = resolveCluster({ hosts: 'pi@red:22,red[01-02]', identityFile: '~/.ssh/pi' });
const blue = resolveCluster({ hosts: 'blue' });

describe('a remembered cluster', () => {
  it('comes back as it was saved', async () => {
    await saveCluster(red);
    expect(await loadCluster('red')).toEqual(red);
    expect(await loadCluster()).toEqual(red);
  });

  it('is replaced by a later one of its name, and nothing is left beside it', async () => {
    await saveCluster(red);
    const smaller = resolveCluster({ hosts: 'red,red01' });
    await saveCluster(smaller);
    expect(await loadCluster('red')).toEqual(smaller);
    expect(await readdir(join(home(), 'bramble/clusters/red'))).toEqual(['cluster.json']);
  });

  it('is for its owner only', async () => {
    await saveCluster(red);
    const mode = async (path: string) =>
      ((await stat(join(home(), 'bramble/clusters', path))).mode & 0o777).toString(8);
    expect(await mode('red')).toBe('700');
    expect(await mode('red/cluster.json')).toBe('600');
  });

  it('is forgotten with all that belongs to it, and only it', async () => {
    await saveCluster(red);
    await saveCluster(blue);
    await forgetCluster('red');
    expect(await listClusters()).toEqual(['blue']);
    await forgetCluster('red');
    await expect(loadCluster('red')).rejects.toMatchObject({ code: 'CLUSTER_UNKNOWN' });
  });

  it('keeps its host keys beside it', () => {
    expect(knownHostsPath('red')).toBe(join(home(), 'bramble/clusters/red/known_hosts'));
  });
});

describe('which cluster is meant', () => {
  it('is unknown while none is remembered', async () => {
    expect(await listClusters()).toEqual([]);
    await expect(loadCluster()).rejects.toMatchObject({
      code: 'CLUSTER_UNKNOWN',
      message: 'it is not clear which cluster is meant; none is remembered on this machine',
      hint: expect.stringContaining('--hosts'),
    });
  });

  it('must be said where there are several', async () => {
    await saveCluster(red);
    await saveCluster(blue);
    await expect(loadCluster()).rejects.toMatchObject({
      code: 'CLUSTER_UNKNOWN',
      message: 'it is not clear which cluster is meant; remembered are blue, red',
      hint: 'choose with --cluster NAME',
    });
    expect((await loadCluster('blue')).name).toBe('blue');
  });

  it('is not guessed from an unknown name, even if there is only one', async () => {
    await saveCluster(red);
    await expect(loadCluster('rde')).rejects.toMatchObject({
      message: 'no cluster "rde" is remembered; remembered are red',
    });
  });

  it('cannot lead out of the folder', async () => {
    await expect(forgetCluster('../labs')).rejects.toMatchObject({ code: 'USAGE' });
    await expect(loadCluster('..')).rejects.toMatchObject({ code: 'CLUSTER_UNKNOWN' });
  });

  it('does not include a folder that holds host keys only', async () => {
    await mkdir(join(home(), 'bramble/clusters/red'), { recursive: true });
    expect(await listClusters()).toEqual([]);
  });
});

describe('a record that was damaged', () => {
  it.each([
    ['cut off', '{"version":1,"spec"'],
    ['empty', ''],
    ['without nodes', '{"version":1,"spec":{"name":"red","nodes":[]}}'],
    [
      'with an unknown role',
      '{"version":1,"spec":{"name":"red","nodes":[{"target":{"name":"red","address":"red"},"roles":["x"],"method":"auto","settings":{}}]}}',
    ],
  ])('%s is named, with what to do', async (_, content) => {
    await saveCluster(red);
    const path = join(home(), 'bramble/clusters/red/cluster.json');
    await writeFile(path, content);
    await expect(loadCluster('red')).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: `${path} is damaged`,
      hint: expect.stringContaining('--hosts'),
    });
    await saveCluster(red);
    expect(await loadCluster('red')).toEqual(red);
  });
});

describe('a record that must not be lost', () => {
  it.each([
    ['was written by a newer bramble', async (path: string) => await writeFile(path, '{"version":2,"spec":{}}')],
    ['cannot be read', replaceByFolder],
  ])('since it %s is refused, also where the hosts are named anew', async (why, damage) => {
    await saveCluster(red);
    await damage(join(home(), 'bramble/clusters/red/cluster.json'));
    const refusal = { code: 'REFUSED', message: expect.stringContaining(why) };
    await expect(loadCluster('red')).rejects.toMatchObject(refusal);
    await expect(joinRemembered(red, { keepsWork: true })).rejects.toMatchObject(refusal);
  });
});

/** Nobody can read it then, not even root. */
async function replaceByFolder(path: string): Promise<void> {
  await rm(path);
  await mkdir(path);
}
