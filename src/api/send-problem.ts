import type { FastifyReply } from 'fastify';
import { toProblem } from './problems.ts';

/** Answers with what went wrong. */
export function sendProblem(reply: FastifyReply, error: unknown): FastifyReply {
  const problem = toProblem(error);
  if (problem.status === 401) void reply.header('www-authenticate', 'Bearer');
  return reply.code(problem.status).type('application/problem+json').serializer(JSON.stringify).send(problem);
}
