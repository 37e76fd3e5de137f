import type { Problem as Documented } from '../../../src/api/schemas.ts';

/** What is known of a request that failed: all of the server's problem document, or only the status of another answer. */
export type Problem = Pick<Documented, 'title' | 'status'> & Partial<Documented>;

/** A request that was answered with a problem. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }
}

/** Whether there is nothing of that name, which may be as it should be. */
export function isNotFound(error: unknown): error is RequestFailed {
  return error instanceof RequestFailed && error.problem.status === 404;
}

/** A request that was not answered at all. */
export class ServerAway extends Error {
  override readonly name = 'ServerAway';
}

/** What a failed answer says; one that is no problem document, such as a proxy's page, is named by its status. */
export async function readProblem(response: Response): Promise<Problem> {
  const named = { status: response.status, title: response.statusText || `status ${response.status}` };
  if (!isProblem(response)) return named;
  return await response.json().then(
    (body: Partial<Problem>) => ({ ...named, ...body }),
    () => named,
  );
}

function isProblem({ headers }: Response): boolean {
  return (headers.get('content-type') ?? '').startsWith('application/problem+json');
}
