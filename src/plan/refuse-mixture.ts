import type { HostFacts } from '../domain/facts.ts';
import type { ComponentName } from '../domain/roles.ts';
import { BrambleError } from '../errors.ts';
import type { DesiredNode } from './plan-node.ts';

interface Planned {
  readonly desired: readonly Pick<DesiredNode, 'name' | 'parts'>[];
  readonly facts: ReadonlyMap<string, HostFacts>;
}

/**
 * Refuses to give a node another version of a component than the others keep: daemons of different versions do not always
 * understand each other, and nobody asked for an upgrade. The hint says what to try for a component on a node.
 */
export function refuseMixture(
  { desired, facts }: Planned,
  hint: (component: ComponentName, node: string) => string,
): void {
  for (const { name, parts } of desired)
    for (const { component, artifact } of parts) {
      const others = [...facts.values()].flatMap(({ installed }) => installed[component]?.version ?? []);
      const other = others.find((version) => artifact !== undefined && version !== artifact.version);
      if (other === undefined) continue;
      throw new BrambleError(
        'REFUSED',
        `it would get ${component} ${artifact?.version}, and the others have ${other}`,
        {
          host: name,
          hint: hint(component, name),
        },
      );
    }
}
