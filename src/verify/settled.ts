import { componentOf, type RoleName } from '../domain/roles.ts';
import { portOf } from '../facts/daemon-address.ts';
import { isRecovering, namenodeAnswer, nodeNamed, planned, running, sparkWorkers, yarnNodes } from './answers.ts';
import type { NodeObservation } from './observation.ts';

/** A look at all nodes. */
export type Look = readonly Omit<NodeObservation, 'later'>[];

/** What takes a while after a start. Each holds also where the cluster has nothing of the kind. */
const waits: readonly ((nodes: Look) => boolean)[] = [
  hasPorts,
  hasAnswers,
  hasMaster,
  hasWorkers,
  hasDataNodes,
  hasNodeManagers,
];

/** Whether nothing that runs is still on its way: more looks would show the same. */
export function isSettled(nodes: Look): boolean {
  return waits.every((wait) => wait(nodes));
}

/** Whether systemd is about to start a planned daemon, for the first time or again. */
export function isStarting(nodes: Look): boolean {
  return nodes.some(
    ({ roles, seen }) =>
      'facts' in seen &&
      roles.some((role) => seen.facts.installed[componentOf(role)]?.services[role]?.active === 'activating'),
  );
}

/** A port that answered after its node was looked at would be told as closed. */
function hasPorts(nodes: Look): boolean {
  return nodes.every(({ name, roles, seen }) => {
    if (!('facts' in seen)) return true;
    const { facts } = seen;
    const isOpen = (role: RoleName) => facts.ports.some(({ port }) => port === portOf(role, facts));
    return roles.every((role) => !running(role, nodes).includes(name) || isOpen(role));
  });
}

function hasAnswers(nodes: Look): boolean {
  return nodes.every(({ name, roles, seen }) =>
    roles.every((role) => {
      const isAsked = 'answers' in seen && running(role, nodes).includes(name);
      return !isAsked || seen.answers[role]?.kind !== 'silent';
    }),
  );
}

function hasMaster(nodes: Look): boolean {
  return !isRecovering(nodes);
}

function hasWorkers(nodes: Look): boolean {
  const alive = sparkWorkers(nodes)?.filter(({ state }) => state === 'ALIVE');
  return isAllThere(
    running('worker', nodes),
    alive?.map(({ host }) => nodeNamed(host, nodes)),
    planned('worker', nodes),
  );
}

function hasDataNodes(nodes: Look): boolean {
  const answer = namenodeAnswer(nodes);
  if (answer === undefined) return true;
  // A DataNode's space is counted from its first heartbeat on.
  const isCounted = answer.live.length === 0 || answer.capacity > 0;
  return (
    isCounted &&
    answer.safeMode === '' &&
    isAllThere(running('datanode', nodes), answer.live, planned('datanode', nodes))
  );
}

function hasNodeManagers(nodes: Look): boolean {
  const up = yarnNodes(nodes)?.filter(({ state }) => state === 'RUNNING');
  return isAllThere(
    running('nodemanager', nodes),
    up?.map(({ name }) => name),
    planned('nodemanager', nodes),
  );
}

/** Whether whoever counts them sees as many as run; where nobody answered there is nothing to wait for. */
function isAllThere(
  running: readonly string[],
  seen: readonly string[] | undefined,
  planned: readonly string[],
): boolean {
  return seen === undefined || seen.length >= running.filter((name) => planned.includes(name)).length;
}
