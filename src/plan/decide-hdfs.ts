import { type ClusterSpec, nodeWith } from '../domain/cluster.ts';
import type { HdfsFacts, HdfsFolder, HostFacts } from '../domain/facts.ts';
import type { Problem } from './suitability.ts';

/** Which file system a cluster has, and whether its NameNode is to create it. */
export interface HdfsDecision {
  readonly clusterId: string;
  /** True only where no file system has ever been on any of the cluster's hosts. */
  readonly creates: boolean;
}

/** Why no file system can be decided on, by node. */
export interface HdfsRefusal {
  readonly problems: ReadonlyMap<string, readonly Problem[]>;
}

type Facts = ReadonlyMap<string, HostFacts>;

/**
 * Decides about the file system of a cluster with a NameNode, from the data and the records on all of its hosts.
 * Data that is there decides; `newId` is used only where there is none and never was any. There is no way to force it.
 */
export function decideHdfs(spec: ClusterSpec, facts: Facts, newId: string): HdfsDecision | HdfsRefusal | undefined {
  const name = nodeWith('namenode', spec)?.target.name;
  const seen = name === undefined ? undefined : facts.get(name);
  if (name === undefined || seen === undefined) return undefined;
  const ids = idsByHost(facts);
  if (new Set([...ids.values()].flat()).size > 1) return { problems: disagreement(ids) };
  const metadata = nameFolders(seen.hdfs).find(({ clusterId }) => clusterId !== '');
  if (metadata !== undefined) return { clusterId: metadata.clusterId, creates: false };
  const lost = lostMetadata(name, seen.hdfs, facts);
  if (lost !== undefined) return { problems: new Map([[name, [lost]]]) };
  return { clusterId: pendingId(seen) ?? newId, creates: true };
}

/** Every id that data or a record names, each once for each host. */
function idsByHost(facts: Facts): ReadonlyMap<string, readonly string[]> {
  const found = [...facts].map(([name, { hdfs }]) => {
    const ids = [hdfs.created, ...hdfs.folders.map(({ clusterId }) => clusterId)].filter((id) => id !== '');
    return [name, [...new Set(ids)]] as const;
  });
  return new Map(found.filter(([, ids]) => ids.length > 0));
}

function disagreement(ids: ReadonlyMap<string, readonly string[]>): HdfsRefusal['problems'] {
  const hint = 'take the host with the other cluster’s data out of the list, or move its data away by hand';
  return new Map(
    [...ids].map(([name, own]) => [
      name,
      [{ what: `it holds data of the file system ${own.join(' and of ')}; the hosts disagree`, hint }],
    ]),
  );
}

/** Why a NameNode without metadata must not make a new file system; undefined where there never was one. */
function lostMetadata(name: string, hdfs: HdfsFacts, facts: Facts): Problem | undefined {
  const folders = nameFolders(hdfs).map(({ path }) => path);
  if (hdfs.created !== '')
    return {
      what: `the file system ${hdfs.created} was created here, but ${folders.join(', ')} holds no metadata`,
      hint: 'mount its disk, or put the metadata back from the SecondaryNameNode’s copy (docs/data-safety.md)',
    };
  const strange = nameFolders(hdfs).find(({ entries }) => entries > 0);
  if (strange !== undefined)
    return {
      what: `${strange.path} is not empty and holds no file system`,
      hint: 'look at what is in it and move it away by hand',
    };
  const holder = [...facts].find(([, { hdfs: other }]) => holdsAny(other));
  if (holder === undefined) return undefined;
  return {
    what: `${holder[0]} holds data of a file system whose NameNode was not on ${name}`,
    hint: `give the role namenode to the host that has its metadata (docs/data-safety.md)`,
  };
}

function holdsAny({ created, folders }: HdfsFacts): boolean {
  return created !== '' || folders.some(({ clusterId }) => clusterId !== '');
}

function nameFolders({ folders }: HdfsFacts): HdfsFolder[] {
  return folders.filter(({ kind }) => kind === 'name');
}

/** A deployment that was cut off has told the NameNode already what to create. */
function pendingId({ installed }: HostFacts): string | undefined {
  return installed.hadoop?.keys['hdfs.create-id'];
}

/** Whether a decision could be made. */
export function isDecided(decision: HdfsDecision | HdfsRefusal | undefined): decision is HdfsDecision {
  return decision !== undefined && 'clusterId' in decision;
}
