import { connectHost } from '../../src/host/connect.ts';
import type { Host } from '../../src/host/host.ts';
import type { BenchLab } from './bench-lab.ts';

/** Logs in to a virtual Pi as bramble does, with nothing of the operator's own configuration. */
export async function connectLabHost(
  { lab: { user, identityFile, knownHosts } }: BenchLab,
  address: string,
  signal: AbortSignal,
): Promise<Host> {
  return await connectHost(
    { name: address, address },
    {
      user,
      identityFiles: [identityFile],
      sshConfig: {
        entries: [],
        localUser: user,
        home: '/nonexistent',
        agentSocket: undefined,
        execSucceeds: () => false,
      },
      knownHosts: { clusterFile: knownHosts, alsoTrust: [] },
      onNewHostKey: () => {},
      signal,
    },
  );
}
