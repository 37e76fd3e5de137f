import { findKey } from '../domain/keys.ts';
import { type RoleName, roles } from '../domain/roles.ts';
import type { Finding, HostSituation, Problem } from './host-checks.ts';

/** The programs on the ports of these roles, unless they are the roles' own daemons; undefined where all are free. */
export function findTakenPorts(situation: HostSituation, wanted: readonly RoleName[]): Finding | undefined {
  const taken = wanted.flatMap((role) => takenPort(situation, role));
  const [first] = taken;
  if (first === undefined) return undefined;
  return { what: taken.map(({ what }) => what).join('; '), hint: first.hint };
}

function takenPort({ facts, settings }: HostSituation, role: RoleName): Problem[] {
  const { portKey, component } = roles[role];
  const port = Number(settings[portKey] ?? findKey(component, portKey)?.default);
  const ownPid = facts.installed[component]?.services[role]?.mainPid;
  const listener = facts.ports.find((one) => one.port === port && one.pid !== ownPid);
  if (listener === undefined || ownPid === listener.pid) return [];
  const by = `${listener.process || 'another program'}${listener.pid === undefined ? '' : ` (pid ${listener.pid})`}`;
  return [
    {
      what: `port ${port} of the ${role} is taken by ${by}`,
      hint: `stop it, or set ${portKey} to another port in bramble.yaml`,
    },
  ];
}
