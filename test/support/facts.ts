import type { Artifact } from '../../src/domain/artifact.ts';
import type { HostFacts, Installed, ServiceFacts } from '../../src/domain/facts.ts';
import type { RoleName } from '../../src/domain/roles.ts';

/** A daemon that has been up for a minute. */
export const runningService: ServiceFacts = {
  enabled: true,
  active: 'active',
  subState: 'running',
  restarts: 0,
  mainPid: 700,
  activeSeconds: 60,
};

export const stoppedService: ServiceFacts = {
  enabled: false,
  active: 'inactive',
  subState: 'dead',
  restarts: 0,
  mainPid: 0,
  activeSeconds: 0,
};

/** Facts of a Pi 4 with Raspberry Pi OS on which nothing of ours is installed; change what the case is about. */
export function blankHost(change: Partial<HostFacts> = {}): HostFacts {
  return {
    os: { id: 'debian', version: '13', title: 'Debian GNU/Linux 13 (trixie)' },
    machine: {
      id: '0a1b2c',
      arch: 'arm64',
      kernelArch: 'aarch64',
      cores: 4,
      model: 'Raspberry Pi 4 Model B Rev 1.5',
      virtual: 'none',
      glibc: '2.41',
      hasSystemd: true,
    },
    memory: { totalMb: 3794, availableMb: 3300 },
    diskMb: 29_600,
    freeMb: { '/var': 20_000, '/opt': 20_000 },
    readOnly: [],
    clockSeconds: 1_800_000_000,
    network: {
      hostname: 'red',
      addresses: [{ device: 'eth0', address: '10.1.1.1', prefix: 24 }],
      ownNameMeans: ['127.0.1.1'],
      hostsFile: '127.0.0.1 localhost\n127.0.1.1 red\n',
      hostsFileManaged: false,
    },
    ports: [],
    snapdVersion: undefined,
    health: { load: 0.1, uptimeSeconds: 5000, temperatureC: 48.3, throttled: 0 },
    installed: {},
    hdfs: { created: '', folders: [] },
    kept: [],
    record: undefined,
    history: false,
    lock: undefined,
    ...change,
  };
}

/** A component as the probe finds it after a deployment. */
export function installedSpark(change: Partial<Installed> = {}): Installed {
  const services: Partial<Record<RoleName, ServiceFacts>> = {
    master: stoppedService,
    worker: stoppedService,
    'history-server': stoppedService,
    connect: stoppedService,
  };
  return {
    packaging: 'tarball',
    revision: 'x1',
    version: '4.2.0',
    payloadId: 'payload-1',
    recipe: 'recipe-1',
    confinement: 'none',
    plugs: [],
    keys: {},
    secretId: 'secret-1',
    services,
    ...change,
  };
}

export function sparkArtifact(change: Partial<Artifact> = {}): Artifact {
  return {
    component: 'spark',
    version: '4.2.0',
    arch: 'arm64',
    packaging: 'tarball',
    path: '/cache/spark.tar.gz',
    sha256: 'f'.repeat(64),
    sizeBytes: 500 * 1024 * 1024,
    payloadId: 'payload-1',
    payloadBytes: 700 * 1024 * 1024,
    glibc: '2.36',
    ...change,
  };
}
