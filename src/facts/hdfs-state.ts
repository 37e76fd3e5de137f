/** A DataNode as the NameNode counts it; sizes in bytes, 0 where it is dead. */
export interface DataNodeState {
  readonly name: string;
  /** Where it was last heard from. */
  readonly address: string;
  readonly isLive: boolean;
  /** Hadoop's own words: `In Service`, `Decommission In Progress`, `Decommissioned`, `Entering Maintenance`, `In Maintenance`. */
  readonly adminState: string;
  readonly usedBytes: number;
  readonly freeBytes: number;
  /** Blocks that keep it from leaving, because others have too few copies of them. */
  readonly waitingBlocks: number;
}

/** What the NameNode says of its file system and of the DataNodes. */
export interface HdfsState {
  /** Why it is in safe mode, or ''. */
  readonly safeMode: string;
  readonly dataNodes: readonly DataNodeState[];
  /** Blocks of which there is no copy that can be read. */
  readonly lostBlocks: number;
  /** Blocks that have fewer copies than they should, or whose copy is on its way. */
  readonly shortBlocks: number;
}

/** Where the NameNode tells it. */
export const hdfsStatePath = '/jmx?qry=Hadoop:service=NameNode,name=*';

type Row = Readonly<Record<string, unknown>>;

/** The beans of Hadoop's /jmx by their last name; one that is not there holds nothing. */
export function beansOf(json: unknown): (name: string) => Row {
  const { beans = [] } = json as { beans?: readonly Row[] }; // Hadoop's /jmx
  return (name) => beans.find((bean) => String(bean.name).endsWith(`,name=${name}`)) ?? {};
}

/** Reads the NameNode's /jmx, where lists of DataNodes are JSON within JSON. */
export function readHdfsState(json: unknown): HdfsState {
  const bean = beansOf(json);
  const [info, blocks] = [bean('NameNodeInfo'), bean('FSNamesystem')];
  const waiting = { ...listOf(info.DecomNodes), ...listOf(info.EnteringMaintenanceNodes) };
  const read = (list: unknown, isLive: boolean) =>
    Object.entries(listOf(list)).map(([name, row]) => readNode(name, row, { isLive, waiting: waiting[name] }));
  return {
    safeMode: String(info.Safemode ?? 'the NameNode is starting'),
    dataNodes: [...read(info.LiveNodes, true), ...read(info.DeadNodes, false)],
    lostBlocks: Number(blocks.MissingBlocks ?? 0) + Number(blocks.CorruptBlocks ?? 0),
    shortBlocks: Number(blocks.UnderReplicatedBlocks ?? 0) + Number(blocks.PendingReplicationBlocks ?? 0),
  };
}

function listOf(text: unknown): Readonly<Record<string, Row>> {
  return JSON.parse(String(text ?? '{}')) as Record<string, Row>; // as NameNodeMXBean says
}

function readNode(name: string, row: Row, { isLive, waiting }: { isLive: boolean; waiting: Row | undefined }) {
  return {
    name: name.replace(/:\d+$/, ''),
    address: String(row.xferaddr ?? '').replace(/:\d+$/, ''),
    isLive,
    adminState: String(row.adminState ?? 'In Service'),
    usedBytes: Number(row.used ?? 0),
    freeBytes: Number(row.remaining ?? 0),
    waitingBlocks: Number(waiting?.underReplicatedBlocks ?? 0),
  };
}

/** Whether every block has all its copies and none is on its way. */
export function isWhole({ safeMode, lostBlocks, shortBlocks }: HdfsState): boolean {
  return safeMode === '' && lostBlocks + shortBlocks === 0;
}

/** What is known of a DataNode: of several of one name the living one, for a Pi may have been replaced. */
export function dataNodeNamed(name: string, { dataNodes }: HdfsState): DataNodeState | undefined {
  const found = dataNodes.filter((one) => one.name === name);
  return found.find(({ isLive }) => isLive) ?? found[0];
}

/** Whether a DataNode is on its way into maintenance, or there. */
export function isInMaintenance({ adminState }: DataNodeState): boolean {
  return adminState.endsWith('Maintenance');
}

/** How many DataNodes live and stay, without these and without those that are to leave or are away. */
export function countAtWork({ dataNodes }: HdfsState, without: readonly string[]): number {
  return staying(dataNodes, without).length;
}

/** DataNodes that live and stay, without these. */
export function staying(dataNodes: readonly DataNodeState[], without: readonly string[]): DataNodeState[] {
  return dataNodes.filter(
    ({ name, isLive, adminState }) => isLive && adminState === 'In Service' && !without.includes(name),
  );
}
