import { keys } from '../domain/keys.ts';
import type { RoleName } from '../domain/roles.ts';
import { executorFigures } from './size-executor.ts';
import { hdfsFigures } from './size-hdfs.ts';
import type { Machine } from './size-node.ts';
import { yarnFigures } from './size-yarn.ts';
import type { SizedMachine, WideFigure } from './sized-machine.ts';

/** What the nodes of a cluster agree on. */
export function clusterFigures(nodes: readonly SizedMachine[]): WideFigure[] {
  return [executorFigures, hdfsFigures, yarnFigures].flatMap((figures) => figures(nodes));
}

/** Of these, what a node is told: what a daemon of it or every command reads, and the operator did not set. */
export function figuresFor(
  machine: Machine,
  figures: readonly WideFigure[],
): { readonly settings: Record<string, string>; readonly reasons: Record<string, string> } {
  const told = figures.filter(({ key }) => machine.settings?.[key] === undefined && isRead(key, machine.roles));
  return {
    settings: Object.fromEntries(told.map(({ key, value }) => [key, String(value)])),
    reasons: Object.fromEntries(told.map(({ key, reason }) => [key, reason])),
  };
}

function isRead(name: string, running: readonly RoleName[]): boolean {
  const usedBy = keys.filter((key) => key.name === name).flatMap((key) => key.usedBy);
  return usedBy.length === 0 || usedBy.some((role) => running.includes(role));
}
