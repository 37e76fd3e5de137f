import type { Action } from '../domain/actions.ts';
import type { HostFacts, Installed, ServiceFacts } from '../domain/facts.ts';
import { type ComponentName, type RoleName, rolesOf } from '../domain/roles.ts';

const stopped: ServiceFacts = {
  enabled: false,
  active: 'inactive',
  subState: 'dead',
  restarts: 0,
  mainPid: 0,
  activeSeconds: 0,
};
const running: ServiceFacts = { ...stopped, enabled: true, active: 'active', subState: 'running' };

/** The facts as they will be once the actions are done: lets a dry run show the later stages too. */
export function foresee(facts: HostFacts, actions: readonly Action[]): HostFacts {
  return actions.reduce(afterAction, facts);
}

function afterAction(facts: HostFacts, action: Action): HostFacts {
  switch (action.kind) {
    case 'write-hosts':
      return { ...facts, network: { ...facts.network, hostsFile: action.content } };
    case 'install':
      return withInstalled(facts, action.artifact.component, (before) => freshInstall(action, before));
    case 'install-from-store':
      return withInstalled(facts, action.component, (before) => fromStore(action, before));
    case 'write-secret':
      return facts;
    case 'set-keys':
      return withInstalled(facts, action.component, (before) => before && afterKeys(before, action.values));
    default:
      return facts;
  }
}

function withInstalled(
  facts: HostFacts,
  component: ComponentName,
  change: (before: Installed | undefined) => Installed | undefined,
): HostFacts {
  return { ...facts, installed: { ...facts.installed, [component]: change(facts.installed[component]) } };
}

function freshInstall({ artifact }: Extract<Action, { kind: 'install' }>, before: Installed | undefined): Installed {
  const { packaging, version, payloadId, component } = artifact;
  return { ...blank(component), ...before, packaging, version, payloadId, recipe: undefined, revision: 'next' };
}

/** Nobody knows yet which revision that will be. */
function fromStore({ component }: Extract<Action, { kind: 'install-from-store' }>, before?: Installed): Installed {
  const unknown = { version: '', payloadId: '', recipe: undefined, revision: 'next' };
  return { ...blank(component), ...before, ...unknown, packaging: 'snap' };
}

function blank(component: ComponentName) {
  const services = Object.fromEntries(rolesOf(component).map((role) => [role, stopped]));
  return { confinement: 'strict', plugs: [], keys: {}, secretId: '', services };
}

function afterKeys(before: Installed, values: Readonly<Record<string, string>>): Installed {
  const keys = { ...before.keys, ...values };
  const on = (keys.roles ?? '').split(',');
  const services = Object.fromEntries(
    Object.keys(before.services).map((role) => [role, on.includes(role) ? running : stopped]),
  ) as Partial<Record<RoleName, ServiceFacts>>; // same roles as before
  return { ...before, keys, services };
}
