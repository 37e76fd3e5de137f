import type { ComponentName, RoleName } from '../domain/roles.ts';

/** A command that a component brings to its nodes, and beside whose daemon it is run. */
export interface NodeCommand {
  readonly component: ComponentName;
  readonly beside: RoleName;
}

/** What `bramble run` runs: the commands of Hadoop and Spark by their own names. A new command is a new row. */
export const nodeCommands: Readonly<Record<string, NodeCommand>> = {
  hdfs: { component: 'hadoop', beside: 'namenode' },
  yarn: { component: 'hadoop', beside: 'resourcemanager' },
  mapred: { component: 'hadoop', beside: 'resourcemanager' },
  hadoop: { component: 'hadoop', beside: 'resourcemanager' },
  pyspark: { component: 'spark', beside: 'master' },
  shell: { component: 'spark', beside: 'master' },
  sql: { component: 'spark', beside: 'master' },
  submit: { component: 'spark', beside: 'master' },
};
