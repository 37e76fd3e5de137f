/** How many executors a Spark worker runs, by the JSON of its page. */
export function countExecutors(json: unknown): number {
  const { executors = [] } = json as { executors?: readonly unknown[] }; // Spark's WorkerStateResponse
  return executors.length;
}

/** A NodeManager as the ResourceManager counts it. */
export interface ManagerState {
  readonly name: string;
  /** YARN's own words, such as `RUNNING`, `DECOMMISSIONING`, `DECOMMISSIONED`. */
  readonly state: string;
  readonly containers: number;
}

/** Where the ResourceManager tells it. */
export const managersPath = '/ws/v1/cluster/nodes';

/** Reads the ResourceManager's REST; one node may stand there more than once, as it was and as it is. */
export function readManagers(json: unknown): ManagerState[] {
  const { nodes } = json as { nodes?: { node?: readonly YarnRow[] } | null }; // Hadoop's REST
  return (nodes?.node ?? []).map(({ nodeHostName, state, numContainers = 0 }) => ({
    name: nodeHostName,
    state,
    containers: numContainers,
  }));
}

interface YarnRow {
  readonly nodeHostName: string;
  readonly state: string;
  readonly numContainers?: number;
}

const atWork = ['NEW', 'RUNNING', 'UNHEALTHY', 'DECOMMISSIONING'];

/** Those that can have containers. */
export function atWorkOf(managers: readonly ManagerState[], names: readonly string[]): ManagerState[] {
  return managers.filter(({ name, state }) => names.includes(name) && atWork.includes(state));
}

/** Where the ResourceManager tells what runs. */
export const applicationsPath = '/ws/v1/cluster/apps?states=NEW,NEW_SAVING,SUBMITTED,ACCEPTED,RUNNING';

/** What runs on YARN, by the ResourceManager's REST, in words for the operator. */
export function readYarnApplications(json: unknown): string[] {
  const { apps } = json as { apps?: { app?: readonly { id: string; name: string }[] } | null }; // Hadoop's REST
  return (apps?.app ?? []).map(({ id, name }) => `${name} (${id})`);
}

/** What runs on Spark's own workers, by the JSON of the master's page. */
export function readSparkApplications(json: unknown): string[] {
  const { activeapps = [] } = json as { activeapps?: readonly { id: string; name: string }[] }; // Spark's JsonProtocol
  return activeapps.map(({ id, name }) => `${name} (${id})`);
}
