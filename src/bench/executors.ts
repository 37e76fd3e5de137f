/** One executor of a Spark application, as Spark names it. */
export interface Executor {
  /** One that was lost and replaced has another. */
  readonly id: string;
  readonly node: string;
  readonly cores: number;
}

/** Where a run began, and where it ended. */
export interface Places {
  readonly before: readonly Executor[];
  readonly after: readonly Executor[];
}

/** How many nodes a measurement says that it uses, and how many executors. */
export interface Extent {
  readonly nodes: number;
  readonly executors: number;
}

/** On how many nodes executors are, and how many they are. */
export function extentOf(executors: readonly Executor[]): Extent {
  return { nodes: new Set(executors.map(({ node }) => node)).size, executors: executors.length };
}

/** What is wrong with where a run took place; undefined where it was there from its beginning to its end. */
export function placeFault({ before, after }: Places, extent: Extent): string | undefined {
  if (nameAll(before) !== nameAll(after))
    return `its executors changed in the middle: first ${nameAll(before)}, then ${nameAll(after)}`;
  const { nodes, executors } = extentOf(after);
  if (nodes === extent.nodes && executors === extent.executors) return undefined;
  return `it ran in ${nameAll(after)}, in place of ${extent.executors} executors on ${extent.nodes} nodes`;
}

function nameAll(executors: readonly Executor[]): string {
  const names = executors.map(({ id, node }) => `${id} on ${node}`).toSorted();
  return names.length === 0 ? 'no executor' : `executor ${names.join(', ')}`;
}
