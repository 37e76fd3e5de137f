const begin = '# BEGIN bramble: names of the cluster (removed by bramble uninstall)';
const end = '# END bramble';
const setAside = '#bramble# ';

export interface HostEntry {
  readonly address: string;
  readonly name: string;
}

/**
 * The hosts file with our block at its top. Lines that make a name of the cluster mean loopback are set aside as
 * comments: getaddrinfo(3) takes all lines together and puts loopback first, whatever their order.
 */
export function withHostsBlock(hostsFile: string, entries: readonly HostEntry[]): string {
  const { names, text } = readEntries(entries);
  const lines = withoutHostsBlock(hostsFile).split('\n');
  const others = lines.flatMap((line) => remainder(line, names)).map((line) => `${line}\n`);
  const rest = lines.map((line) => (isLoopbackOf(line, names) ? `${setAside}${line}` : line));
  return `${begin}\n${text}${others.join('')}${end}\n${rest.join('\n')}`;
}

interface EntriesText {
  readonly names: ReadonlySet<string>;
  readonly text: string;
}

const known = new WeakMap<readonly HostEntry[], EntriesText>();

/** Made once for all nodes of a cluster: what each of them has to know grows with their number. */
function readEntries(entries: readonly HostEntry[]): EntriesText {
  const before = known.get(entries);
  if (before !== undefined) return before;
  const names = new Set(entries.map(({ name }) => name));
  const made = { names, text: entries.map(({ address, name }) => `${address} ${name}\n`).join('') };
  known.set(entries, made);
  return made;
}

/** Whether a hosts file has our block in it. */
export function hasHostsBlock(hostsFile: string): boolean {
  return hostsFile.includes(begin);
}

/** The hosts file as it was before bramble, byte for byte. */
export function withoutHostsBlock(hostsFile: string): string {
  const from = hostsFile.indexOf(begin);
  const to = hostsFile.indexOf(`${end}\n`, from);
  if (from < 0 || to < 0) return hostsFile;
  const rest = hostsFile.slice(0, from) + hostsFile.slice(to + end.length + 1);
  return rest.replaceAll(new RegExp(`^${setAside}`, 'gm'), '');
}

/** What else a line that is set aside said: the other names of its address. */
function remainder(line: string, names: ReadonlySet<string>): string[] {
  if (!isLoopbackOf(line, names)) return [];
  const [address, ...others] = wordsOf(line).filter((word) => !names.has(word));
  return others.length === 0 ? [] : [[address, ...others].join(' ')];
}

function isLoopbackOf(line: string, names: ReadonlySet<string>): boolean {
  const [address = '', ...others] = wordsOf(line);
  return /^(127\.|::1$)/.test(address) && others.some((name) => names.has(name));
}

function wordsOf(line: string): string[] {
  return line
    .replace(/#.*/, '')
    .split(/\s+/)
    .filter((word) => word !== '');
}
