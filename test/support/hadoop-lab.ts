import { expect } from 'vitest';
import { buildComponent } from '../../src/build/build-component.ts';
import { runStep } from '../../src/deploy/run-step.ts';
import type { Artifact } from '../../src/domain/artifact.ts';
import type { RoleName } from '../../src/domain/roles.ts';
import type { Host } from '../../src/host/host.ts';
import type { UpLab } from '../../src/lab/lab-up.ts';
import type { Packaging } from '../../src/packaging/packaging.ts';
import { packagings } from '../../src/packaging/packagings.ts';
import { openTestLabs } from './lab.ts';
import { login } from './login.ts';

/** How long to wait for what a JVM has to start for. */
export const patiently = { timeout: 150_000, interval: 500 };

/** A host of a lab that Hadoop is installed on, through its packaging and nothing else. */
export class HadoopNode {
  readonly name: string;
  readonly host: Host;
  readonly packaging: Packaging;
  readonly common: string;

  constructor(name: string, host: Host, packaging: Packaging) {
    this.name = name;
    this.host = host;
    this.packaging = packaging;
    this.common = packaging.common('hadoop');
  }

  /** Runs a line of shell as root; rejects where it fails. */
  async on(line: string): Promise<string> {
    const options = { sudo: true, timeoutMs: 180_000 };
    const { exitCode, stdout, stderr } = await this.host.run(['sh', '-c', line], options);
    if (exitCode !== 0) throw new Error(`${line}: ${stderr}${stdout}`);
    return stdout.trim();
  }

  command(name: string): string {
    return this.packaging.command('hadoop', name);
  }

  unit(role: RoleName): string {
    return this.packaging.unit('hadoop', role);
  }

  async set(values: Readonly<Record<string, string>>): Promise<void> {
    await runStep(this.host, this.packaging.setKeys('hadoop', values));
  }

  /** Starts a daemon that must refuse, reads why from the journal, and stops it. */
  async refusal(role: RoleName): Promise<string> {
    const unit = this.unit(role);
    const before = await this.on(`systemctl stop ${unit}; journalctl -q -n 0 --show-cursor | sed 's/^-- cursor: //'`);
    await this.on(`systemctl start ${unit}`);
    const said = () => this.on(`journalctl -u ${unit} -o cat --after-cursor='${before}' | grep -m1 '^error: ' || :`);
    await expect.poll(said, patiently).not.toBe('');
    await this.on(`systemctl stop ${unit}`);
    return await said();
  }
}

/** A cluster of which each host has Hadoop by another packaging, without settings. */
export interface HadoopLab {
  /** The host with the snap. */
  readonly red: HadoopNode;
  /** The host with the tarball. */
  readonly red01: HadoopNode;
  /** A value of a bean that a daemon of `red` shows on its page; undefined while it does not answer. */
  readonly bean: (port: number, bean: string, value: string) => Promise<unknown>;
  readonly end: () => Promise<void>;
}

/** Boots two hosts and installs Hadoop on them; everything is taken down where that fails. */
export async function openHadoopLab(prefix: string): Promise<HadoopLab> {
  const labs = await openTestLabs(prefix);
  try {
    const arch = process.arch === 'arm64' ? 'arm64' : 'amd64';
    const choices = { builder: 'auto', source: 'auto', packagings: ['snap', 'tarball'] } as const;
    const artifacts = await buildComponent({ component: 'hadoop', arch, ...choices }, () => {});
    const { lab } = await labs.up('lab', { hosts: ['red', 'red01'], os: ['ubuntu', 'raspios'], memoryMb: 3072 });
    const [red, red01] = await Promise.all([
      installOn('red', packagings.snap, lab, artifacts),
      installOn('red01', packagings.tarball, lab, artifacts),
    ]);
    const address = lab.hosts[0]?.address ?? '';
    const end = async () => {
      await Promise.all([red.host.close(), red01.host.close()]);
      await labs.end();
    };
    return { red, red01, bean: (port, bean, value) => readBean(`http://${address}:${port}`, bean, value), end };
  } catch (error) {
    await labs.end();
    throw error;
  }
}

async function installOn(name: string, packaging: Packaging, lab: UpLab['lab'], artifacts: readonly Artifact[]) {
  const node = new HadoopNode(name, await login(lab, name), packaging);
  const file = artifacts.find((one) => one.packaging === packaging.name)?.path ?? '';
  await node.host.upload(file, '/var/tmp/payload');
  await runStep(node.host, packaging.install('hadoop', '/var/tmp/payload'));
  // As a deployment does.
  const lines = lab.hosts.map((host) => `${host.address} ${host.name}\\n`).join('');
  await node.on(`sed -i /^127.0.1.1/d /etc/hosts; printf '${lines}' >>/etc/hosts`);
  return node;
}

async function readBean(page: string, bean: string, value: string): Promise<unknown> {
  const answer = await fetch(`${page}/jmx?qry=Hadoop:service=${bean}`).catch(() => undefined);
  const { beans } = ((await answer?.json()) ?? { beans: [] }) as { beans: Record<string, unknown>[] }; // as Hadoop answers
  return beans[0]?.[value];
}
