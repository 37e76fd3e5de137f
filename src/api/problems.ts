import { BrambleError, type ErrorCode, errorKinds, HostsFailed } from '../errors.ts';
import type { Problem } from './schemas.ts';

/** An error in the words of RFC 9457. What is no BrambleError is a bug, and its words stay here. */
export function toProblem(thrown: unknown): Problem {
  const error = asBrambleError(thrown);
  const { code, message, host, hint, evidence } = error;
  return {
    type: `urn:bramble:error:${code}`,
    title: titleOf(code),
    status: errorKinds[code].http,
    code,
    detail: message,
    ...(error.cause instanceof Error && { because: error.cause.message }),
    ...(host !== undefined && { host }),
    ...(hint !== undefined && { hint }),
    ...(evidence !== undefined && { evidence }),
    ...(error instanceof HostsFailed && { failures: error.failures.map(toProblem) }),
  };
}

/** The error that a server's problem tells of, for a client that shows it as its own. */
export function fromProblem({ code, detail, because, failures, ...context }: Partial<Problem>): BrambleError {
  const message = detail ?? 'the server gave no reason';
  if (failures !== undefined)
    return Object.assign(new HostsFailed(failures.map(fromProblem), failures.length), { message });
  const cause = because === undefined ? undefined : new Error(because);
  return new BrambleError(code ?? 'SERVER_FAILED', message, { ...context, cause });
}

/** `HOST_UNREACHABLE` → `Host unreachable` */
function titleOf(code: ErrorCode): string {
  const words = code.replaceAll('_', ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What fastify and its plugins throw, by the status that they ask for. */
const codeOfStatus: Readonly<Record<number, ErrorCode>> = {
  400: 'USAGE',
  404: 'NOT_FOUND',
  413: 'TOO_LARGE',
  415: 'MEDIA_UNKNOWN',
  429: 'TOO_MANY',
};

/** Timers and streams that are aborted reject with an AbortError; its cause is why. */
function asBrambleError(thrown: unknown): BrambleError {
  if (thrown instanceof BrambleError) return thrown;
  if (!(thrown instanceof Error)) return bug;
  if (thrown.name === 'AbortError' && thrown.cause instanceof BrambleError) return thrown.cause;
  const status = 'statusCode' in thrown ? Number(thrown.statusCode) : 0;
  const code = codeOfStatus[status] ?? (status >= 400 && status < 500 ? 'USAGE' : undefined);
  return code === undefined ? bug : new BrambleError(code, thrown.message);
}

const bug = new BrambleError('SERVER_FAILED', 'this is a bug in bramble', {
  hint: 'the server printed more about it; please report it with these lines',
});

/** Whether an error is a bug, whose stack the server's operator has to see. */
export function isBug(thrown: unknown): boolean {
  return asBrambleError(thrown) === bug;
}
