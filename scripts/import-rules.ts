/** The folders below those that carry commands out, each with the folders that it may use. */
const below = {
  errors: [],
  domain: ['errors'],
  config: ['errors', 'domain'],
  packaging: ['errors', 'domain', 'config'],
  facts: ['errors', 'domain', 'packaging'],
  plan: ['errors', 'domain', 'config', 'facts', 'packaging'],
  host: ['errors', 'domain', 'config'],
  store: ['errors', 'domain', 'config', 'host'],
  build: ['errors', 'domain', 'config', 'host', 'store'],
  lab: ['errors', 'domain', 'config', 'facts', 'packaging', 'plan', 'host', 'store', 'build'],
  session: ['errors', 'domain', 'config', 'facts', 'host', 'store', 'lab'],
  deploy: ['errors', 'domain', 'config', 'facts', 'packaging', 'plan', 'host', 'store', 'build', 'session'],
  verify: ['errors', 'domain', 'config', 'facts', 'packaging', 'plan', 'host', 'store', 'session'],
  doctor: ['errors', 'domain', 'config', 'facts', 'packaging', 'plan', 'host', 'session'],
  evidence: ['errors', 'domain', 'packaging', 'host', 'session', 'verify'],
  upgrade: [
    'errors',
    'domain',
    'config',
    'facts',
    'packaging',
    'plan',
    'host',
    'store',
    'session',
    'deploy',
    'verify',
    'evidence',
  ],
  bench: [
    'errors',
    'domain',
    'config',
    'facts',
    'packaging',
    'host',
    'store',
    'session',
    'deploy',
    'verify',
    'evidence',
  ],
  report: ['errors', 'domain', 'bench'],
};

const everything = Object.keys(below);

/** Who may import whom: a folder of `src/` and the folders it may use. A new folder is a new row. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  ...below,
  operations: everything,
  api: [...everything, 'operations'],
  cli: [...everything, 'operations', 'api'],
  index: [...everything, 'operations'],
};

/**
 * What of `src/` the page may use in a browser: modules that compute only and bring nothing of Node along. It may take types
 * from everywhere. A new module is a new row.
 */
export const inThePage: readonly string[] = [
  'src/api/follow-events.ts',
  'src/config/plain-words.ts',
  'src/deploy/describe-action.ts',
  'src/doctor/failure.ts',
  'src/domain/cluster.ts',
  'src/domain/components.ts',
  'src/domain/roles.ts',
  'src/domain/server.ts',
  'src/domain/throttling.ts',
  'src/operations/option-rows.ts',
  'src/report/writers/look.ts',
  'src/verify/by-rung.ts',
];

/** Folders that decide and never act. */
export const pureFolders: readonly string[] = ['errors', 'domain', 'config', 'facts', 'packaging', 'plan', 'report'];

/** The files in pure folders that may read the disk, because loading is their one job. */
export const loaders: RegExp = /^src\/config\/load[^/]*\.ts$/;

/** What a pure file may import from outside: modules that compute and touch nothing. */
export const pureModules: readonly string[] = [
  'node:util',
  'node:path',
  'yaml',
  'zod',
  'mustache',
  'ssh-config',
  'vega',
  'vega-lite',
  'pdfmake',
];

/** What a pure file may take by name from a module that can do more. */
export const pureNames: Readonly<Record<string, readonly string[]>> = {
  'node:crypto': ['createHash'],
  'node:url': ['fileURLToPath'],
  'node:net': ['isIP', 'isIPv4', 'isIPv6'],
};

/** Words by which a file reads the clock, chance or the environment. */
export const impureWords: RegExp =
  /\b(?:Date\.now|new Date\(\)|Math\.random|performance\.now|setTimeout|setInterval|fetch\(|process\.\w+|globalThis\.\w+)/g;
