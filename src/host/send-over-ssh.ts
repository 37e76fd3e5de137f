import type { UploadOptions } from './host.ts';
import { sendByOpenSsh, type Way } from './send-by-openssh.ts';
import { sendByChannel } from './send-rest.ts';
import type { Deliver } from './upload.ts';

interface SshWay extends Omit<Way, 'hasAes'> {
  readonly usage: { connections: number; commands: number };
}

/** By the OpenSSH client where that works without questions, else through our own connection, with the reason told. */
export function sendOverSsh({ usage, ...way }: SshWay, onNote: UploadOptions['onNote']): Deliver {
  return async (delivery, { hasAes }) => {
    usage.connections += 1;
    usage.commands += 1;
    const attempt = await sendByOpenSsh({ ...way, hasAes }, delivery);
    if (attempt.kind === 'sent') return;
    onNote?.(`sending through our own, slower connection, since OpenSSH's client said: ${attempt.why}`);
    await sendByChannel(way.machine, delivery);
  };
}
