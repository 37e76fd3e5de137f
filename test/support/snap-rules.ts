/** The parts of a snapcraft.yaml that the rules look at, before anything is known about them. */
export interface SnapFile {
  readonly [key: string]: unknown;
  readonly apps?: Record<string, Record<string, unknown>>;
  readonly hooks?: Record<string, { plugs?: string[] }>;
  readonly parts?: Record<string, Record<string, unknown>>;
}

interface Rule {
  readonly says: string;
  /** What breaks the rule; empty where nothing does. */
  readonly find: (snap: SnapFile) => string[];
}

const patterns = {
  snap: /^(?!-)(?!.*--)(?!.*-$)[a-z0-9-]*[a-z][a-z0-9-]*$/,
  app: /^[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*$/,
  plug: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  version: /^[a-zA-Z0-9](?:[a-zA-Z0-9:.+~-]{0,30}[a-zA-Z0-9+~])?$/,
  command: /^[A-Za-z0-9/. _#:$-]*$/,
  time: /^[0-9]+(ns|us|ms|s|m)$/,
};

const choices: Readonly<Record<string, readonly string[]>> = {
  daemon: ['simple', 'forking', 'oneshot', 'notify', 'dbus'],
  'install-mode': ['enable', 'disable'],
  'restart-condition': ['on-success', 'on-failure', 'on-abnormal', 'on-abort', 'on-watchdog', 'always', 'never'],
};

const onlyForDaemons = ['after', 'install-mode', 'restart-condition', 'restart-delay', 'stop-timeout'];

/** Interfaces that connect by themselves in a snap that no store vouches for, and the one that a deployment connects. */
const connecting = ['home', 'network', 'network-bind', 'removable-media'];

const text = (value: unknown) => (typeof value === 'string' ? value : '');
const list = (value: unknown) => (Array.isArray(value) ? value.map(String) : []);
const appsOf = ({ apps = {} }: SnapFile) => Object.entries(apps);
const isDaemon = (app: Record<string, unknown>) => app.daemon !== undefined;

/** What snapcraft (its schema and its own checks) and snapd ask of a snap, as far as ours use it. */
export const snapRules: readonly Rule[] = [
  {
    says: 'the name is 2 to 40 small letters, digits and single dashes',
    find: ({ name }) => outside(name, patterns.snap, 40),
  },
  { says: 'the version has a form that snapd takes', find: ({ version }) => outside(version, patterns.version, 32) },
  { says: 'the title has at most 40 characters', find: ({ title }) => outside(title, /./, 40) },
  { says: 'the summary has at most 78 characters', find: ({ summary }) => outside(summary, /./, 78) },
  { says: 'the description has at most 4096 characters', find: ({ description }) => outside(description, /./, 4096) },
  { says: 'confinement is strict', find: ({ confinement }) => (confinement === 'strict' ? [] : [String(confinement)]) },
  {
    says: 'apps have names that snapd takes',
    find: (snap) => names(snap.apps).filter((name) => !patterns.app.test(name)),
  },
  {
    says: 'hooks have names that snapd takes',
    find: (snap) => names(snap.hooks).filter((name) => !patterns.plug.test(name)),
  },
  {
    says: 'commands have no quotes and no shell in them',
    find: (snap) => appsOf(snap).flatMap(([, { command }]) => outside(command, patterns.command, 200)),
  },
  {
    says: 'times are a number and a unit',
    find: (snap) => valuesOf(snap, ['restart-delay', 'stop-timeout']).filter((one) => !patterns.time.test(one)),
  },
  {
    says: 'words that snapd chooses by are among those that it knows',
    find: (snap) =>
      Object.entries(choices).flatMap(([key, known]) => valuesOf(snap, [key]).filter((one) => !known.includes(one))),
  },
  {
    says: 'only daemons have what is for daemons',
    find: (snap) =>
      appsOf(snap).flatMap(([name, app]) =>
        isDaemon(app) ? [] : onlyForDaemons.filter((key) => key in app).map((key) => `${name}.${key}`),
      ),
  },
  {
    says: 'an order is among daemons of this snap, and has an end',
    find: (snap) => appsOf(snap).flatMap(([name]) => (isOrderly(snap, name, []) ? [] : [name])),
  },
  {
    says: 'plugs are of interfaces that connect by themselves, or that a deployment connects',
    find: (snap) =>
      [...appsOf(snap), ...Object.entries(snap.hooks ?? {})].flatMap(([, { plugs }]) =>
        list(plugs).filter((plug) => !connecting.includes(plug)),
      ),
  },
  {
    says: 'hooks that are listed have plugs',
    find: ({ hooks = {} }) =>
      Object.entries(hooks).flatMap(([name, { plugs = [] }]) => (plugs.length > 0 ? [] : [name])),
  },
  {
    says: 'the user _daemon_ comes with a snapd that knows it',
    find: (snap) =>
      names(snap['system-usernames']).includes('_daemon_') && !list(snap.assumes).some(knowsDaemonUser)
        ? ['assumes']
        : [],
  },
  {
    says: 'everything that is fetched has a checksum',
    find: ({ parts = {} }) => Object.entries(parts).flatMap(([name, part]) => (isChecked(part) ? [] : [name])),
  },
  {
    says: 'no path of a part names an architecture, but for the addresses of sources',
    find: ({ parts }) => JSON.stringify(parts, withoutSources).match(/[^"]*(amd64|arm64|x86_64|aarch64)[^"]*/g) ?? [],
  },
];

/** Whether each address of a part has a checksum, on every architecture that it is for. */
function isChecked(part: Record<string, unknown>): boolean {
  const sums = perArchitecture(part['source-checksum']);
  return Object.entries(perArchitecture(part.source)).every(
    ([arch, source]) => !source.includes('://') || /^sha(256|512)\/[0-9a-f]{64,128}$/.test(sums[arch] ?? ''),
  );
}

/** Of a value, or of a list like `- to arm64: value`. */
function perArchitecture(value: unknown): Record<string, string> {
  return Array.isArray(value) ? (Object.assign({}, ...value) as Record<string, string>) : { all: text(value) };
}

function withoutSources(key: string, value: unknown): unknown {
  return key === 'source' || key === 'source-checksum' ? undefined : value;
}

function outside(value: unknown, pattern: RegExp, longest: number): string[] {
  const given = text(value);
  return pattern.test(given) && [...given].length <= longest ? [] : [given];
}

function names(map: unknown): string[] {
  return Object.keys((map as object | undefined) ?? {}); // a map in the file, or absent
}

function valuesOf(snap: SnapFile, keys: readonly string[]): string[] {
  return appsOf(snap).flatMap(([, app]) => keys.filter((key) => key in app).map((key) => String(app[key])));
}

function isOrderly(snap: SnapFile, name: string, path: readonly string[]): boolean {
  const app = snap.apps?.[name];
  if (app === undefined || path.includes(name) || (path.length > 0 && !isDaemon(app))) return false;
  return list(app.after).every((next) => isOrderly(snap, next, [...path, name]));
}

function knowsDaemonUser(assumed: string): boolean {
  const [, major = 0, minor = 0] = /^snapd(\d+)\.(\d+)/.exec(assumed) ?? [];
  return Number(major) > 2 || (Number(major) === 2 && Number(minor) >= 61);
}
