import type { ComponentName, RoleName } from './roles.ts';

/** How a key's value is written and checked. Each has one zod schema and one shell test, made from this table. */
export type KeyType =
  | { readonly kind: 'roles' }
  | { readonly kind: 'host' }
  | { readonly kind: 'token' }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'properties' };

export interface Key {
  readonly name: string;
  readonly component: ComponentName;
  /** Roles that read it; empty means every role and command of the component. */
  readonly usedBy: readonly RoleName[];
  readonly type: KeyType;
  /** As a user would type it; empty means unset. */
  readonly default: string;
  readonly help: string;
}

const port = { kind: 'integer', min: 1024, max: 65535 } as const;
const heap = { kind: 'integer', min: 128, max: 65536 } as const;

/** Every setting of a node, spelt once. Validators, the snap's description and the reference page are made from it. */
export const keys: readonly Key[] = [
  {
    name: 'roles',
    component: 'spark',
    usedBy: [],
    type: { kind: 'roles' },
    default: '',
    help: 'Daemons this node runs, separated by commas: master, worker, history-server, connect.',
  },
  {
    name: 'node.name',
    component: 'spark',
    usedBy: [],
    type: { kind: 'host' },
    default: '',
    help: 'Name by which the other nodes reach this one; unset means its host name.',
  },
  {
    name: 'master.host',
    component: 'spark',
    usedBy: [],
    type: { kind: 'host' },
    default: '',
    help: 'Name of the node that runs the master.',
  },
  {
    name: 'master.port',
    component: 'spark',
    usedBy: [],
    type: port,
    default: '7077',
    help: 'Port of the master for workers and drivers.',
  },
  {
    name: 'master.ui-port',
    component: 'spark',
    usedBy: ['master'],
    type: port,
    default: '8080',
    help: 'Port of the master’s web page.',
  },
  {
    name: 'worker.port',
    component: 'spark',
    usedBy: ['worker'],
    type: port,
    default: '7078',
    help: 'Port of the worker for the master and drivers.',
  },
  {
    name: 'worker.ui-port',
    component: 'spark',
    usedBy: ['worker'],
    type: port,
    default: '8081',
    help: 'Port of the worker’s web page.',
  },
  {
    name: 'worker.cores',
    component: 'spark',
    usedBy: ['worker'],
    type: { kind: 'integer', min: 1, max: 256 },
    default: '1',
    help: 'Cores the worker offers to executors.',
  },
  {
    name: 'worker.memory-mb',
    component: 'spark',
    usedBy: ['worker'],
    type: { kind: 'integer', min: 256, max: 1048576 },
    default: '512',
    help: 'Memory the worker offers to executors, in MB.',
  },
  {
    name: 'executor.memory-mb',
    component: 'spark',
    usedBy: [],
    type: { kind: 'integer', min: 256, max: 1048576 },
    default: '512',
    help: 'Memory of one executor unless an application asks for another, in MB.',
  },
  {
    name: 'driver.memory-mb',
    component: 'spark',
    usedBy: [],
    type: { kind: 'integer', min: 256, max: 1048576 },
    default: '512',
    help: 'Memory of the driver of an application submitted on this node, in MB.',
  },
  {
    name: 'daemon.heap-mb',
    component: 'spark',
    usedBy: [],
    type: heap,
    default: '256',
    help: 'Heap of each daemon on this node, in MB.',
  },
  {
    name: 'history.port',
    component: 'spark',
    usedBy: ['history-server'],
    type: port,
    default: '18080',
    help: 'Port of the history server’s web page.',
  },
  {
    name: 'connect.port',
    component: 'spark',
    usedBy: ['connect'],
    type: port,
    default: '15002',
    help: 'Port of Spark Connect.',
  },
  {
    name: 'secret.id',
    component: 'spark',
    usedBy: [],
    type: { kind: 'token' },
    default: '',
    help: 'Names the shared secret that this node holds in a file, so that a change of secret restarts the daemons.',
  },
  {
    name: 'log.level',
    component: 'spark',
    usedBy: [],
    type: { kind: 'choice', of: ['error', 'warn', 'info', 'debug'] },
    default: 'info',
    help: 'How much the daemons log.',
  },
  {
    name: 'extra.spark-defaults',
    component: 'spark',
    usedBy: [],
    type: { kind: 'properties' },
    default: '',
    help: 'Further Spark properties as a list of name=value.',
  },
];
