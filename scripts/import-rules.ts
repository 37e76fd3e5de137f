const everything = [
  'errors',
  'domain',
  'config',
  'facts',
  'packaging',
  'plan',
  'host',
  'store',
  'build',
  'lab',
  'session',
  'deploy',
  'verify',
  'doctor',
  'evidence',
  'upgrade',
];

/** Who may import whom: a folder of `src/` and the folders it may use. A new folder is a new row. */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
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
  cli: everything,
  index: everything,
};

/** Folders that decide and never act. */
export const pureFolders: readonly string[] = ['errors', 'domain', 'config', 'facts', 'packaging', 'plan'];

/** The files in pure folders that may read the disk, because loading is their one job. */
export const loaders: RegExp = /^src\/config\/load[^/]*\.ts$/;

/** What a pure file may import from outside: modules that compute and touch nothing. */
export const pureModules: readonly string[] = ['node:util', 'node:path', 'yaml', 'zod', 'mustache', 'ssh-config'];

/** What a pure file may take by name from a module that can do more. */
export const pureNames: Readonly<Record<string, readonly string[]>> = {
  'node:crypto': ['createHash'],
  'node:net': ['isIP', 'isIPv4', 'isIPv6'],
};

/** Words by which a file reads the clock, chance or the environment. */
export const impureWords: RegExp =
  /\b(?:Date\.now|new Date\(\)|Math\.random|performance\.now|setTimeout|setInterval|fetch\(|process\.\w+|globalThis\.\w+)/g;
