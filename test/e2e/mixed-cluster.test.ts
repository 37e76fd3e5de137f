import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HostFacts } from '../../src/domain/facts.ts';
import type { Finding } from '../../src/verify/finding.ts';
import { changedByTheSystem, compareListings, type Listing, listHost } from '../support/host-listing.ts';
import { type Operator, openOperator, readAnswer } from '../support/operator.ts';

// One cluster for all of it, from an empty lab to hosts that are as they were: two Pis with snaps, one with a tarball.
const nodes = ['red', 'red01', 'red02'];
const hosts = ['--hosts', 'red,red[01-02]'];
const units = { red: 'snap.bramble-spark', red01: 'snap.bramble-spark', red02: 'bramble-spark' };
const secrets = {
  red01: '/var/snap/bramble-spark/common/secret/authenticate',
  red02: '/var/lib/bramble/spark/common/secret/authenticate',
};

const rungsOfSpark = ['reachable', 'packaging', 'service', 'port', 'answer', 'workers', 'job', 'steady'];

interface Verdict {
  readonly healthy: boolean;
  readonly findings: readonly Finding[];
}

let operator: Operator;
let folder: string;
const before = new Map<string, Listing>();

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mixed-cluster-'));
  operator = await openOperator('mixed', { hosts: nodes, os: ['ubuntu', 'ubuntu', 'raspios'] });
  for (const node of nodes) before.set(node, await listHost(operator, node));
});
afterAll(async () => {
  await operator?.end();
  await rm(folder, { recursive: true, force: true });
});

const placeOf = ({ rung, node, role }: Finding) => [rung, node, role].filter((part) => part !== undefined).join(' ');
const failedOf = ({ findings }: Verdict) => findings.filter(({ state }) => state === 'failed');
const verify = () => operator.ask<Verdict>(['verify', 'spark']);

describe('a mixed cluster', () => {
  it('has hosts with nothing on them', async () => {
    const { exitCode, result } = await operator.ask<Status>(['status', ...hosts]);
    expect(exitCode).toBe(0);
    for (const { facts } of result.nodes) {
      expect(facts).toMatchObject({ installed: {}, memory: { totalMb: 2048 }, machine: { virtual: 'lxc' } });
      expect(facts.record).toBeUndefined();
    }
  });

  it('is deployed by one command, which proves by a job that it works', async () => {
    const { exitCode, result, events } = await operator.ask<Verdict>(['deploy', 'spark', ...hosts]);
    expect(result).toMatchObject({ healthy: true });
    expect(exitCode).toBe(0);
    expect(new Set(result.findings.map(({ rung }) => rung))).toEqual(new Set(rungsOfSpark));
    expect(detailsOf('packaging', result)).toEqual([
      expect.stringMatching(/^snap .* strict$/),
      expect.stringMatching(/^snap .* strict$/),
      expect.stringMatching(/^tarball /),
    ]);
    expect(detailsOf('workers', result)).toEqual(['3 of 3 alive']);
    expect(detailsOf('job', result)).toEqual([
      expect.stringMatching(/tasks: (?=.*red \d)(?=.*red01 \d)(?=.*red02 \d)/),
    ]);
    expect(events).toContainEqual(expect.objectContaining({ text: expect.stringMatching(/virtual, from the lab/) }));
  });

  it('needs nothing the second time: no change, and one connection with one command for each host', async () => {
    const { exitCode, result } = await operator.ask(['deploy', 'spark', ...hosts]);
    const once = { connections: 1, commands: 1 };
    expect(result).toEqual({ changed: false, usage: { red: once, red01: once, red02: once } });
    expect(exitCode).toBe(0);
    const { stdout } = await operator.bramble(['deploy', 'spark', ...hosts, '--dry-run']);
    expect(stdout).toContain('nothing to do: all hosts are as desired');
  });

  it('gives away no secret: neither the keys nor what anybody on a node may read hold it', async () => {
    const secret = await operator.on('red02', `cat ${secrets.red02}`);
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(await operator.on('red01', `cat ${secrets.red01}`)).toBe(secret);
    expect(await operator.on('red01', `stat -c "%a %U" ${secrets.red01}`)).toBe('600 _daemon_');
    expect(await operator.on('red02', `stat -c "%a %U" ${secrets.red02}`)).toBe('600 bramble');
    for (const node of nodes)
      expect(await operator.on(node, `ps -eo args | grep -c [${secret[0]}]${secret.slice(1)} || true`)).toBe('0');
  });

  it('runs a program, streams what it prints, and ends as it ends', async () => {
    const program = join(folder, 'ends-with.py');
    await writeFile(program, 'import sys\nprint("said", sys.argv[1:])\nsys.exit(int(sys.argv[2]))\n');
    const { exitCode, stdout } = await operator.bramble(['submit', program, 'a b; $HOME', '7']);
    expect(stdout).toContain("said ['a b; $HOME', '7']");
    expect(exitCode).toBe(7);
    const pi = fileURLToPath(new URL('../../examples/pi.py', import.meta.url));
    const counted = await operator.bramble(['submit', pi]);
    expect(counted.stdout).toMatch(/3\.1\d/);
    expect(counted.exitCode).toBe(0);
  });

  it('shows its nodes, in words and as JSON, from anywhere and with no flag', async () => {
    const { exitCode, result } = await operator.ask<Status>(['status']);
    expect(exitCode).toBe(0);
    expect(result.cluster).toBe('red');
    const packagings = result.nodes.map(({ host, facts }) => [host, facts.installed.spark?.packaging]);
    expect(packagings).toEqual([
      ['red', 'snap'],
      ['red01', 'snap'],
      ['red02', 'tarball'],
    ]);
    const { stdout } = await operator.bramble(['status']);
    expect(stdout).toMatch(/^red02 +worker +spark 4\.2\.0 tarball x1/m);
    expect(stdout).toContain('http://red:8080/');
  });

  it('shows the logs of one node or of all, each line with its node', async () => {
    const one = await operator.bramble(['logs', 'red02', '--lines', '500']);
    expect(one.stdout).toContain('Worker: Successfully registered with master');
    const all = await operator.bramble(['logs', '--lines', '5']);
    expect(new Set(all.stdout.match(/^red\d*(?=: )/gm))).toEqual(new Set(nodes));
  });
});

describe('what does not work', () => {
  const stopped = 'service red01 worker';
  const looping = 'service red02 worker';

  it('is named with its rung: a worker that is stopped and one that crashes over and over', async () => {
    await operator.on('red01', `systemctl disable --now ${units.red01}.worker`);
    await operator.on('red02', `rm ${secrets.red02}; systemctl restart ${units.red02}-worker`);
    const { exitCode, result } = await verify();
    expect(exitCode).toBe(1);
    expect(result.healthy).toBe(false);
    const failed = new Map(failedOf(result).map((finding) => [placeOf(finding), finding]));
    expect([...failed.keys()]).toEqual(expect.arrayContaining([stopped, looping, 'workers']));
    expect(failed.get(stopped)?.detail).toMatch(/^(inactive|failed)/);
    expect(failed.get(looping)).toMatchObject({
      hint: 'bramble logs red02',
      evidence: expect.stringMatching(/secret/),
    });
    expect(failed.get('workers')?.detail).toContain('missing: red01, red02');
    expect([...failed.keys()].filter((place) => place.includes('red '))).toEqual([]);
  });

  it('is mended by the same command as before', async () => {
    const { exitCode, result, events } = await operator.ask<Verdict>(['deploy', 'spark', ...hosts]);
    expect(failedOf(result)).toEqual([]);
    expect(exitCode).toBe(0);
    const done = events.filter(({ state }) => state === 'done').map(({ host, text }) => `${host}: ${text}`);
    expect(done.filter((line) => !line.includes('red02: start'))).toEqual(
      expect.arrayContaining(['red01: start worker', 'red02: write the shared secret']),
    );
    expect(done.filter((line) => line.startsWith('red: '))).toEqual([]);
  });

  it('is named also where it breaks while it is looked at', async () => {
    const command = operator.start(['verify', 'spark', '--json']);
    await command.says(/run a PySpark job/);
    await operator.on('red02', `systemctl kill --signal=KILL ${units.red02}-worker`);
    const { exitCode, result } = readAnswer<Verdict>(await command.ended);
    expect(exitCode).toBe(1);
    expect(failedOf(result).map(placeOf)).toContain('steady red02 worker');
  });

  it('is a host that does not answer', async () => {
    await operator.bramble(['lab', 'kill', 'red02', '--name', operator.lab.name]);
    const { exitCode, result } = await operator.ask<Verdict>(['verify', 'spark', '--timeout', '5']);
    expect(exitCode).toBe(1);
    expect(failedOf(result).map(placeOf)).toEqual(expect.arrayContaining(['reachable red02', 'workers']));
    expect(failedOf(result).find(({ node }) => node === 'red02')?.hint).toMatch(/./);
    const deployed = await operator.bramble(['deploy', 'spark', ...hosts, '--timeout', '5']);
    expect(deployed.exitCode).toBe(1);
    expect(deployed.stderr).toMatch(/failed on 1 of 3 hosts[\s\S]*red02: /);
  });

  it('comes back with its power, and so does a node after a reboot: no deployment is needed', async () => {
    await operator.bramble(['lab', 'reboot', 'red02', '--name', operator.lab.name]);
    await operator.bramble(['lab', 'reboot', 'red', '--name', operator.lab.name]);
    const { exitCode, result } = await verify();
    expect(failedOf(result)).toEqual([]);
    expect(exitCode).toBe(0);
    const again = await operator.ask(['deploy', 'spark', ...hosts]);
    expect(again.result).toMatchObject({ changed: false });
  });
});

describe('uninstalling', () => {
  const data = { red: '/var/snap/bramble-spark/common/events', red02: '/var/lib/bramble/spark/common/events' };

  it('does nothing without a yes', async () => {
    const { exitCode, stderr } = await operator.bramble(['uninstall', 'spark']);
    expect(exitCode).toBe(3);
    expect(stderr).toContain('not confirmed: nothing was removed');
    expect((await operator.ask(['deploy', 'spark', ...hosts])).result).toMatchObject({ changed: false });
  });

  it('keeps the data, which a later deployment takes up again', async () => {
    const apps = await operator.on('red', `ls ${data.red}`);
    expect(apps).toMatch(/app-/);
    const { exitCode, stdout } = await operator.bramble(['uninstall', 'spark', '--yes']);
    expect(stdout).toContain('its data was kept');
    expect(exitCode).toBe(0);
    for (const node of nodes) {
      expect(await operator.on(node, 'grep -c bramble /etc/hosts || true')).toBe('0');
      expect(await operator.on(node, 'systemctl list-units --all --plain --no-legend "*bramble-spark*" | wc -l')).toBe(
        '0',
      );
    }
    expect((await operator.bramble(['deploy', 'spark', ...hosts, '--no-verify'])).exitCode).toBe(0);
    expect(await operator.on('red', `ls ${data.red}`)).toBe(apps);
  });

  it('leaves the hosts as they were, with --purge', async () => {
    const { exitCode } = await operator.bramble(['uninstall', 'spark', '--yes', '--purge']);
    expect(exitCode).toBe(0);
    for (const node of nodes) {
      const after = await listHost(operator, node);
      expect(compareListings(before.get(node) ?? new Map(), after, changedByTheSystem), node).toEqual([]);
    }
  });
});

interface Status {
  readonly cluster: string;
  readonly nodes: readonly { readonly host: string; readonly facts: HostFacts }[];
}

function detailsOf(rung: Finding['rung'], { findings }: Verdict): string[] {
  return findings.filter((finding) => finding.rung === rung).map(({ detail }) => detail);
}
