import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseProbe } from '../../src/facts/probe.ts';

const captured = (name: string) =>
  parseProbe(name, readFileSync(new URL(`../fixtures/probe/${name}.json`, import.meta.url), 'utf8'));
const snapHost = captured('snap-host');
const tarballHost = captured('tarball-host');

describe('facts from what real hosts answered', () => {
  it('tell the system and the machine', () => {
    expect(snapHost.os).toEqual({ id: 'debian', version: '13', title: 'Debian GNU/Linux 13 (trixie)' });
    expect(snapHost.machine).toMatchObject({
      arch: 'amd64',
      kernelArch: 'x86_64',
      cores: 2,
      virtual: 'lxc',
      glibc: '2.41',
      hasSystemd: true,
    });
    expect(snapHost.snapdVersion).toBe('2.68.3-3+deb13u1+b7');
    expect(tarballHost.snapdVersion).toBeUndefined();
  });

  it('tell the memory that the lab allows, and what of it is free', () => {
    expect(snapHost.memory).toEqual({ totalMb: 2048, availableMb: 2048 - 576 });
  });

  it('tell addresses, names and free space', () => {
    expect(snapHost.network).toMatchObject({
      hostname: 'red',
      addresses: [{ device: 'eth0', address: '10.73.0.10', prefix: 24 }],
      ownNameMeans: ['10.73.0.10'],
      hostsFileManaged: false,
    });
    expect(snapHost.network.hostsFile.startsWith('# BEGIN bramble')).toBe(true);
    expect(snapHost.network.hostsFile.endsWith('#bramble# 127.0.1.1\tred\n')).toBe(true);
    expect(snapHost.freeMb).toEqual({ '/var': 55_496, '/opt': 55_496 });
  });

  it('tell who listens where', () => {
    expect(snapHost.ports).toContainEqual({ port: 7077, address: '[::ffff:10.73.0.10]', process: 'java', pid: 9850 });
    expect(tarballHost.ports).toContainEqual({ port: 8081, address: '*', process: 'java', pid: 4222 });
  });

  it('tell what is installed, in the same shape for both packagings', () => {
    expect(snapHost.installed.spark).toMatchObject({
      packaging: 'snap',
      revision: 'x3',
      version: '4.2.0',
      confinement: 'strict',
      recipe: 'e5e9903590c1ad18',
    });
    expect(tarballHost.installed.spark).toMatchObject({
      packaging: 'tarball',
      revision: 'x3',
      version: '4.2.0',
      confinement: 'none',
      recipe: 'e5e9903590c1ad18',
    });
    expect(tarballHost.installed.spark?.payloadId).toBe(snapHost.installed.spark?.payloadId);
    expect(tarballHost.installed.spark?.secretId).toMatch(/^[0-9a-f]{16}$/);
  });

  it('tell keys and services alike', () => {
    expect(snapHost.installed.spark?.keys).toMatchObject({
      roles: 'master,worker,history-server',
      'master.host': 'red',
    });
    expect(tarballHost.installed.spark?.keys).toMatchObject({ roles: 'worker', 'worker.cores': '2' });
    expect(snapHost.installed.spark?.services.master).toMatchObject({ enabled: true, active: 'active', mainPid: 9850 });
    expect(tarballHost.installed.spark?.services.worker).toMatchObject({
      enabled: true,
      active: 'active',
      mainPid: 4222,
    });
    expect(snapHost.installed.spark?.services.connect).toMatchObject({
      enabled: false,
      active: 'inactive',
      activeSeconds: 0,
    });
  });

  it('tell the cluster that the node is part of', () => {
    expect(tarballHost.record).toMatchObject({
      cluster: 'red',
      node: 'red02',
      components: { spark: { packaging: 'tarball' } },
    });
  });

  it('are the worst case, not an error, where a host answers nothing', () => {
    const nothing = parseProbe('red', '{}');
    expect(nothing.installed.spark).toBeUndefined();
    expect(nothing.machine).toMatchObject({ arch: 'unknown', hasSystemd: false });
    expect(nothing.memory).toEqual({ totalMb: 0, availableMb: 0 });
  });
});
