import { counted } from '../domain/counted.ts';
import { type NameNodeAnswer, namenodeAnswer, planned } from './answers.ts';
import { compareSets } from './compare-sets.ts';
import type { Finding } from './finding.ts';
import type { FileObservation, Observation } from './observation.ts';

/** The NameNode is active and out of safe mode, counts the DataNodes that were planned, and misses no block. */
export function judgeHdfs({ nodes }: Observation): Finding[] {
  if (planned('namenode', nodes).length === 0) return [];
  const hint = 'bramble logs --role namenode';
  const answer = namenodeAnswer(nodes);
  if (answer === undefined) return [{ rung: 'hdfs', state: 'failed', detail: 'no NameNode answered', hint }];
  return hdfsRows.map((row) => ({ rung: 'hdfs', node: answer.node, ...row(answer, nodes) }));
}

type HdfsRow = (answer: NameNodeAnswer, nodes: Observation['nodes']) => Pick<Finding, 'state' | 'detail' | 'hint'>;

const gib = 1024 ** 3;
const fullAt = 0.9;

const hdfsRows: readonly HdfsRow[] = [
  ({ state, safeMode }) => {
    if (state === 'active' && safeMode === '') return { state: 'passed', detail: 'active, not in safe mode' };
    const detail = safeMode === '' ? `the NameNode is ${state}` : `in safe mode: ${safeMode}`;
    return { state: 'failed', detail, hint: 'bramble logs --role namenode' };
  },
  ({ live, dead, stale, left, shortBlocks }, nodes) => {
    const wanted = planned('datanode', nodes);
    const gone = left.filter((name) => !wanted.includes(name));
    const still = live.filter((name) => !gone.includes(name));
    const found = compareSets(wanted, still, 'DataNodes live');
    if (found.state === 'failed') return { ...found, detail: `${found.detail}${beingCopied(shortBlocks)}` };
    // One that has left is silent, and counts as living and stale until it counts as dead.
    if (stale > gone.length)
      return { state: 'failed', detail: `stale: ${counted(stale, 'DataNode')}`, hint: 'bramble logs --role datanode' };
    // All that were planned live, so a dead one has left, or was replaced: the NameNode forgets it at its next start.
    const known = dead + gone.length;
    return known === 0 ? found : { ...found, detail: `${found.detail}; ${known} that left are remembered` };
  },
  ({ missingBlocks, corruptBlocks, shortBlocks }) => {
    const copying = beingCopied(shortBlocks);
    if (missingBlocks + corruptBlocks === 0)
      return { state: 'passed', detail: `no block missing or corrupt${copying}` };
    const detail = `${counted(missingBlocks, 'block')} missing, ${corruptBlocks} corrupt${copying}`;
    return { state: 'failed', detail, hint: 'bramble run hdfs fsck / -list-corruptfileblocks' };
  },
  ({ capacity, used }) => {
    const detail = `${(used / gib).toFixed(1)} of ${(capacity / gib).toFixed(1)} GiB used`;
    if (capacity > 0 && used < capacity * fullAt) return { state: 'passed', detail };
    return { state: 'failed', detail, hint: 'remove files from HDFS, or add a node' };
  },
];

function beingCopied(shortBlocks: number): string {
  return shortBlocks === 0 ? '' : `; ${counted(shortBlocks, 'block')} still to be copied`;
}

/** A file came back as it was written, and each of its blocks has the copies it should. */
export function judgeFile({ nodes, checks: { file } }: Observation): Finding[] {
  if (planned('datanode', nodes).length === 0) return [];
  if (file === undefined) return [{ rung: 'file', state: 'skipped', detail: 'HDFS accepts no files at the moment' }];
  const problem = fileProblem(file);
  if (problem !== undefined)
    return [{ rung: 'file', state: 'failed', detail: problem, hint: 'bramble status', evidence: file.tail }];
  const copies = `${file.blocks.length} blocks with ${counted(file.replication, 'copy', 'copies')} each`;
  const detail = `written through ${file.writer}, read through ${file.reader}, same SHA-256; ${copies}; ${Math.round(file.seconds)} s`;
  return [{ rung: 'file', state: 'passed', detail }];
}

function fileProblem(file: FileObservation): string | undefined {
  if (file.exitCode !== 0) return `the file could not be written and read (${file.exitCode})`;
  if (file.written !== file.read) return `read through ${file.reader}, it has a different SHA-256`;
  if (file.blocks.length === 0) return 'the NameNode did not say where the blocks of the file are';
  if (file.blocks.length < 2) return `it is only one block, so nothing is spread`;
  const short = file.blocks.filter((holders) => holders.length !== file.replication).length;
  return short === 0
    ? undefined
    : `${short} of ${file.blocks.length} blocks without ${counted(file.replication, 'copy', 'copies')}`;
}
