import type { OpenStages } from '../deploy/apply-deployment.ts';
import type { Members } from '../deploy/members/members.ts';
import type { Report } from '../domain/events.ts';
import type { Upgrade, UpgradeRequest } from './plan-upgrade.ts';

/** An upgrade that is under way: what was decided, and the means to carry it out. */
export interface UpgradeRun {
  readonly request: UpgradeRequest;
  readonly upgrade: Upgrade;
  readonly stages: OpenStages;
  readonly report: Report;
}

/** The cluster as those see it who take work from its nodes. */
export function membersOf({ request: { spec, hosts }, upgrade }: UpgradeRun): Members {
  return { spec, hosts, facts: upgrade.deployment.facts };
}
