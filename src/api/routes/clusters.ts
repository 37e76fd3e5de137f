import { z } from 'zod';
import { resolveCluster } from '../../config/resolve-cluster.ts';
import { type ClusterSpec, clusterComponents } from '../../domain/cluster.ts';
import { BrambleError } from '../../errors.ts';
import { joinTo, whereReadable } from '../../operations/join-remembered.ts';
import { answers, answersToBody, json, nothing } from '../answers.ts';
import type { Api } from '../api.ts';
import { clusterDocumentSchema } from '../cluster-document.ts';
import { toProblem } from '../problems.ts';
import { type ClusterView, clusterSchema, nameSchema } from '../schemas.ts';
import type { Services } from '../services.ts';

const tags = ['clusters'];
const params = z.object({ name: nameSchema });
const kept = clusterSchema.extend({
  left: z.array(z.string()).meta({ description: 'Hosts that it had before and has no more: nothing is done to them.' }),
});

const list = {
  operationId: 'listClusters',
  summary: 'The clusters that this server knows',
  tags,
  response: answers({ 200: json(z.array(clusterSchema), 'In the order of their names.') }),
};
const get = {
  operationId: 'getCluster',
  summary: 'A cluster as it is to be',
  tags,
  params,
  response: answers({ 200: json(clusterSchema, 'The cluster.') }, 'CLUSTER_UNKNOWN', 'CONFIG_INVALID', 'REFUSED'),
};
const put = {
  operationId: 'putCluster',
  summary: 'Say what a cluster is to be',
  description: 'Nothing is done to its nodes; a deploy job does that. The words are those of the cluster file.',
  tags,
  params,
  querystring: z.object({
    keepWork: z
      .enum(['true', 'false'])
      .default('false')
      .meta({ description: 'Whether nodes that work go on working, however large the cluster is.' }),
  }),
  headers: z.object({
    'if-none-match': z.literal('*').optional().meta({ description: 'Refuses to replace a cluster that is known.' }),
  }),
  body: clusterDocumentSchema,
  response: answersToBody(
    { 200: json(kept, 'The cluster as it is remembered now.') },
    ...(['LOCKED', 'CLUSTER_KNOWN', 'REFUSED'] as const),
  ),
};
const forget = {
  operationId: 'forgetCluster',
  summary: 'Forget a cluster and its host keys; nothing is done to its nodes',
  tags,
  params,
  response: answers({ 204: nothing('It is forgotten.') }, 'CLUSTER_UNKNOWN', 'LOCKED'),
};

/** Clusters: which there are, and what they are to be. */
export function clusterRoutes(api: Api, { clusters, runner, store, watch }: Services): void {
  const view = (spec: ClusterSpec): ClusterView => {
    const doing = runner.doing(spec.name);
    return { ...asView(spec), job: doing?.job ?? null, doing, verdict: store.verdictOn(spec.name) };
  };

  api.get('/clusters', { schema: list }, async () => {
    const seeing = (await clusters.names()).map((name) =>
      clusters.load(name).then(view, (error: unknown) => asUnreadable(name, error)),
    );
    return await Promise.all(seeing);
  });

  api.get('/clusters/:name', { schema: get }, async ({ params: { name } }) => view(await clusters.load(name)));

  api.put('/clusters/:name', { schema: put }, async ({ params: { name }, query, headers, body }) => {
    runner.refuseBusy(name);
    refuseOtherName(name, body.name);
    const before = await whereReadable(clusters.load(name));
    if (headers['if-none-match'] !== undefined) refuseKnown(name, await clusters.names());
    const named = resolveCluster({ name }, body);
    refuseHuge(named);
    const spec = await joinTo(before, named, { components: body.components, keepsWork: query.keepWork === 'true' });
    runner.refuseBusy(name); // a job may have begun meanwhile
    await clusters.save(spec);
    watch.forget(name);
    return { ...view(spec), left: hostsOf(before).filter((host) => !hostsOf(spec).includes(host)) };
  });

  api.delete('/clusters/:name', { schema: forget }, async ({ params: { name } }, reply) => {
    runner.refuseBusy(name);
    if (!(await clusters.names()).includes(name)) await clusters.load(name); // which says that it is unknown
    await clusters.forget(name);
    watch.forget(name);
    return await reply.code(204).send();
  });
}

function refuseOtherName(name: string, written = name): void {
  if (written === name) return;
  throw new BrambleError('CONFIG_INVALID', `name: the document says ${written}, its address ${name}`, {
    hint: 'leave `name` out of the document, or send it to its own address',
  });
}

/** Each look at such a cluster opens as many connections. */
const mostNodes = 1_000;

function refuseHuge({ nodes }: ClusterSpec): void {
  if (nodes.length <= mostNodes) return;
  throw new BrambleError('CONFIG_INVALID', `hosts: ${nodes.length} nodes are more than the ${mostNodes} of a cluster`, {
    hint: 'is one digit too many in the range?',
  });
}

function refuseKnown(name: string, known: readonly string[]): void {
  if (!known.includes(name)) return;
  throw new BrambleError('CLUSTER_KNOWN', `a cluster ${name} is known here already`, {
    hint: 'choose another name; without `If-None-Match` it is replaced',
  });
}

/** One that is damaged does not hide the others. */
function asUnreadable(name: string, error: unknown): ClusterView {
  if (!(error instanceof BrambleError)) throw error;
  const nothing = { components: [], nodes: [], sources: {}, job: null, doing: null, verdict: null };
  return { name, ...nothing, problem: toProblem(error) };
}

function asView(spec: ClusterSpec): Pick<ClusterView, 'name' | 'components' | 'nodes' | 'sources'> {
  const nodes = spec.nodes.map(({ target, roles, method, settings }) => ({
    host: target.name,
    roles: [...roles],
    method,
    settings,
  }));
  return { name: spec.name, components: clusterComponents(spec), nodes, sources: spec.sources ?? {} };
}

function hostsOf(spec: ClusterSpec | undefined): string[] {
  return spec?.nodes.map(({ target }) => target.name) ?? [];
}
