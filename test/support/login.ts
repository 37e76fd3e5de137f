import { loadSshConfig } from '../../src/config/load-ssh-config.ts';
import { connectHost } from '../../src/host/connect.ts';
import type { Host } from '../../src/host/host.ts';
import type { UpLab } from '../../src/lab/lab-up.ts';

/** Connects to a host of a lab as its user, with its host key checked and nothing of this machine's own settings. */
export async function login(lab: UpLab['lab'], name: string): Promise<Host> {
  const address = lab.hosts.find((host) => host.name === name)?.address ?? '';
  return await connectHost(
    { name, address },
    {
      user: lab.user,
      identityFiles: [lab.identityFile],
      sshConfig: { ...loadSshConfig({ files: [] }), agentSocket: undefined },
      knownHosts: { clusterFile: lab.knownHosts, alsoTrust: [] },
      onNewHostKey: () => {},
    },
  );
}
