import type { ClusterSpec, NodeSpec } from '../domain/cluster.ts';
import type { ExamFacts } from '../domain/exam.ts';
import type { HostFacts } from '../domain/facts.ts';
import { BrambleError } from '../errors.ts';
import { copiedCardHint, findSameMachines } from '../plan/same-machine.ts';
import type { NamedMachine } from '../plan/sized-machine.ts';
import { type NodeSizing, sizeCluster } from '../plan/sizing.ts';
import type { Check, Checkup, Diagnosis } from './check.ts';
import { checks } from './checks.ts';
import { diagnoseFailure } from './failure.ts';

/** What was seen of a machine that answered. */
export interface Seen {
  readonly facts: HostFacts;
  readonly exam: ExamFacts;
  /** The operator's clock when the machine told its own, in seconds since 1970. */
  readonly nowSeconds: number;
}

/** One machine and all that is wrong with it, the worst first. */
export interface HostReport {
  readonly name: string;
  /** Undefined where it did not answer. */
  readonly seen: Seen | undefined;
  readonly diagnoses: readonly Diagnosis[];
}

/** Judges every node of a cluster by what was seen of it, or by why it could not be seen. Reads nothing and runs nothing. */
export function diagnoseCluster(
  { nodes }: ClusterSpec,
  seen: ReadonlyMap<string, Seen | BrambleError>,
): readonly HostReport[] {
  const copies = new Map(findSameMachines(namedFacts(seen)));
  const sizes = sizeCluster(machinesOf(nodes, seen));
  return nodes.flatMap((node): HostReport[] => {
    const [{ name }, found] = [node.target, seen.get(node.target.name)];
    if (found === undefined) return [];
    if (found instanceof BrambleError) return [{ name, seen: undefined, diagnoses: [diagnoseFailure(found)] }];
    return [
      {
        name,
        seen: found,
        diagnoses: worstFirst([...copyOf(copies.get(name)), ...diagnose(node, found, sizes.get(name))]),
      },
    ];
  });
}

function namedFacts(seen: ReadonlyMap<string, Seen | BrambleError>): { name: string; facts: HostFacts }[] {
  return [...seen].flatMap(([name, found]) => (found instanceof BrambleError ? [] : [{ name, facts: found.facts }]));
}

function copyOf(problem: { what: string; hint: string } | undefined): Diagnosis[] {
  if (problem === undefined) return [];
  const { what, hint } = problem;
  return [{ id: sameMachine.id, severity: 'fatal', what, breaks: sameMachine.breaks, fix: hint }];
}

/** For the manual: the one check that needs all machines. */
export const sameMachine = {
  id: 'same-machine',
  severity: 'fatal',
  finds: 'two names for one machine, or a copied card that kept its /etc/machine-id',
  breaks: 'two nodes would share one set of daemons and data',
  hint: copiedCardHint,
} as const satisfies Pick<Check, 'id' | 'severity' | 'finds' | 'breaks' | 'hint'>;

/** What is sized by `bramble deploy` too, and refused where it does not fit. */
function machinesOf(nodes: readonly NodeSpec[], seen: ReadonlyMap<string, Seen | BrambleError>): NamedMachine[] {
  return nodes.flatMap(({ target: { name }, roles, settings }) => {
    const found = seen.get(name);
    if (found === undefined || found instanceof BrambleError) return [];
    const { memory, machine } = found.facts;
    return [{ name, roles, settings, memoryMb: memory.totalMb, cores: machine.cores }];
  });
}

function diagnose({ roles, settings, method }: NodeSpec, seen: Seen, sizing: NodeSizing | undefined): Diagnosis[] {
  const wanted = { roles, method, settings: sizing?.settings ?? settings, tooSmall: sizing?.refuse };
  return checks.flatMap((check) => judge(check, { ...seen, ...wanted }));
}

function judge(check: Check, checkup: Checkup): Diagnosis[] {
  const found = check.judge(checkup);
  if (found === undefined) return [];
  const { id, severity, breaks, hint, safeFix } = check;
  return [{ id, severity, what: found.what, breaks, fix: found.hint ?? hint, ...(safeFix && { safeFix }) }];
}

const severities: readonly Diagnosis['severity'][] = ['fatal', 'warning', 'note'];

function worstFirst(diagnoses: readonly Diagnosis[]): Diagnosis[] {
  return severities.flatMap((severity) => diagnoses.filter((one) => one.severity === severity));
}

/** Whether a machine can be part of a cluster. */
export function isFit({ diagnoses }: HostReport): boolean {
  return diagnoses.every(({ severity }) => severity !== 'fatal');
}
