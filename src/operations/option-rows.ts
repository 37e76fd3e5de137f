import type { OptionRows, OptionsOf } from '../domain/option.ts';

const components = {
  components: { type: 'components', help: 'components to work on (default: those of the cluster, otherwise spark)' },
} as const satisfies OptionRows;

const yes = { yes: { type: 'yes', help: 'do not ask' } } as const satisfies OptionRows;

const method = {
  method: {
    type: 'choice',
    value: 'way',
    choices: ['auto', 'snap', 'tarball'],
    help: 'how to install it (default: auto, by what each host can do)',
  },
} as const satisfies OptionRows;

const trust = {
  trustKey: {
    type: 'text',
    value: 'fingerprint',
    help: 'accept this key of the store in place of the pinned one',
  },
} as const satisfies OptionRows;

const source = {
  channel: {
    type: 'text-or-no',
    value: 'channel',
    help: 'use what this channel of a store holds, such as 4.3/stable, and follow it',
    noHelp: 'stop following a channel, and use what this bramble builds',
  },
  store: {
    type: 'text',
    value: 'place',
    address: 'address of the store, https://… (default: the one that the cluster follows, otherwise the server’s own)',
    help: 'folder or address of the store (default: the one that the cluster follows, otherwise BRAMBLE_STORE)',
  },
  ...trust,
} as const satisfies OptionRows;

const sourceKeys = ['channel', 'store', 'trustKey'] as const;

const batches = {
  batch: {
    type: 'batch',
    value: 'size',
    help: 'how many nodes at once, such as 2 or 25% (default: 1); DataNodes always go one by one',
  },
  canary: { type: 'text', value: 'host', help: 'the node that goes first, on its own, of those that do not lead' },
  soak: { type: 'seconds', value: 'seconds', help: 'how long to watch each batch before the next (default: 20)' },
  drainTimeout: {
    type: 'seconds',
    value: 'seconds',
    help: 'how long to wait for running work to end or move (default: 120)',
  },
  startTimeout: {
    type: 'seconds',
    value: 'seconds',
    help: 'how long to wait until a daemon answers (default: 120)',
  },
} as const satisfies OptionRows;

/** For what goes through the nodes in no batches. */
const batchKeys = ['batch', 'canary', 'soak', 'drainTimeout'] as const;

const drainLimit = {
  drainLimit: { type: 'text', value: 'time', preset: '10m', help: 'how long to wait for running work to end' },
} as const satisfies OptionRows;

const dryRun = (help: string) => ({ dryRun: { type: 'yes', help } }) as const;
const noVerify = (help = 'skip the verification at the end') => ({ verify: { type: 'no', help } }) as const;
const nodes = (value: string, help: string) => ({ nodes: { type: 'nodes', value, help } }) as const;

const batchesShown = {
  ...dryRun('show the batches and do nothing'),
  ...noVerify('skip the jobs of the verification at the end'),
};
const planOptions = { ...components, ...source };

/** The options of each operation, beside those by which a cluster is named and reached. A new option is a new row. */
export const optionRows = {
  deploy: { ...planOptions, ...dryRun('show what would be done and do nothing'), ...noVerify() },
  plan: planOptions,
  verify: {
    ...components,
    junit: { type: 'text', value: 'file', local: true, help: 'write a JUnit report too' },
    jobs: { type: 'no', help: 'run no jobs; only look, and write a file to HDFS' },
    jobTimeout: { type: 'positive', value: 'seconds', help: 'time limit for each job' },
  },
  upgrade: {
    ...components,
    ...source,
    ...batches,
    onFailure: {
      type: 'choice',
      value: 'way',
      choices: ['revert', 'keep'],
      help: 'what to do with finished nodes when a later one fails (default: revert)',
    },
    finalize: {
      type: 'yes',
      excludes: [...sourceKeys, ...batchKeys, 'onFailure'],
      help: 'end the rolling upgrade of HDFS for good: from then on it cannot go back',
    },
    yes: { type: 'yes', help: 'with --finalize: do not ask' },
    ...batchesShown,
  },
  revert: {
    ...components,
    ...batches,
    rollback: {
      type: 'yes',
      excludes: batchKeys,
      help: 'put HDFS back to where it was when its upgrade began; what was written since is lost',
    },
    yes: { type: 'yes', help: 'with --rollback: do not ask' },
    ...batchesShown,
  },
  add: {
    ...nodes('hosts', 'such as red03 or "red[03-05]"'),
    dataDir: {
      type: 'texts',
      value: 'folder',
      help: 'keep HDFS blocks in this folder on the new hosts; may be repeated',
    },
    ...method,
    setrep: { type: 'no', help: 'leave the number of copies of existing files as it is' },
    rebalance: { type: 'yes', help: 'move blocks to the new hosts too (hdfs balancer), which may take a long time' },
    ...yes,
    ...dryRun('show what would be done and do nothing'),
    ...noVerify(),
  },
  remove: {
    ...nodes('nodes', 'such as red02 or "red[02-03]"'),
    dead: {
      type: 'yes',
      help: 'the nodes are gone for good: wait until HDFS has made new copies of their blocks, and do not touch them',
    },
    lowerReplication: {
      type: 'yes',
      help: 'lower the copies of files that have more copies than DataNodes would be left',
    },
    purge: { type: 'yes', help: 'delete the data on the nodes too, not only what bramble installed' },
    ...drainLimit,
    ...yes,
    ...dryRun('show what would be done and do nothing'),
    ...noVerify(),
  },
  maintenance: {
    ...nodes('nodes', 'such as red01 or "red[01-02]"'),
    for: { type: 'text', value: 'time', excludes: ['end'], help: 'how long they may be away, such as 30m or 2h' },
    end: { type: 'yes', help: 'take them back' },
    ...drainLimit,
  },
  start: { ...components, ...noVerify() },
  stop: { ...components, yes: { type: 'yes', help: 'do not ask, even if applications are running' } },
  uninstall: {
    ...components,
    purge: {
      type: 'yes',
      help: 'delete the data too: the files in HDFS, event logs and the files of finished applications',
    },
    ...dryRun('show what would be removed and remove nothing'),
    ...yes,
  },
  doctor: {
    ...components,
    fix: { type: 'yes', help: 'do what is safe, after showing it' },
    ...dryRun('with --fix: show what would be done and do nothing'),
    ...yes,
  },
  bench: {
    ...components,
    runs: {
      type: 'count',
      value: 'number',
      preset: 5,
      most: 1000,
      help: 'how many runs of each benchmark should count',
    },
    scale: {
      type: 'text',
      value: 'size',
      preset: '256M',
      help: 'how much data each benchmark works on, such as 64M or 2G',
    },
    workers: {
      type: 'text',
      value: 'numbers',
      help: 'numbers of Spark workers to measure with, such as 1..n or 1,2,4 (default: all)',
    },
    only: {
      type: 'texts',
      value: 'names',
      help: 'only these benchmarks, such as sort,terasort; may be repeated',
    },
    warmUps: { type: 'whole', value: 'number', preset: 1, most: 100, help: 'runs before the first that counts' },
    settle: {
      type: 'whole',
      value: 'seconds',
      preset: 30,
      most: 86_400,
      help: 'how long to wait for the nodes to be quiet before each run',
    },
    jobTimeout: { type: 'positive', value: 'seconds', preset: 3600, help: 'time limit for each job' },
    output: {
      type: 'text',
      value: 'file',
      local: true,
      help: 'where to write the record (default: bench-TIME.json)',
    },
  },
  status: {},
  history: {
    last: {
      type: 'count',
      value: 'number',
      preset: 20,
      most: 1_000_000,
      help: 'how many of the newest entries to show',
    },
  },
  unlock: { ...yes },
} as const satisfies Readonly<Record<string, OptionRows>>;

/** What the command line calls `bramble NAME` and a server a job of this kind. */
export type OperationName = keyof typeof optionRows;

/** What an operation is handed, as its rows say. */
export type OperationOptions<Name extends OperationName> = OptionsOf<(typeof optionRows)[Name]>;
