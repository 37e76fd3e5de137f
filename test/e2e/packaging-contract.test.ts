import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildComponent } from '../../src/build/build-component.ts';
import { recipeId } from '../../src/build/project.ts';
import { applyAction } from '../../src/deploy/apply-action.ts';
import { runStep } from '../../src/deploy/run-step.ts';
import type { Artifact, PackagingName } from '../../src/domain/artifact.ts';
import type { HostFacts, Installed, ServiceFacts } from '../../src/domain/facts.ts';
import type { RoleName } from '../../src/domain/roles.ts';
import { Secret } from '../../src/domain/secret.ts';
import type { Host } from '../../src/host/host.ts';
import type { UpLab } from '../../src/lab/lab-up.ts';
import { packagings, secretPath } from '../../src/packaging/packagings.ts';
import { isOutdated } from '../../src/plan/needs.ts';
import { gatherFacts } from '../../src/session/gather.ts';
import { openTestLabs, type TestLabs } from '../support/lab.ts';
import { login } from '../support/login.ts';

const patiently = { timeout: 60_000 };

let labs: TestLabs;
let lab: UpLab['lab'];
let artifacts: readonly Artifact[];

beforeAll(async () => {
  labs = await openTestLabs('contract');
  lab = (await labs.up('lab', { hosts: ['snap', 'tarball'], os: ['ubuntu', 'raspios'], memoryMb: 2048 })).lab;
  const wish = { component: 'spark', arch: process.arch === 'arm64' ? 'arm64' : 'amd64' } as const;
  const choices = { builder: 'auto', source: 'auto', packagings: ['snap', 'tarball'] } as const;
  artifacts = await buildComponent({ ...wish, ...choices }, () => {});
});
afterAll(() => labs?.end());

interface Way {
  readonly file: string;
  /** Makes another payload out of what is installed, in the place of `file`. snapd takes the same one as another revision. */
  readonly change: string;
  readonly revert: readonly string[];
  readonly stop: readonly string[];
}

// What only the tests do to a host; everything else is the packaging's own.
const ways: Readonly<Record<PackagingName, Way>> = {
  snap: {
    file: '/var/tmp/payload.snap',
    change: 'true',
    revert: ['snap', 'revert', 'bramble-spark'],
    stop: ['snap', 'stop', 'bramble-spark.history-server'],
  },
  tarball: {
    file: '/var/tmp/payload.tar.gz',
    change: `set -e
cp -al /opt/bramble/spark/x1 /root/next
sed 's/"payloadId": "./"payloadId": "-/' /opt/bramble/spark/x1/meta/bramble.json > /root/bramble.json
mv /root/bramble.json /root/next/meta/bramble.json
tar -C /root/next -cf - . | python3 -c '
import sys, zlib
pack = zlib.compressobj(0, zlib.DEFLATED, 31)
while block := sys.stdin.buffer.read(1 << 20): sys.stdout.buffer.write(pack.compress(block))
sys.stdout.buffer.write(pack.flush())' > /var/tmp/payload.tar.gz
rm -r /root/next`,
    revert: ['/opt/bramble/bin/bramble-node', 'revert', 'spark'],
    stop: ['/opt/bramble/bin/bramble-node', 'stop', 'spark', 'history-server'],
  },
};

describe.each(['snap', 'tarball'] as const)('a %s', (name) => {
  const way = ways[name];
  const packaging = packagings[name];
  const events = `${packaging.common('spark')}/events`;
  let host: Host;

  beforeAll(async () => {
    host = await login(lab, name);
    const artifact = artifacts.find((one) => one.packaging === name);
    await host.upload(artifact?.path ?? '', way.file);
  });
  afterAll(() => host?.close());

  const facts = (): Promise<HostFacts> => gatherFacts(host);
  const look = async (): Promise<Installed> => {
    const { installed } = await facts();
    if (installed.spark === undefined) throw new Error('nothing is installed');
    return installed.spark;
  };
  const service = async (role: RoleName): Promise<ServiceFacts | undefined> => (await look()).services[role];
  const running = async () => {
    const { services } = await look();
    return Object.entries(services).flatMap(([role, { enabled, active }]) =>
      enabled && active === 'active' ? [role] : [],
    );
  };
  const set = (values: Readonly<Record<string, string>>) => runStep(host, packaging.setKeys('spark', values));
  const asRoot = async (line: string) => (await host.run(['sh', '-c', line], { sudo: true })).stdout.trim();
  const install = () => runStep(host, packaging.install('spark', way.file));

  it('is installed: of our recipe, with its commands, and nothing runs', async () => {
    await install();
    const seen = await facts();
    expect(seen.installed.spark).toMatchObject({ packaging: name, revision: 'x1', version: '4.2.0', secretId: '' });
    expect(isOutdated(seen, 'spark', { recipe: await recipeId('spark') })).toBe(false);
    const services = Object.values((await look()).services);
    expect(services).toHaveLength(4);
    for (const one of services) expect(one).toMatchObject({ enabled: false, active: 'inactive' });
    expect(await asRoot(`test -x ${packaging.command('spark', 'submit')} && echo there`)).toBe('there');
  });

  it('is not installed again while it is the same', async () => {
    const { payloadId } = artifacts.find((one) => one.packaging === name) ?? {};
    await runStep(host, packaging.install('spark', way.file, payloadId));
    expect(await look()).toMatchObject({ revision: 'x1', payloadId });
  });

  it.each([
    ['an unknown key', { 'log.level': 'warn', 'no.such-key': '1' }, /no\.such-key/],
    ['a number out of its range', { 'log.level': 'warn', 'master.port': '80' }, /master\.port.*1024/],
    ['a word that is none of the choices', { 'log.level': 'loud' }, /log\.level/],
    ['an unknown role', { 'log.level': 'warn', roles: 'master,king' }, /roles.*king/],
    ['a role without what it needs', { 'log.level': 'warn', roles: 'worker' }, /master\.host/],
    ['a property of the secret', { 'extra.spark-defaults': 'spark.authenticate=false' }, /spark\.authenticate/],
  ])('refuses %s, and changes nothing then', async (_what, values, words) => {
    const before = (await look()).keys;
    const refusal = set(values).then(
      () => 'it was taken',
      (error: { code: string; evidence?: string }) => `${error.code} ${error.evidence}`,
    );
    expect(await refusal).toMatch(/^ACTION_FAILED/);
    expect(await refusal).toMatch(words);
    expect((await look()).keys).toEqual(before);
    expect(await running()).toEqual([]);
  });

  it('keeps the secret as a file of the service user alone, and starts what its roles say', async () => {
    const secret = new Secret('0123456789abcdef'.repeat(4));
    const action = { kind: 'write-secret', component: 'spark', packaging: name, because: 'of the test' } as const;
    await applyAction(host, action, { secret, signal: undefined, onProgress: () => {}, onNote: () => {} });
    const path = secretPath(packaging, 'spark');
    expect(await asRoot(`stat -c "%U %a" ${path}`)).toBe(`${packaging.serviceUser} 600`);
    expect((await look()).secretId).toMatch(/^[0-9a-f]{16}$/);

    await set({ roles: 'master,history-server', 'log.level': 'warn' });
    await expect.poll(running, patiently).toEqual(['master', 'history-server']);
    expect((await look()).keys).toMatchObject({ roles: 'master,history-server', 'log.level': 'warn' });
    expect(await asRoot(`${packaging.command('spark', 'submit')} --version 2>&1`)).toContain('version 4.2.0');
    const user = await asRoot(`ps -o user= -p ${(await service('master'))?.mainPid}`);
    expect(packaging.serviceUser).toContain(user.replace(/\+$/, ''));
  });

  it('restarts only what a change of settings is about, and stops only what is no longer wanted', async () => {
    const before = (await look()).services;
    await set({ 'master.ui-port': '8090' });
    await expect.poll(async () => (await service('master'))?.mainPid, patiently).not.toBe(before.master?.mainPid);
    expect((await service('history-server'))?.mainPid).toBe(before['history-server']?.mainPid);

    await set({ roles: 'history-server', 'master.ui-port': '' });
    await expect.poll(running, patiently).toEqual(['history-server']);
    expect((await service('history-server'))?.mainPid).toBe(before['history-server']?.mainPid);
    expect((await look()).keys).not.toHaveProperty('master.ui-port');
  });

  it('starts and restarts a role when it is told', async () => {
    expect((await host.run(way.stop, { sudo: true })).exitCode).toBe(0);
    expect(await running()).toEqual([]);
    await runStep(host, packaging.startRole('spark', 'history-server'));
    expect(await running()).toEqual(['history-server']);
    const before = await service('history-server');
    await runStep(host, packaging.restartRole('spark', 'history-server'));
    await expect.poll(async () => (await service('history-server'))?.mainPid, patiently).not.toBe(before?.mainPid);
  });

  it('takes its settings and its running roles to the next revision, and finds them again on the way back', async () => {
    await asRoot(`touch ${events}/mark`);
    expect(await asRoot(`{ ${way.change}\n} 2>&1`)).toBe('');
    await install();
    expect(await look()).toMatchObject({ revision: 'x2', keys: { roles: 'history-server', 'log.level': 'warn' } });
    await expect.poll(running, patiently).toEqual(['history-server']);
    await set({ 'log.level': 'error' });

    expect((await host.run(way.revert, { sudo: true, timeoutMs: 120_000 })).exitCode).toBe(0);
    expect(await look()).toMatchObject({ revision: 'x1', keys: { roles: 'history-server', 'log.level': 'warn' } });
    await expect.poll(running, patiently).toEqual(['history-server']);
    expect(await asRoot(`ls ${events}`)).toBe('mark');
  });

  it('goes, and leaves its data for the next time, or nothing at all', async () => {
    const remove = (purge: boolean) => runStep(host, packaging.remove('spark', { purge }));
    const units = "systemctl list-units --all --plain --no-legend '*bramble-spark*' | wc -l";
    await remove(false);
    expect((await facts()).installed.spark).toBeUndefined();
    expect(await asRoot(units)).toBe('0');

    await install();
    expect(await asRoot(`ls ${events}`)).toBe('mark');
    expect((await look()).keys).toEqual({});
    expect(await running()).toEqual([]);

    await remove(true);
    expect((await facts()).installed.spark).toBeUndefined();
    expect(await asRoot(units)).toBe('0');
    const places = `/opt/bramble /var/lib/bramble /var/snap/bramble-spark /snap/bramble-spark ${packaging.command('spark', 'submit')}`;
    expect(await asRoot(`ls -d ${places} 2>/dev/null; getent passwd bramble`)).toBe('');
  });
});
