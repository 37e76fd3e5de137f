import { componentsOf } from '../domain/cluster.ts';
import { components } from '../domain/components.ts';
import type { HostFacts, Installed, ServiceFacts } from '../domain/facts.ts';
import { type ComponentName, componentOf, type RoleName } from '../domain/roles.ts';
import { portOf } from '../facts/daemon-address.ts';
import type { Finding, RungName } from './finding.ts';
import type { Answer, NodeObservation } from './observation.ts';
import { judgeStatus } from './role-status.ts';

/** Seconds after which a daemon that crashes at its start has been restarted at least once. */
export const steadySeconds = 20;

type Verdict = Pick<Finding, 'state' | 'detail'> & { readonly hint?: string };

/** The machine answered over SSH. */
export function judgeReachable(node: NodeObservation): Finding[] {
  if ('facts' in node.seen) {
    const { facts } = node.seen;
    const virtual = facts.machine.virtual === 'none' ? '' : `, virtual (${facts.machine.virtual})`;
    return [
      finding(
        'reachable',
        node,
        passed(`${facts.os.title}, ${facts.machine.arch}, ${facts.memory.totalMb} MB${virtual}`),
      ),
    ];
  }
  const { error } = node.seen;
  return [finding('reachable', node, failed(error.message, error.hint ?? `ssh ${node.name}`))];
}

/** Each component that the node has a role of is there, in the packaging that was planned, confined as it should be. */
export function judgePackaging(node: NodeObservation): Finding[] {
  return componentsOf(node.roles).map((component) => {
    const verdict = 'facts' in node.seen ? judgeInstalled(component, node, node.seen.facts) : skipped('not reachable');
    return { ...finding('packaging', node, verdict), component };
  });
}

function judgeInstalled(component: ComponentName, node: NodeObservation, { installed }: HostFacts): Verdict {
  const { title, snap } = components[component];
  const [found, planned] = [installed[component], node.packagings[component]];
  const again = `bramble uninstall ${component}, then deploy again`;
  if (found === undefined) return failed(`${title} is not installed`, `bramble deploy ${component}`);
  if (found.payloadId === undefined)
    return failed('the snap of this name is not from bramble', `sudo snap remove ${snap}`);
  if (planned !== undefined && found.packaging !== planned)
    return failed(`a ${found.packaging}, although a ${planned} was planned`, again);
  if (found.packaging === 'snap' && found.confinement !== 'strict')
    return failed(`the snap is installed in ${found.confinement}`, again);
  return passed(describeInstalled(found));
}

function describeInstalled({ packaging, version, revision, confinement }: Installed): string {
  return `${packaging} ${version} revision ${revision}${packaging === 'snap' ? `, ${confinement}` : ''}`;
}

/** Each planned daemon is enabled and systemd calls it active. */
export function judgeServices(node: NodeObservation): Finding[] {
  return judgeRoles('service', node, (_role, _facts, service) => {
    if (service.active !== 'active') return failed(describeService(service), `bramble logs ${node.name}`);
    if (!service.enabled) return failed('it runs but is disabled: a reboot would stop it', 'bramble deploy');
    return passed(describeService(service));
  });
}

function describeService({ active, subState, restarts }: ServiceFacts): string {
  return `${active} (${subState}), restarted ${restarts} times`;
}

/** The daemon's own process listens on its port. */
export function judgePorts(node: NodeObservation): Finding[] {
  return judgeRunning('port', node, (role, facts, service) => {
    const port = portOf(role, facts);
    const listener = facts.ports.find((one) => one.port === port);
    if (listener === undefined) return failed(`nothing listens on ${port}`, `bramble logs ${node.name}`);
    if (listener.pid !== undefined && listener.pid !== service.mainPid)
      return failed(`${port} is held by ${listener.process} (pid ${listener.pid})`, `bramble logs ${node.name}`);
    return passed(`listens on ${port}`);
  });
}

/** The daemon answers on its port, as itself. */
export function judgeAnswers(node: NodeObservation): Finding[] {
  if (!('answers' in node.seen)) return [];
  const { answers } = node.seen;
  return judgeRunning('answer', node, (role) => judgeAnswer(role, node, answers[role]));
}

function judgeAnswer(role: RoleName, node: NodeObservation, answer: Answer | undefined): Verdict {
  const hint = `bramble logs ${node.name}`;
  if (answer === undefined) return failed('it was not asked', hint);
  if (answer.kind === 'silent') return failed(answer.why, hint);
  if (answer.kind === 'connected') return passed('takes connections');
  if (answer.status !== 200 || answer.json === undefined) return failed(`HTTP ${answer.status}`, hint);
  const { isGood, detail } = judgeStatus(role, answer.json);
  return isGood ? passed(detail) : failed(detail, hint);
}

/** Neither the process nor the restart counter changed between two looks, the second late enough to tell. */
export function judgeSteady(node: NodeObservation): Finding[] {
  const { later } = node;
  return judgeRunning('steady', node, (role, _facts, first) => {
    const second = later?.installed[componentOf(role)]?.services[role];
    if (second === undefined) return failed('the node did not answer the second look', 'bramble status');
    return compareLooks(first, second, `bramble logs ${node.name}`);
  });
}

function compareLooks(first: ServiceFacts, second: ServiceFacts, hint: string): Verdict {
  if (second.restarts !== first.restarts) return failed(`restarts: ${first.restarts}, then ${second.restarts}`, hint);
  if (second.mainPid !== first.mainPid || second.active !== 'active')
    return failed(`its process changed (${second.active})`, hint);
  if (second.activeSeconds < steadySeconds) return failed(`up for only ${second.activeSeconds} s`, hint);
  return passed(`up for ${second.activeSeconds} s, restarted ${second.restarts} times`);
}

type RoleJudge = (role: RoleName, facts: HostFacts, service: ServiceFacts) => Verdict;

/** Judges each role of a node, unless a lower rung has told already why there is nothing to judge. */
function judgeRoles(rung: RungName, node: NodeObservation, judge: RoleJudge): Finding[] {
  return node.roles.map((role) => ({ ...finding(rung, node, judgeRole(node, role, judge)), role }));
}

function judgeRole({ seen }: NodeObservation, role: RoleName, judge: RoleJudge): Verdict {
  if (!('facts' in seen)) return skipped('not reachable');
  const component = componentOf(role);
  const installed = seen.facts.installed[component];
  if (installed === undefined) return skipped(`${components[component].title} is not installed`);
  const service = installed.services[role];
  return service === undefined
    ? failed('there is no such service', `bramble deploy ${component}`)
    : judge(role, seen.facts, service);
}

/** The same for rungs that only a running daemon can climb. */
function judgeRunning(rung: RungName, node: NodeObservation, judge: RoleJudge): Finding[] {
  return judgeRoles(rung, node, (role, facts, service) =>
    service.active === 'active' ? judge(role, facts, service) : skipped(`it is ${service.active}`),
  );
}

function finding(rung: RungName, node: NodeObservation, verdict: Verdict): Finding {
  return { rung, node: node.name, ...verdict };
}

function passed(detail: string): Verdict {
  return { state: 'passed', detail };
}

function failed(detail: string, hint: string): Verdict {
  return { state: 'failed', detail, hint };
}

function skipped(detail: string): Verdict {
  return { state: 'skipped', detail };
}
