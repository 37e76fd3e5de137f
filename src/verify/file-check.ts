import { setTimeout as sleep } from 'node:timers/promises';
import { ownAddress, portOf } from '../facts/daemon-address.ts';
import { keyOn } from '../facts/key-on.ts';
import { httpGet } from '../host/http-get.ts';
import { type CheckPlace, findPlace, findPlaces, runScript, tailOf } from './check-place.ts';
import type { FileObservation } from './observation.ts';
import type { CheckRun } from './run-checks.ts';

/** The file holds the numbers from 1 to this, one a line: 3.4 MB, four blocks of the smallest size that HDFS takes. */
const upTo = 500_000;

const copyingMs = 60_000;
const pauseMs = 2_000;

/** What every job that adds the file's numbers up must return. */
export const numbersSum = (upTo * (upTo + 1)) / 2;

/** Where the file lies in HDFS; each verification has its own. */
export function numbersPath(id: string): string {
  return `/bramble-verify-${id}`;
}

/** Writes the file through one node and reads it through another, as `hdfs dfs` does it for a user. */
export async function runFileCheck(run: CheckRun): Promise<FileObservation | undefined> {
  const places = findPlaces('datanode', run);
  const [writer, reader] = [places.at(0), places.at(-1)];
  if (writer === undefined || reader === undefined) return undefined;
  run.report({ stage: 'verify', host: writer.node, state: 'started', text: 'write a file to HDFS and read it back' });
  const startedMs = Date.now();
  const replication = Number(keyOn('hadoop', 'hdfs.replication', writer.facts));
  const written = await runStep(writer, writeScript, run);
  const read = written.exitCode === 0 ? await runStep(reader, readScript, run) : written;
  return {
    writer: writer.node,
    reader: reader.node,
    exitCode: read.exitCode,
    written: sumOf(written.stdout),
    read: sumOf(read.stdout),
    blocks: await askUntilCopied(run, replication),
    replication,
    seconds: (Date.now() - startedMs) / 1000,
    tail: tailOf(read.stderr),
  };
}

/** Takes the file and whatever jobs made beside it away again, also after an interruption. */
export async function removeNumbers(run: CheckRun): Promise<void> {
  const place = findPlace('datanode', run);
  if (place === undefined) return;
  const args = [place.packaging.command('hadoop', 'hdfs'), `${run.path}*`];
  const timeoutMs = run.request.jobTimeoutMs;
  await runScript(place, '"$1" dfs -rm -r -f -skipTrash "$2"', { args, timeoutMs });
}

async function runStep(place: CheckPlace, script: string, { path, request }: CheckRun) {
  const args = [place.packaging.command('hadoop', 'hdfs'), path, String(upTo)];
  return await runScript(place, script, { args, timeoutMs: request.jobTimeoutMs, signal: request.signal });
}

const writeScript = `seq 1 "$3" | sha256sum
seq 1 "$3" | "$1" dfs -D dfs.blocksize=1048576 -put - "$2"`;

// A client that fails gives sha256sum less to read, so that the sums differ.
const readScript = '"$1" dfs -cat "$2" | sha256sum';

function sumOf(output: string): string {
  return /^[0-9a-f]{64}/m.exec(output)?.[0] ?? '';
}

/** A DataNode that came back a moment ago gets its copies a little later; what is still short then is told as it is. */
async function askUntilCopied(run: CheckRun, replication: number): Promise<string[][]> {
  const deadlineMs = Date.now() + copyingMs;
  for (;;) {
    const blocks = await askBlocks(run);
    if (blocks.every((holders) => holders.length >= replication) || Date.now() > deadlineMs) return blocks;
    await sleep(pauseMs, undefined, { signal: run.request.signal });
  }
}

/** Which DataNodes hold each block, by the NameNode's REST. */
async function askBlocks(run: CheckRun): Promise<string[][]> {
  const place = findPlace('namenode', run);
  if (place === undefined) return [];
  const at = { address: ownAddress(place.facts), port: portOf('namenode', place.facts) };
  const path = `/webhdfs/v1${run.path}?op=GETFILEBLOCKLOCATIONS`;
  const { body } = await httpGet(place.host, { ...at, path }, { timeoutMs: 15_000 }).catch(() => ({ body: '{}' }));
  return parseBlocks(body);
}

/** `{"BlockLocations":{"BlockLocation":[{"hosts":["red","red01"],"length":1048576,…}]}}` */
export function parseBlocks(body: string): string[][] {
  try {
    const { BlockLocations: list } = JSON.parse(body) as {
      BlockLocations?: { BlockLocation?: { hosts: string[] }[] };
    }; // WebHDFS
    return (list?.BlockLocation ?? []).map(({ hosts }) => hosts);
  } catch {
    return []; // a page of an error: no block is known
  }
}
