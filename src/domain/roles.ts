/** Spark's and Hadoop's own words for their daemons. */
export type RoleName =
  | 'namenode'
  | 'secondarynamenode'
  | 'datanode'
  | 'resourcemanager'
  | 'nodemanager'
  | 'historyserver'
  | 'master'
  | 'worker'
  | 'history-server'
  | 'connect';

export type ComponentName = 'hadoop' | 'spark';

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
  namenode: {
    component: 'hadoop',
    portKey: 'namenode.ui-port',
    protocol: 'http',
    summary: 'knows which blocks make which file of HDFS',
    startsAfter: [],
    needsKey: 'hdfs.cluster-id',
  },
  secondarynamenode: {
    component: 'hadoop',
    portKey: 'secondarynamenode.ui-port',
    protocol: 'http',
    summary: 'merges the NameNode’s log of changes into its image',
    startsAfter: ['namenode'],
    needsKey: 'namenode.host',
  },
  datanode: {
    component: 'hadoop',
    portKey: 'datanode.ui-port',
    protocol: 'http',
    summary: 'holds blocks of HDFS',
    startsAfter: ['namenode'],
    needsKey: 'namenode.host',
  },
  resourcemanager: {
    component: 'hadoop',
    portKey: 'resourcemanager.ui-port',
    protocol: 'http',
    summary: 'hands out memory and cores of YARN',
    startsAfter: [],
  },
  nodemanager: {
    component: 'hadoop',
    portKey: 'nodemanager.ui-port',
    protocol: 'http',
    summary: 'runs containers of YARN',
    startsAfter: ['resourcemanager'],
    needsKey: 'resourcemanager.host',
  },
  historyserver: {
    component: 'hadoop',
    portKey: 'historyserver.ui-port',
    protocol: 'http',
    summary: 'shows finished MapReduce jobs',
    startsAfter: ['namenode'],
    needsKey: 'namenode.host',
  },
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

/** The roles of one component, in the order of the table. */
export function rolesOf(component: ComponentName): RoleName[] {
  return roleNames.filter((name) => roles[name].component === component);
}

export function componentOf(role: RoleName): ComponentName {
  return roles[role].component;
}
