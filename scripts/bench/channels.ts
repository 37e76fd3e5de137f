import { generateKeyPairSync } from 'node:crypto';
import { parseChannel, risks } from '../../src/domain/channel.ts';
import type { Release, StoreIndex } from '../../src/domain/release.ts';
import { addFile, emptyIndex, releaseTo } from '../../src/store/change-index.ts';
import { resolveRelease } from '../../src/store/resolve-release.ts';
import { readSignedIndex, signIndex } from '../../src/store/signed-index.ts';
import { sparkArtifact } from '../../test/support/facts.ts';
import { candidate } from '../../test/support/releases.ts';
import type { Bench } from './bench.ts';
import { type Figure, figure, ratio } from './figure.ts';
import { interleave } from './interleave.ts';
import { planFor, simulateCluster } from './simulated-cluster.ts';

const hosts = 1000;
const defaultRuns = 15;
/** Twenty releases a year for five years, on two architectures. */
const releases = 100;
const releasedAt = '2026-01-01T00:00:00.000Z';

/** Part j: what a channel adds to planning, over planning what is built here. */
export async function measureChannels({ runs = defaultRuns, signal }: Bench): Promise<Figure[]> {
  const works = prepare();
  const samples = await interleave({ runs, warmUps: 3, signal }, works);
  const under = { name: `plan for ${hosts} hosts: from a channel over built here`, aim: 1.1 };
  return [
    figure({ name: `read and check an index of ${releases} revisions`, unit: 'ms' }, samples.read),
    figure({ name: `resolve for ${hosts} hosts, each by itself`, unit: 'ms' }, samples.resolve),
    figure({ name: `plan for ${hosts} hosts, built here`, unit: 'ms' }, samples.built),
    figure({ name: `plan for ${hosts} hosts, from a channel, index included`, unit: 'ms' }, samples.followed),
    ratio(under, samples.followed, samples.built),
  ];
}

function prepare() {
  const { privateKey } = generateKeyPairSync('ed25519');
  const text = signIndex(makeIndex(), privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  const cluster = simulateCluster(hosts);
  const read = () => readSignedIndex(text, 'the bench').index;
  const index = read();
  const followed = () => {
    const release = resolve(read());
    return planFor(cluster, { artifact: artifactOf(release), wanted: { releases: { arm64: release } } });
  };
  return {
    read: () => timed(read),
    resolve: () => timed(() => cluster.spec.nodes.map(() => resolve(index))),
    built: () => timed(() => planFor(cluster)),
    followed: () => timed(followed),
  };
}

async function timed(work: () => unknown): Promise<number> {
  const startedMs = performance.now();
  work();
  return performance.now() - startedMs;
}

/** Through three tracks and all risks; the one that is asked for is closed, so that it is looked for longest. */
function makeIndex(): StoreIndex {
  const versions = Array.from({ length: releases / 2 }, (_, at) => `4.${at % 3}.${at}`);
  const files = versions.flatMap((version) =>
    (['arm64', 'amd64'] as const).map((arch) => candidate({ version, arch })),
  );
  return files.reduce((index, file, at) => {
    const added = addFile(index, file);
    const channel = parseChannel(`4.${Math.floor(at / 2) % 3}/${risks[at % 2]}`);
    return releaseTo(added.index, added.revision, { channel, at: releasedAt });
  }, emptyIndex);
}

function resolve(index: StoreIndex): Release {
  return resolveRelease(index, { component: 'spark', channel: '4.2/edge', arch: 'arm64' }, Date.parse(releasedAt));
}

function artifactOf({ version, payloadId, channel, revision }: Release) {
  return sparkArtifact({ version, payloadId, release: { channel, revision } });
}
