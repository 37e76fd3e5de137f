/** A line of the NameNode's file of DataNodes that leave or are away, in Hadoop's words. */
export interface HostsEntry {
  readonly hostName: string;
  readonly adminState?: string;
  /** Milliseconds since 1970. */
  readonly maintenanceExpireTimeInMS?: number;
}

/** What is to be said of which DataNodes, in place of what was said. */
export interface HostsChange {
  readonly names: readonly string[];
  /** undefined where they are to be in service like all others. */
  readonly entry: Omit<HostsEntry, 'hostName'> | undefined;
  /** Of whom nothing is to be said any more. */
  readonly drops?: readonly string[];
}

/** The file with the change, without maintenance that is over. What others wrote about other hosts stays. */
export function changeHostsFile(text: string, { names, entry, drops = [] }: HostsChange, nowMs: number): string {
  const replaced = [...names, ...drops];
  const kept = parseHostsFile(text).filter((one) => !replaced.includes(one.hostName) && !isOver(one, nowMs));
  const added = entry === undefined ? [] : names.map((hostName) => ({ hostName, ...entry }));
  return `${JSON.stringify([...kept, ...added])}\n`;
}

function isOver({ maintenanceExpireTimeInMS }: HostsEntry, nowMs: number): boolean {
  return maintenanceExpireTimeInMS !== undefined && maintenanceExpireTimeInMS <= nowMs;
}

/** The entries of the file; none where it is empty. */
export function parseHostsFile(text: string): readonly HostsEntry[] {
  return text.trim() === '' ? [] : (JSON.parse(text) as HostsEntry[]); // as the NameNode reads it
}

/** The ResourceManager's list of names, with some added or taken away. */
export function changeExclude(text: string, names: readonly string[], isExcluded: boolean): string {
  const others = text.split('\n').filter((name) => name !== '' && !names.includes(name));
  return [...others, ...(isExcluded ? names : [])].map((name) => `${name}\n`).join('');
}
