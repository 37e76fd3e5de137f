import type { Target } from '../domain/target.ts';
import type { ConnectOptions } from './connect-options.ts';
import { resolveEndpoint } from './endpoint.ts';
import type { Host } from './host.ts';

export type { ConnectOptions } from './connect-options.ts';
export type { Fingerprint } from './known-hosts.ts';

/** Connects to a machine: `localhost` directly, any other by SSH with its host key checked. */
export async function connectHost(target: Target, options: ConnectOptions): Promise<Host> {
  if (isThisMachine(target)) {
    const { createLocalHost } = await import('./local-host.ts');
    return createLocalHost(target.name, options.sudoPassword);
  }
  const { connectSshHost } = await import('./ssh-host.ts');
  return connectSshHost(resolveEndpoint(target, options), options);
}

const isThisMachine = ({ address, user, port }: Target) =>
  address === 'localhost' && user === undefined && port === undefined;
