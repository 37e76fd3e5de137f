import { failureKinds } from '../../../src/doctor/failure.ts';
import type { ErrorCode } from '../../../src/errors.ts';
import { type Problem, RequestFailed, ServerAway } from '../api/problem.ts';

/** A failure as the page shows it: what, why, and what to do. */
export interface Advice {
  readonly title: string;
  readonly details: readonly string[];
  readonly tries: readonly string[];
  readonly evidence: string;
}

const serverAway: Advice = {
  title: 'The server does not answer',
  details: ['What is shown below is what it said last. Work on the nodes that it had begun may have stopped.'],
  tries: [
    'On the machine where it ran, start it again: `bramble serve`, and open the address that it prints.',
    'If it runs, see that this device still reaches it: the same network, the same address.',
  ],
  evidence: '',
};

const wrongToken: Advice = {
  title: 'The server does not know this page',
  details: ['Its token is missing or not the one of this server.'],
  tries: ['Open the address that `bramble serve` prints: the token stands in it. Or paste the token below.'],
  evidence: '',
};

/** What a person can do in the page itself, beside the hint that comes with a failure. */
const inThePage: Readonly<Partial<Record<ErrorCode, string>>> = {
  SUDO_FAILED: 'Give the sudo password with the job.',
  LOCKED: 'Wait for the job that is at work, or cancel it.',
};

/** What a person can do about an error of any kind. */
export function adviceOn(error: unknown): Advice {
  if (error instanceof ServerAway) return serverAway;
  if (error instanceof RequestFailed) return error.problem.status === 401 ? wrongToken : adviceOnProblem(error.problem);
  const detail = error instanceof Error ? error.message : String(error);
  return {
    title: 'The page itself failed',
    details: [detail],
    tries: ['Reload it; if it stays so, report it.'],
    evidence: '',
  };
}

/** What a problem document of the server says, for people. */
export function adviceOnProblem(problem: Problem): Advice {
  const own = [problem.host, problem.detail].filter((part) => part !== undefined).join(': ');
  const failures = problem.failures ?? [];
  return {
    title: problem.title,
    details: unique([own, ...failures.map(({ host, detail }) => `${host ?? ''}: ${detail}`)]),
    tries: unique(
      [problem, ...failures].flatMap(({ hint = '', code }) => [
        hint,
        code === undefined ? '' : (inThePage[code] ?? ''),
      ]),
    ),
    evidence: [problem, ...failures]
      .map(({ evidence = '' }) => evidence)
      .filter(Boolean)
      .join('\n'),
  };
}

/** What to do about a node that could not be looked at; the last kind is for whatever is left. */
export function adviceOnNode(code: ErrorCode): string {
  const kind = failureKinds.find(({ codes }) => codes.includes(code)) ?? failureKinds.at(-1);
  return inThePage[code] ?? kind?.hint ?? '';
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text) => text !== ''))];
}
