import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyInstance, type FastifyPluginCallback } from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import { apiBase } from '../domain/server.ts';
import { BrambleError } from '../errors.ts';
import { describeApi } from './describe-api.ts';
import { OpenStreams } from './event-stream.ts';
import { refuseForeign, requireToken } from './guard.ts';
import { type Limits, limitsOf } from './limits.ts';
import { noteMethods } from './other-methods.ts';
import { isBug } from './problems.ts';
import { answerRaw } from './raw-problems.ts';
import { channelRoutes } from './routes/channels.ts';
import { clusterRoutes } from './routes/clusters.ts';
import { findingRoutes } from './routes/findings.ts';
import { jobEventRoutes } from './routes/job-events.ts';
import { jobRoutes } from './routes/jobs.ts';
import { logRoutes } from './routes/logs.ts';
import { ownPageRoutes, serveOwnPages } from './routes/own-pages.ts';
import { servePage } from './routes/page.ts';
import { planRoutes } from './routes/plans.ts';
import { reportRoutes } from './routes/reports.ts';
import { sendProblem } from './send-problem.ts';
import type { Services } from './services.ts';
import { checkWith } from './validate.ts';

/** Who may talk to the server, and how much. */
export interface ServerSettings {
  readonly token: string;
  /** Names by which clients may call it, in lower case. */
  readonly hostNames: ReadonlySet<string>;
  readonly tls?: { readonly cert: string; readonly key: string };
  readonly limits?: Limits;
  /** Tells the server's operator of a bug. */
  readonly onBug: (error: unknown) => void;
}

/** What the API has, resource by resource. A new resource is a new row and its file. */
const routes = [
  clusterRoutes,
  findingRoutes,
  logRoutes,
  planRoutes,
  jobRoutes,
  jobEventRoutes,
  channelRoutes,
  reportRoutes,
  ownPageRoutes,
];

const bodyLimitBytes = 1 << 20;
const requestTimeoutMs = 30_000;

/** The whole server, not listening yet. It stops what it works with when it is closed. */
export async function buildServer(services: Services, settings: ServerSettings): Promise<FastifyInstance> {
  const server = createServer(settings);
  stopWith(server, services);
  await guard(server, settings);
  await describeApi(server);
  await server.register(apiOf(services, settings), { prefix: apiBase });
  serveOwnPages(server, services);
  await servePage(server);
  return server;
}

function createServer({ tls, onBug }: ServerSettings): FastifyInstance {
  const server = Fastify({
    bodyLimit: bodyLimitBytes,
    requestTimeout: requestTimeoutMs,
    forceCloseConnections: true,
    pluginTimeout: 0, // closing waits for jobs, which end at a step where they can
    return503OnClosing: false, // in words of our own: see stopWith
    clientErrorHandler: answerRaw,
    frameworkErrors: (error, _request, reply) => sendProblem(reply, error),
    https: tls ?? null,
    routerOptions: { maxParamLength: 16_384 }, // no shorter than what is refused as a header: the schema says what is wrong
  });
  server.setValidatorCompiler<z.ZodType>(({ schema }) => checkWith(schema));
  server.setSerializerCompiler(() => (data) => JSON.stringify(data));
  server.setErrorHandler((error, _request, reply) => {
    if (isBug(error)) onBug(error);
    return sendProblem(reply, error);
  });
  return server;
}

/** Jobs are marked as interrupted; their records are closed last. */
function stopWith(server: FastifyInstance, { runner, watch, pages, store }: Services): void {
  let isClosing = false;
  server.addHook('onRequest', async () => {
    if (isClosing) throw new BrambleError('SERVER_UNREACHABLE', 'the server is being stopped');
  });
  server.addHook('preClose', async () => {
    isClosing = true;
    await Promise.all([runner.stop(), watch.close(), pages.close()]);
  });
  server.addHook('onClose', async () => store.close());
}

async function guard(server: FastifyInstance, { hostNames, token, limits = {} }: ServerSettings): Promise<void> {
  server.addHook('onRequest', async (request) => refuseForeign(request, hostNames));
  // No HSTS: it holds for all ports of a name, and Spark's and Hadoop's own pages speak http.
  await server.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentPolicy },
    hsts: false,
  });
  await server.register(rateLimit, limitsOf(token, limits));
  server.setNotFoundHandler({ preHandler: server.rateLimit() }, (request, reply) =>
    sendProblem(reply, new BrambleError('NOT_FOUND', `there is nothing at ${request.method} ${pathOf(request.url)}`)),
  );
}

function apiOf(services: Services, { token, limits = {} }: ServerSettings): FastifyPluginCallback {
  const streams = new OpenStreams(limits.streams ?? 64);
  return (api, _options, done) => {
    api.addHook('preParsing', async (request) => requireToken(request, token)); // behind the limit of requests
    const typed = api.withTypeProvider<ZodTypeProvider>();
    const refuseOtherMethods = noteMethods(api);
    for (const route of routes) route(typed, services, streams);
    refuseOtherMethods();
    done();
  };
}

/** Nothing from elsewhere, and nobody may frame it. */
const contentPolicy = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  connectSrc: ["'self'"],
  fontSrc: ["'self'"],
  baseUri: ["'none'"],
  frameAncestors: ["'none'"],
  formAction: ["'self'"],
  objectSrc: ["'none'"],
};

/** Without its query, which may hold anything. */
function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? url;
}
