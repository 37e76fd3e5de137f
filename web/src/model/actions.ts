import type { OperationName } from '../../../src/operations/option-rows.ts';

interface ActionWords {
  readonly label: string;
  readonly summary: string;
}

/** What can be done with a cluster, in the order in which it is offered. */
export const actions = {
  deploy: { label: 'Deploy', summary: 'Put what is missing on the nodes, start it and verify it.' },
  verify: { label: 'Verify', summary: 'Climb the ladder of checks, with jobs that must come out right.' },
  doctor: { label: 'Examine', summary: 'Look for what is wrong with the nodes themselves.' },
  start: { label: 'Start', summary: 'Start all daemons, in their order.' },
  stop: { label: 'Stop', summary: 'Stop all daemons, in their order; data stays.' },
  upgrade: { label: 'Upgrade', summary: 'Take nodes to another version, a few at a time.' },
  revert: { label: 'Revert', summary: 'Go back to the version before.' },
  add: { label: 'Add nodes', summary: 'Let more hosts join.' },
  remove: { label: 'Remove nodes', summary: 'Let hosts leave once their data is elsewhere.' },
  maintenance: { label: 'Maintenance', summary: 'Take nodes out for a while, or back.' },
  bench: { label: 'Measure', summary: 'Run benchmarks; their report has plots.' },
  history: { label: 'History', summary: 'Who changed what, and how it ended.' },
  unlock: { label: 'Unlock', summary: 'Take over the lock of a machine that is gone.' },
  uninstall: { label: 'Uninstall', summary: 'Take everything off the nodes that bramble brought.' },
} as const satisfies Partial<Record<OperationName, ActionWords>>;

export type ActionName = keyof typeof actions;

/** Those that stand at the top of a cluster. */
export const leadingActions = ['deploy', 'verify'] as const satisfies readonly ActionName[];

/** What a job is called: an action by its label, what else there is by its own name. */
export function labelOf(kind: OperationName): string {
  return isAction(kind) ? actions[kind].label : kind.charAt(0).toUpperCase() + kind.slice(1);
}

/** Whether an address names something that can be done. */
export function isAction(kind: string): kind is ActionName {
  return Object.hasOwn(actions, kind);
}
