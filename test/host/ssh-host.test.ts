import { vi } from 'vitest';
import { connectHost } from '../../src/host/connect.ts';
import { type Sshd, startSshd } from '../support/sshd.ts';
import { describeHost } from './host-contract.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // real programs, perhaps on a busy machine

let sshd: Sshd;

describeHost(
  'SshHost',
  async () => {
    sshd = await startSshd();
    return connectHost(sshd.target, sshd.options());
  },
  () => sshd.stop(),
);
