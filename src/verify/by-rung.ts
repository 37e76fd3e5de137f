import { type Finding, type RungName, rungNames, rungs } from './finding.ts';

/** One rung and all that was found on it. */
export interface RungResult {
  readonly name: RungName;
  readonly title: string;
  /** Failed where anything failed, else skipped where anything was. */
  readonly state: Finding['state'];
  readonly findings: readonly Finding[];
}

/** The findings from the ground up, without the rungs that were not looked at. */
export function byRung(findings: readonly Finding[]): RungResult[] {
  return rungNames.flatMap((name) => {
    const own = findings.filter(({ rung }) => rung === name);
    return own.length === 0 ? [] : [{ name, title: rungs[name].title, state: worst(own), findings: own }];
  });
}

function worst(findings: readonly Finding[]): Finding['state'] {
  const states = findings.map(({ state }) => state);
  return states.includes('failed') ? 'failed' : states.includes('skipped') ? 'skipped' : 'passed';
}

/** Where a finding was made, such as `red01 worker`; '' where it is about the whole cluster. */
export function placeOf({ node, role }: Finding): string {
  return [node, role].filter((part) => part !== undefined).join(' ');
}
