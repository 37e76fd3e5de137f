interface ErrorKind {
  /** Exit status of the command line. */
  readonly exit: 1 | 2 | 3 | 4 | 130;
  /** Status of the HTTP answer that carries the same error. */
  readonly http: number;
}

/** Every failure an operator can meet. Adding one means adding a row. */
export const errorKinds = {
  USAGE: { exit: 2, http: 400 },
  HOSTLIST_INVALID: { exit: 2, http: 422 },
  CONFIG_INVALID: { exit: 2, http: 422 },
  ARTIFACT_INVALID: { exit: 2, http: 422 },
  NEEDS_ROOT: { exit: 2, http: 403 },
  CLUSTER_UNKNOWN: { exit: 2, http: 404 },
  CLUSTER_KNOWN: { exit: 3, http: 412 },
  CHANNEL_UNAVAILABLE: { exit: 2, http: 404 },
  STORE_INVALID: { exit: 2, http: 422 },
  HOST_UNRESOLVED: { exit: 1, http: 502 },
  HOST_UNREACHABLE: { exit: 1, http: 502 },
  HOST_TIMEOUT: { exit: 1, http: 504 },
  HOST_LOST: { exit: 1, http: 502 },
  HOST_UNSUITABLE: { exit: 1, http: 409 },
  AUTH_FAILED: { exit: 1, http: 502 },
  SUDO_FAILED: { exit: 1, http: 502 },
  ACTION_FAILED: { exit: 1, http: 502 },
  BUILD_FAILED: { exit: 1, http: 500 },
  DOWNLOAD_FAILED: { exit: 1, http: 502 },
  LAB_FAILED: { exit: 1, http: 500 },
  VERIFY_FAILED: { exit: 1, http: 500 },
  UPGRADE_FAILED: { exit: 1, http: 500 },
  HOSTS_FAILED: { exit: 1, http: 502 },
  HOST_KEY_CHANGED: { exit: 3, http: 409 },
  STORE_UNTRUSTED: { exit: 3, http: 409 },
  REFUSED: { exit: 3, http: 409 },
  NOT_CONFIRMED: { exit: 3, http: 409 },
  LOCKED: { exit: 4, http: 423 },
  INTERRUPTED: { exit: 130, http: 499 },
  NOT_FOUND: { exit: 2, http: 404 },
  METHOD_REFUSED: { exit: 2, http: 405 },
  TOKEN_REJECTED: { exit: 3, http: 401 },
  ORIGIN_REFUSED: { exit: 3, http: 403 },
  TOO_LARGE: { exit: 2, http: 413 },
  MEDIA_UNKNOWN: { exit: 2, http: 415 },
  TOO_MANY: { exit: 1, http: 429 },
  SERVER_FAILED: { exit: 1, http: 500 },
  SERVER_UNREACHABLE: { exit: 1, http: 503 },
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof errorKinds;

interface ErrorContext {
  readonly host?: string | undefined;
  /** What to try next: a command, or one sentence. */
  readonly hint?: string | undefined;
  /** Lines that show it, such as the end of the failed unit's log. */
  readonly evidence?: string | undefined;
  readonly cause?: unknown;
}

/** A failure the operator can act on. Anything else that escapes is a bug and keeps its stack. */
export class BrambleError extends Error {
  override readonly name: string = 'BrambleError';
  readonly code: ErrorCode;
  readonly host: string | undefined;
  readonly hint: string | undefined;
  readonly evidence: string | undefined;

  constructor(code: ErrorCode, message: string, context: ErrorContext = {}) {
    super(message, { cause: context.cause });
    this.code = code;
    this.host = context.host;
    this.hint = context.hint;
    this.evidence = context.evidence;
  }
}

/** Failures of several hosts, gathered so that they are shown together. */
export class HostsFailed extends BrambleError {
  override readonly name = 'HostsFailed';
  readonly failures: readonly BrambleError[];
  /** Names of the hosts on which all went well. */
  readonly healthy: readonly string[];

  constructor(failures: readonly BrambleError[], hostCount: number, healthy: readonly string[] = []) {
    const others = healthy.length === 0 ? '' : ` (no trouble on ${healthy.join(', ')})`;
    super(
      sharedCode(failures),
      `failed on ${countHosts(failures)} of ${hostCount} ${hostCount === 1 ? 'host' : 'hosts'}${others}`,
    );
    this.failures = failures;
    this.healthy = healthy;
  }
}

/** One host may fail in several ways. */
function countHosts(failures: readonly BrambleError[]): number {
  return new Set(failures.map(({ host }, at) => host ?? at)).size;
}

function sharedCode(failures: readonly BrambleError[]): ErrorCode {
  const codes = new Set(failures.map(({ code }) => code));
  const [only] = codes;
  return codes.size === 1 && only !== undefined ? only : 'HOSTS_FAILED';
}

/** Whether an error tells of the work itself: it is no bug, and nobody ended the work, by Ctrl-C or by taking over. */
export function isFailure(error: unknown): error is BrambleError {
  return error instanceof BrambleError && error.code !== 'INTERRUPTED' && error.code !== 'LOCKED';
}

/** The same words for the terminal, the HTTP answer and the log: where, what, why, what to try. */
export function explain(error: BrambleError): string {
  if (error instanceof HostsFailed)
    return [error.message, ...error.failures.map((one) => indent(explain(one)))].join('\n');
  const where = error.host === undefined ? '' : `${error.host}: `;
  const why = error.cause instanceof Error ? `\n  because: ${error.cause.message}` : '';
  const evidence = error.evidence === undefined ? '' : `\n${indent(indent(error.evidence))}`;
  const whatToTry = error.hint === undefined ? '' : `\n  try: ${error.hint}`;
  return `${where}${error.message}${why}${evidence}${whatToTry}`;
}

function indent(text: string): string {
  return text.replaceAll(/^/gm, '  ');
}
