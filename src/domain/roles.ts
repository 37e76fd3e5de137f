/** Spark's own words for its daemons. */
export type RoleName = 'master' | 'worker' | 'history-server' | 'connect';

export type ComponentName = 'spark';

export interface Role {
  readonly component: ComponentName;
  /** Key that holds the port of the daemon's web page or, where it has none, of its service. */
  readonly portKey: string;
  /** How the port answers: Spark's pages speak HTTP, Connect speaks gRPC. */
  readonly protocol: 'http' | 'grpc';
  readonly summary: string;
  readonly startsAfter: readonly RoleName[];
  /** Key that the role cannot do without; a node refuses to be set up otherwise. */
  readonly needsKey?: string;
}

/** Every daemon that can be placed on a node. Adding one means adding a row: nothing branches on role names. */
export const roles: Readonly<Record<RoleName, Role>> = {
  master: {
    component: 'spark',
    portKey: 'master.ui-port',
    protocol: 'http',
    summary: 'hands out work to the workers',
    startsAfter: [],
  },
  worker: {
    component: 'spark',
    portKey: 'worker.ui-port',
    protocol: 'http',
    summary: 'runs executors',
    startsAfter: ['master'],
    needsKey: 'master.host',
  },
  'history-server': {
    component: 'spark',
    portKey: 'history.port',
    protocol: 'http',
    summary: 'shows finished applications',
    startsAfter: [],
  },
  connect: {
    component: 'spark',
    portKey: 'connect.port',
    protocol: 'grpc',
    summary: 'serves Spark Connect clients',
    startsAfter: ['master'],
    needsKey: 'master.host',
  },
};

export const roleNames = Object.keys(roles) as RoleName[]; // exact: `roles` has these keys and no others
