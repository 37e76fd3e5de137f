/** Where a person is in the page. Each view has its own address behind `#`, so that it can be reloaded and sent. */
export interface Route {
  readonly view: ViewName;
  /** What its address names: a cluster and an action, a job, a report. */
  readonly ids: readonly string[];
}

/** The words of addresses, by view; `:` stands for an id. */
const patterns = {
  clusters: '',
  'new-cluster': 'new',
  cluster: 'clusters/:',
  action: 'clusters/:/do/:',
  logs: 'clusters/:/logs/:',
  jobs: 'jobs',
  job: 'jobs/:',
  channels: 'channels',
  reports: 'reports',
  report: 'reports/:',
} as const satisfies Record<string, string>;

export type ViewName = keyof typeof patterns;

const entries = Object.entries(patterns) as [ViewName, string][]; // its own keys

/** Reads what stands behind `#`; anything unknown is the first view. */
export function parseRoute(hash: string): Route {
  const words = wordsOf(hash.replace(/^#\/?/, ''));
  const [view, pattern] = entries.find(([, one]) => fits(wordsOf(one), words)) ?? entries[0] ?? ['clusters', ''];
  const ids = words.filter((_word, at) => wordsOf(pattern)[at] === ':');
  return { view, ids: ids.map(decode) };
}

/** The address of a view. */
export function addressOf(view: ViewName, ...ids: readonly string[]): string {
  return ids.reduce((path, id) => path.replace(':', encodeURIComponent(id)), `#/${patterns[view]}`);
}

function wordsOf(path: string): string[] {
  return path.split('/').filter((word) => word !== '');
}

function fits(pattern: readonly string[], words: readonly string[]): boolean {
  return pattern.length === words.length && pattern.every((word, at) => word === ':' || word === words[at]);
}

function decode(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch {
    return word;
  }
}
