import type { ClusterSpec, NodeSpec } from '../domain/cluster.ts';
import type { ExamFacts } from '../domain/exam.ts';
import type { HostFacts } from '../domain/facts.ts';
import { BrambleError } from '../errors.ts';
import { findSameMachines } from '../plan/same-machine.ts';
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
  return nodes.flatMap((node): HostReport[] => {
    const [{ name }, found] = [node.target, seen.get(node.target.name)];
    if (found === undefined) return [];
    if (found instanceof BrambleError) return [{ name, seen: undefined, diagnoses: [diagnoseFailure(found)] }];
    return [{ name, seen: found, diagnoses: worstFirst([...copyOf(copies.get(name)), ...diagnose(node, found)]) }];
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
} as const satisfies Pick<Check, 'id' | 'severity' | 'finds' | 'breaks'>;

function diagnose({ roles, settings, method }: NodeSpec, { facts, exam, nowSeconds }: Seen): Diagnosis[] {
  const checkup: Checkup = { facts, exam, nowSeconds, roles, settings, method };
  return checks.flatMap((check) => judge(check, checkup));
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
