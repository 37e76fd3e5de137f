import type { Report } from '../domain/events.ts';
import { lookLater, lookUntilSettled, type ObserveRequest } from './look.ts';
import type { Observation } from './observation.ts';
import { runChecks } from './run-checks.ts';

/** Looks at everything the ladder asks about: facts, answers, checks, and facts once more. Decides nothing. */
export async function observe(request: ObserveRequest, report: Report): Promise<Observation> {
  report({ stage: 'verify', state: 'started', text: 'look at every node and daemon' });
  const first = await lookUntilSettled(request);
  const lookedMs = Date.now();
  const checks = await runChecks(request, first, report);
  const later = await lookLater(request, first, lookedMs);
  return { nodes: first.map((node) => ({ ...node, later: later.get(node.name) })), checks };
}
