import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { roleNames } from '../../domain/roles.ts';
import { answersToBody, json } from '../answers.ts';
import type { Api } from '../api.ts';
import { ownPagePath } from '../guard.ts';
import { neighbourSegment } from '../own-page-script.ts';
import { askDaemon, passPage } from '../pass-page.ts';
import { nameSchema } from '../schemas.ts';
import type { Services } from '../services.ts';
import { isLookedAt, sendWaitingPage } from '../waiting-page.ts';

const open = {
  operationId: 'openPage',
  summary: 'Open a page of Spark or Hadoop through the server',
  description: 'The address works without the token, for whoever knows it, until nobody has used it for ten minutes.',
  tags: ['pages'],
  params: z.object({
    name: nameSchema,
    host: z
      .string()
      .max(253)
      .meta({ examples: ['red'] }),
    role: z.enum(roleNames),
  }),
  response: answersToBody(
    { 201: json(z.object({ url: z.string() }), 'Where the page is.') },
    ...(['CLUSTER_UNKNOWN', 'NOT_FOUND', 'HOST_UNREACHABLE', 'HOST_TIMEOUT', 'HOST_KEY_CHANGED'] as const),
  ),
};

/** Opens pages of daemons. */
export function ownPageRoutes(api: Api, { clusters, pages }: Services): void {
  api.post('/clusters/:name/ui/:host/:role', { schema: open }, async ({ params }, reply) => {
    const ticket = await pages.open(await clusters.load(params.name), params.host, params.role);
    return await reply.code(201).send({ url: `${ownPagePath}${ticket}/` });
  });
}

type Visit = FastifyRequest<{ Params: { ticket: string } }>;
type Leap = FastifyRequest<{ Params: { ticket: string; place: string } }>;

const hidden = { schema: { hide: true } as object };

/** Passes pages of daemons on: only looking at them, and none can reach what belongs to the server's own page. */
export function serveOwnPages(server: FastifyInstance, { pages }: Services): void {
  server.options(`${ownPagePath}*`, hidden, (_request, reply) => reply.code(204).headers(mayAsk).send());

  server.get(`${ownPagePath}:ticket/${neighbourSegment}/:place/*`, hidden, async (request: Leap, reply) => {
    const { ticket, place } = request.params;
    const next = await pages.openNeighbour(ticket, place);
    return await reply.headers(mayAsk).redirect(`${ownPagePath}${next}/${behind(request.url, 5)}`);
  });

  server.get(`${ownPagePath}:ticket/*`, hidden, async (request: Visit, reply) => {
    const { ticket } = request.params;
    const { url, neighbours } = await pages.find(ticket);
    const from = `${new URL(url).origin}/${behind(request.url, 3)}`;
    reply.headers(apart(`${request.protocol}://${request.host}`));
    let answer: Response;
    try {
      answer = await askDaemon(from, reply);
    } catch (error) {
      pages.doubt(ticket);
      if (!isLookedAt(request)) throw error;
      return sendWaitingPage(reply, error);
    }
    return await passPage(answer, reply, { from, prefix: `${ownPagePath}${ticket}/`, neighbours });
  });
}

/** What stands behind so many slashes: as it was sent, since a daemon may read `%2F` in a way of its own. */
function behind(url: string, slashes: number): string {
  return url.split('/').slice(slashes).join('/');
}

/** A page without an origin is foreign to every server, and asks first where its request is no plain one. */
const mayAsk = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, HEAD',
  'access-control-allow-headers': '*',
  'access-control-max-age': '600',
};

/** A page of its own origin, which may load from this server and nowhere else. */
function apart(origin: string): Record<string, string> {
  return {
    ...mayAsk,
    'content-security-policy': `sandbox allow-scripts allow-forms allow-popups; default-src ${origin} data: 'unsafe-inline' 'unsafe-eval'`,
    'cross-origin-resource-policy': 'cross-origin',
    'cache-control': 'no-store',
  };
}
