import type { BrambleError, ErrorCode } from '../errors.ts';
import type { Check, Diagnosis } from './check.ts';

type Kind = Pick<Check, 'id' | 'finds' | 'breaks'> & { readonly codes: readonly ErrorCode[]; readonly hint: string };

/** What keeps the doctor from looking at a machine at all. The last one is for whatever is left. */
export const failureKinds: readonly Kind[] = [
  {
    id: 'sudo',
    codes: ['SUDO_FAILED'],
    finds: 'a user who may not become root, or only with a password that was not given',
    breaks: 'nothing can be looked at or installed there',
    hint: 'ssh to the host and run: sudo true',
  },
  {
    id: 'login',
    codes: ['AUTH_FAILED'],
    finds: 'a user who is not let in',
    breaks: 'nothing can be looked at or installed there',
    hint: '--user and -i choose user and key',
  },
  {
    id: 'host-key',
    codes: ['HOST_KEY_CHANGED'],
    finds: 'a host key other than the known one',
    breaks: 'another machine may answer in its place; nothing was sent to it',
    hint: 'find out which machine it is before you trust it',
  },
  {
    id: 'reach',
    codes: [],
    finds: 'a machine that does not answer, or stops answering',
    breaks: 'nothing can be looked at or installed there',
    hint: 'is it on, and on this network? ping it; the green LED shows whether it starts from its card',
  },
];

/** Why a machine could not be looked at, as a diagnosis of it. */
export function diagnoseFailure({ code, message, hint, cause }: BrambleError): Diagnosis {
  const kind = failureKinds.find(({ codes }) => codes.includes(code)) ?? failureKinds.at(-1);
  const why = cause instanceof Error && !message.includes(cause.message) ? ` (${cause.message})` : '';
  return {
    id: kind?.id ?? code,
    severity: 'fatal',
    what: `${message}${why}`,
    breaks: kind?.breaks ?? '',
    fix: hint ?? kind?.hint ?? '',
  };
}
