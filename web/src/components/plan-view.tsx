import type { PlanResult } from '../../../src/operations/results.ts';
import { describePlan, type PlannedGroup, summarizePlan } from '../model/plan.ts';

/** What a deployment would do, stage by stage, and why. */
export function PlanView({ plan }: { readonly plan: PlanResult }) {
  const stages = describePlan(plan);
  return (
    <section aria-labelledby="plan" class="plan">
      <h2 id="plan">The plan</h2>
      <p>{summarizePlan(stages)}</p>
      <Placement plan={plan} />
      {stages.map(({ name, groups }) => (
        <section key={name} aria-label={name}>
          <h3>{name}</h3>
          {groups.map((group) => (
            <Group key={group.hosts.join()} group={group} />
          ))}
        </section>
      ))}
    </section>
  );
}

function Placement({ plan: { roles } }: { readonly plan: PlanResult }) {
  return (
    <dl class="readings">
      {roles.map(({ host, roles: placed, packagings }) => (
        <div key={host} class="pair">
          <dt>{host}</dt>
          <dd>
            {placed.join(', ') || 'no role'}
            <span class="quiet">
              {' '}
              by {[...new Set(packagings.map(({ packaging, because }) => `${packaging} (${because})`))].join(', ')}
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Group({ group: { hosts, steps } }: { readonly group: PlannedGroup }) {
  return (
    <details open>
      <summary>
        on {hosts.join(', ')}: {steps.length}
      </summary>
      <ol>
        {steps.map(({ what, because }) => (
          <li key={what}>
            {what} <span class="quiet">{because}</span>
          </li>
        ))}
      </ol>
    </details>
  );
}
