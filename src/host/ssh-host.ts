import type { ConnectOptions } from './connect-options.ts';
import type { Endpoint } from './endpoint.ts';
import { forwardWithin } from './forward.ts';
import type { Host } from './host.ts';
import { leaseConnection } from './open-connection.ts';
import type { Machine } from './program.ts';
import { runProgram } from './run-program.ts';
import { sendOverSsh } from './send-over-ssh.ts';
import { createSlots } from './slots.ts';
import { uploadFile } from './upload.ts';

// sshd allows ten sessions on a connection; some are left for ending programs and for uploads.
const sessionsAtOnce = 8;

/** Logs in to a host over SSH. */
export async function connectSshHost(endpoint: Endpoint, options: ConnectOptions): Promise<Host> {
  let lease = await leaseConnection(endpoint, options);
  const usage = { connections: 1, commands: 0 };
  const slots = createSlots(sessionsAtOnce);
  const machine: Machine = {
    name: endpoint.name,
    user: endpoint.user,
    sudoPassword: options.sudoPassword,
    open(commandLine) {
      usage.commands += 1;
      return lease.connection.open(commandLine);
    },
  };
  return {
    name: endpoint.name,
    usage,
    run: (argv, runOptions = {}) => slots.use(() => runProgram(machine, argv, runOptions)),
    upload(localPath, remotePath, uploadOptions = {}) {
      const deliver = sendOverSsh({ machine, connection: lease.connection, options, usage }, uploadOptions.onNote);
      return uploadFile(machine, { localPath, remotePath }, { ...uploadOptions, deliver });
    },
    forward: (address, port) =>
      forwardWithin(endpoint.name, { address, port }, (signal) => lease.connection.forward(address, port, signal)),
    async reconnect() {
      lease.release();
      lease = await leaseConnection(endpoint, options);
      usage.connections += 1;
    },
    async close() {
      lease.release();
    },
  };
}
