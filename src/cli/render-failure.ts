import { CommanderError } from 'commander';
import { BrambleError, errorKinds, explain, HostsFailed } from '../errors.ts';

/** What the command line answers to a failure. */
interface Answer {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Exit status and text for whatever a command threw. Prints nothing. */
export function renderFailure(thrown: unknown, { json }: { json: boolean }): Answer {
  const error = withoutAbort(thrown);
  if (error instanceof CommanderError) return { exit: error.exitCode === 0 ? 0 : errorKinds.USAGE.exit, ...silent };
  if (error instanceof BrambleError)
    return {
      exit: errorKinds[error.code].exit,
      stdout: json ? `${JSON.stringify({ error: errorAsJson(error) })}\n` : '',
      stderr: `error: ${explain(error)}\n`,
    };
  const stderr = `This is a bug in bramble; please report it with these lines.\n${stackOf(error)}\n`;
  return { exit: 1, stdout: '', stderr };
}

/** commander has said what is wrong already. */
const silent = { stdout: '', stderr: '' };

/** Timers and streams that are aborted reject with an AbortError; its cause is why. */
function withoutAbort(error: unknown): unknown {
  const isAbort = error instanceof Error && error.name === 'AbortError';
  return isAbort && error.cause instanceof BrambleError ? error.cause : error;
}

/** What a script needs to decide: the code, the host, the words, and each host's own failure. */
function errorAsJson(error: BrambleError): object {
  const { code, host, message, hint, evidence } = error;
  const failures = error instanceof HostsFailed ? error.failures.map(errorAsJson) : undefined;
  return { code, host, message, hint, evidence, failures };
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
