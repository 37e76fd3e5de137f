import type { ServiceFacts } from '../domain/facts.ts';
import { numberOf, parseAssignments } from './fact.ts';

const microsecondsPerSecond = 1_000_000;

/** Reads /proc/uptime and, after it, `systemctl show` of several units: blocks of `Id=…` lines with an empty line between. */
export function parseUnits(text: string): ReadonlyMap<string, ServiceFacts> {
  const [first = '', ...rest] = text.split('\n');
  const uptimeSeconds = numberOf(first);
  const blocks = rest
    .join('\n')
    .split(/\n\s*\n/)
    .map(parseAssignments);
  return new Map(
    blocks.filter(({ Id }) => Id !== undefined).map((unit) => [unit.Id ?? '', parseUnit(unit, uptimeSeconds)]),
  );
}

function parseUnit(unit: Record<string, string>, uptimeSeconds: number): ServiceFacts {
  const since = numberOf(unit.ActiveEnterTimestampMonotonic) / microsecondsPerSecond;
  const { active, subState } = stateOf(unit);
  return {
    enabled: unit.UnitFileState === 'enabled',
    active,
    subState,
    restarts: numberOf(unit.NRestarts),
    mainPid: numberOf(unit.MainPID),
    activeSeconds: active === 'active' ? Math.max(0, Math.round(uptimeSeconds - since)) : 0,
  };
}

const endedByTerm = '143';

/** A JVM that is told to stop ends so; a snap, unlike our units, cannot tell systemd that this is no failure. */
function stateOf({ ActiveState = 'unknown', SubState = 'unknown', ExecMainStatus }: Record<string, string>) {
  const wasStopped = ActiveState === 'failed' && ExecMainStatus === endedByTerm;
  return wasStopped ? { active: 'inactive', subState: 'dead' } : { active: ActiveState, subState: SubState };
}
