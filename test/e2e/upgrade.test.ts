import { access, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Artifact } from '../../src/domain/artifact.ts';
import type { HostFacts } from '../../src/domain/facts.ts';
import type { Revision } from '../../src/domain/release.ts';
import { type Operator, openOperator } from '../support/operator.ts';
import { type Variant, VariantMaker } from '../support/variant.ts';

// A master with a tarball and a worker with a snap go from revision to revision, one good and the others broken in every way.
const names = ['red', 'red01'];
const quick = ['--soak', '0', '--no-verify'];
// A good quarter of a payload, which no program here comes to use: what is not packed is not sent, hashed and unpacked either.
const unused = [
  'rocksdbjni',
  'breeze',
  'spire',
  'spark-mllib',
  'hive-',
  'kubernetes-',
  'scala-compiler',
  'spark-connect_',
];

let operator: Operator;
let folder: string;
let maker: VariantMaker;
let store: readonly string[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'upgrade-'));
  store = ['--store', join(folder, 'store')];
  operator = await openOperator('upgrade', { hosts: [...names, 'blue'], os: ['raspios', 'ubuntu', 'ubuntu'] });
  const { result: built } = await operator.ask<Artifact[]>(['build', 'spark']);
  maker = await VariantMaker.of(
    built,
    folder,
    unused.map((jar) => `*/spark/jars/${jar}*`),
  );
  await release(
    built.map(({ path }) => path),
    'latest/stable',
  );
});
afterAll(async () => {
  await operator?.end();
  await rm(folder, { recursive: true, force: true });
});

/** What the store holds of each version. */
const released = new Map<string, Revision>();

async function release(paths: readonly string[], channel: string): Promise<void> {
  const words = ['release', ...paths, '--channel', channel, ...store];
  const { exitCode, stderr, result } = await operator.ask<{ revisions: Revision[] }>(words);
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  for (const revision of result.revisions) released.set(revision.version, revision);
}

interface Status {
  readonly nodes: readonly { readonly facts: HostFacts }[];
}

/** Version and channel of each node, from the node itself, and whether it notes the release that it runs. */
async function whatRuns(cluster = 'red') {
  const { result } = await operator.ask<Status>(['status', '--cluster', cluster]);
  return result.nodes.map(({ facts: { installed, record } }) => {
    const { version, payloadId, packaging } = installed.spark ?? {};
    const { channel, previous: _before, ...note } = record?.components.spark ?? {};
    const { revision, files } = released.get(version ?? '') ?? {};
    const sha256 = packaging && files?.[packaging]?.sha256;
    return { version, channel, isNoted: isDeepStrictEqual(note, { payloadId, packaging, sha256, revision, version }) };
  });
}

async function expectWorking(cluster: string): Promise<void> {
  const { stdout, exitCode } = await operator.bramble(['verify', '--no-jobs', '--cluster', cluster]);
  expect(stdout).toContain(`the cluster ${cluster} works`);
  expect(exitCode).toBe(0);
}

/** As Spark's master counts them. */
async function runningApplications(): Promise<number> {
  return JSON.parse(await operator.on('red', 'curl -s localhost:8080/json/')).activeapps.length;
}

const everywhere = (version: string, channel: string) => names.map(() => ({ version, channel, isNoted: true }));

describe('upgrading', () => {
  it('begins with what a channel holds', async () => {
    const hosts = ['--hosts', 'red,red01', '--no-workers-on-master'];
    const { exitCode } = await operator.bramble([
      'deploy',
      'spark',
      ...hosts,
      '--no-verify',
      '--channel',
      'stable',
      ...store,
    ]);
    expect(exitCode).toBe(0);
    expect((await whatRuns()).map(({ channel }) => channel)).toEqual(['latest/stable', 'latest/stable']);
  });

  it('says before what it would do, and does nothing where there is nothing to do', async () => {
    await release(await maker.make({ name: 'good', version: '4.2.1' }), 'latest/candidate');
    const { stdout } = await operator.bramble(['upgrade', '--channel', 'candidate', '--dry-run']);
    expect(stdout).toMatch(/1 +red +spark +4\.2\.0 \(x1\) +4\.2\.1 +it runs the master\n2 +red01 .* one at a time/);
    const { result } = await operator.ask<{ changed: boolean }>(['upgrade']);
    expect(result.changed).toBe(false);
    expect(await whatRuns()).toEqual(everywhere('4.2.0', 'latest/stable'));
  });

  it('is refused where snapd of a node is at work on something else', async () => {
    await operator.on('red01', slowChange);
    const { failures } = await operator.ask(['upgrade', '--channel', 'candidate', ...quick]);
    expect(failures).toEqual([
      expect.objectContaining({
        host: 'red01',
        message: expect.stringMatching(/^snapd is busy: Install "slow" snap .* \(change \d+\)$/),
      }),
    ]);
    await operator.on('red01', 'snap abort --last=install; while snap list slow; do sleep 1; done 2>/dev/null');
    expect(await whatRuns()).toEqual(everywhere('4.2.0', 'latest/stable'));
  });

  it('goes through the nodes while a program runs on them, which ends well', async () => {
    const program = operator.start(['submit', 'examples/pi.py', '60']);
    await expect.poll(runningApplications, { timeout: 120_000 }).toBe(1);
    const { exitCode, stdout } = await operator.bramble([
      'upgrade',
      '--channel',
      'candidate',
      ...quick,
      '--drain-timeout',
      '5',
    ]);
    expect(stdout).toContain('the cluster red works');
    expect(exitCode).toBe(0);
    expect(await whatRuns()).toEqual(everywhere('4.2.1', 'latest/candidate'));
    const ended = await program.ended;
    expect(ended.stdout).toContain('pi is about 3.1');
  });

  it('is noted on the nodes, with who did it', async () => {
    const { stdout } = await operator.bramble(['history']);
    expect(stdout).toMatch(/bramble upgrade spark --channel candidate.*done/);
  });
});

describe('a revision that does not work', () => {
  const script = (text: string) => `#!/bin/sh\n${text}\n`;
  /** The first words of a program in place of its own, for one daemon. */
  const broken = async (role: string, words: string) =>
    (await maker.read('node/run')).replace('app=$1\n', `app=$1\nif [ "$app" = ${role} ]; then ${words}; fi\n`);

  const fail = async (cluster: string, variant: Variant, ...options: readonly string[]) => {
    await release(await maker.make(variant), 'latest/edge');
    const { exitCode, failures } = await operator.ask([
      'upgrade',
      '--channel',
      'edge',
      '--cluster',
      cluster,
      ...quick,
      ...options,
    ]);
    expect(failures).toEqual([expect.objectContaining({ code: 'UPGRADE_FAILED' })]);
    expect(exitCode).toBe(1);
    const [{ message, evidence = '' } = { message: '' }] = failures;
    await access(/going back: (.*\.tar\.gz)$/m.exec(evidence)?.[1] ?? '');
    return `${message}\n${evidence}`;
  };

  it('is taken back from all nodes where a later one fails: its worker dies after a while', async () => {
    const files = { 'node/run': await broken('worker', 'sleep 5; exit 1') };
    const said = await fail('red', { name: 'dies', version: '4.2.2', files });
    expect(said).toMatch(/^red01 did not work .*; red01, red went back\nred01 worker: /);
    expect(await whatRuns()).toEqual(everywhere('4.2.1', 'latest/candidate'));
    await expectWorking('red');
  });

  it('is taken back where a daemon never answers', async () => {
    const files = { 'node/run': await broken('master', 'exec sleep 1000000') };
    const variant = { name: 'silent', version: '4.2.3', files, without: ['spark/jars'] };
    expect(await fail('red', variant, '--start-timeout', '30')).toMatch(
      /^red did not work .*; red went back\n(.*\n)*red master: /,
    );
    expect(await whatRuns()).toEqual(everywhere('4.2.1', 'latest/candidate'));
    await expectWorking('red');
  });

  it('never comes to run where its configure hook or its check of itself fails, which snapd undoes', async () => {
    const deploy = ['deploy', 'spark', '--hosts', 'blue', '--no-verify', '--channel', 'stable', ...store];
    expect((await operator.bramble(deploy)).exitCode).toBe(0);
    const hook = { 'meta/hooks/configure': script('echo "no such wish" >&2; exit 1') };
    const health = { 'meta/hooks/check-health': script('echo "it is ill" >&2; exit 1') };
    const rest = { without: ['spark/jars'] };
    expect(await fail('blue', { name: 'hook', version: '4.2.4', files: hook, ...rest })).toContain('no such wish');
    expect(await fail('blue', { name: 'ill', version: '4.2.5', files: health, ...rest })).toContain('it is ill');
    expect(await whatRuns('blue')).toEqual([{ version: '4.2.0', channel: 'latest/stable', isNoted: true }]);
    await expectWorking('blue');
  });
});

describe('an upgrade that is cut off', () => {
  it('goes on with the same command, after a power failure of a node and of the operator', async () => {
    const upgrade = ['upgrade', '--channel', 'stable', '--cluster', 'red', ...quick];
    const first = operator.start([...upgrade, '--json']);
    await first.says(/"host":"red01","text":"install[^"]*","state":"started"/);
    first.kill('SIGKILL');
    await operator.bramble(['lab', 'kill', 'red01', '--name', operator.lab.name]);
    await first.ended;
    await operator.bramble(['lab', 'reboot', 'red01', '--name', operator.lab.name]);
    const { exitCode, stdout } = await operator.bramble(upgrade);
    expect(stdout).toContain('the cluster red works');
    expect(exitCode).toBe(0);
    expect(await whatRuns()).toEqual(everywhere('4.2.0', 'latest/stable'));
  });

  it('can be undone as a whole', async () => {
    const { exitCode, stdout } = await operator.bramble(['revert', '--cluster', 'red', ...quick]);
    expect(stdout).toMatch(/^spark went back on 2 hosts$/m);
    expect(exitCode).toBe(0);
    expect(await whatRuns()).toEqual(everywhere('4.2.1', 'latest/candidate'));
  });
});

// A snap whose hook takes longer than anybody waits.
const slowChange = `set -e
mkdir -p /root/slow/meta/hooks
printf "name: slow\\nversion: 1\\nsummary: Takes its time\\ndescription: For a test\\nbase: core24\\n" > /root/slow/meta/snap.yaml
printf "#!/bin/sh\\nexec sleep 600\\n" > /root/slow/meta/hooks/install
chmod 755 /root/slow/meta/hooks/install
mksquashfs /root/slow /root/slow.snap -noappend -all-root -quiet -no-progress >/dev/null
snap install --no-wait --dangerous /root/slow.snap`;
