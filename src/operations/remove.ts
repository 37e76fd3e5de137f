import { parseDuration } from '../config/duration.ts';
import { forget } from '../deploy/members/decommission.ts';
import { nameNodeOf } from '../deploy/members/hdfs-state.ts';
import { recorded } from '../deploy/recorded.ts';
import { applyRemoval, planRemoval } from '../deploy/uninstall.ts';
import { type ClusterSpec, clusterComponents } from '../domain/cluster.ts';
import { BrambleError, HostsFailed } from '../errors.ts';
import { forgetHostKey } from '../host/forget-host-key.ts';
import { chooseNodes } from '../plan/choose-nodes.ts';
import { refuseByRoles } from '../plan/refuse-removal.ts';
import { type Remainder, removeNodes } from '../plan/remove-nodes.ts';
import { findRoutes } from '../session/reach.ts';
import { saveCluster } from '../store/cluster-store.ts';
import { applyMembers, planMembers } from './deploy-members.ts';
import { describeHolder } from './holder.ts';
import { insist } from './insist.ts';
import type { Operation } from './operation.ts';
import type { OperationOptions } from './option-rows.ts';
import { type HdfsShare, lookAtHdfs, type ReleaseWish, releaseNodes } from './release-nodes.ts';
import { renderRemovalOfNodes } from './render/members.ts';
import { verifyAndShow } from './verify.ts';
import { type OpenMembers, withMembers } from './with-members.ts';

type RemoveOptions = OperationOptions<'remove'>;

/** Takes nodes out of a cluster; each step sees what an interrupted command has done already. */
export async function remove(options: RemoveOptions, operation: Operation): Promise<void> {
  const names = chooseNodes(options.nodes, operation.spec);
  refuse(names, operation.spec);
  const { dead: isDead = false, lowerReplication: lowersReplication = false } = options;
  const wish = { names, isDead, lowersReplication, limitSeconds: parseDuration(options.drainLimit) };
  await withMembers(operation, (open) => letGo(wish, options, open));
}

function refuse(names: readonly string[], spec: ClusterSpec): void {
  const [problem] = refuseByRoles(names, spec);
  if (problem === undefined) return;
  throw new BrambleError('REFUSED', problem.what, { host: names.join(', '), hint: problem.hint });
}

async function letGo(wish: ReleaseWish, options: RemoveOptions, open: OpenMembers): Promise<void> {
  const { reporter } = open;
  mustBeReachable(wish, open);
  const share = await lookAtHdfs(wish, open);
  const remainder = removeNodes(wish.names, open.spec);
  reporter.line(renderRemovalOfNodes(wish, share, remainder));
  if (options.dryRun) return reporter.result({ removed: [], moves: remainder.moves, hdfs: share });
  const ask = `Remove ${wish.names.join(', ')} from the cluster?`;
  await insist({ ask, kept: 'nothing was changed' }, options, open);
  await release(wish, share, open);
  await uninstall(wish, options, open);
  await settle(wish, { share, remainder, open });
  const left = { ...open, spec: remainder.spec };
  reporter.line(`${wish.names.join(', ')}: no longer part of the cluster ${open.spec.name}`);
  if (options.verify) await verifyAndShow(left, { jobs: false }, { changed: true });
  else reporter.result({ removed: wish.names });
}

/** Who leaves must be heard, or be gone; all others must be told. */
function mustBeReachable({ names, isDead }: ReleaseWish, { failures, hosts, spec }: OpenMembers): void {
  const others = [...failures].filter(([name]) => !names.includes(name)).map(([, error]) => error);
  if (others.length > 0) throw new HostsFailed(others, spec.nodes.length, [...hosts.keys()]);
  const alive = names.filter((name) => hosts.has(name));
  if (isDead && alive.length > 0)
    throw new BrambleError('REFUSED', 'it answers, so it is not gone for good', {
      host: alive.join(', '),
      hint: 'leave out --dead: then its blocks are copied from it, and bramble is uninstalled there',
    });
  const [silent] = names.filter((name) => !hosts.has(name));
  if (isDead || silent === undefined) return;
  throw new BrambleError(
    'REFUSED',
    'it does not answer, so its blocks cannot be copied and nothing can be uninstalled',
    {
      host: silent,
      cause: failures.get(silent),
      hint: `switch it on; if it is gone for good: bramble remove ${silent} --dead`,
    },
  );
}

async function release(wish: ReleaseWish, share: HdfsShare | undefined, open: OpenMembers): Promise<void> {
  const { hosts, reporter, signal } = open;
  const undertaking = { hosts: [...hosts.values()], holder: holderOf(wish), report: reporter.report, signal };
  await recorded(undertaking, (lasting) => releaseNodes(wish, share, { ...open, signal: lasting }));
}

async function uninstall(
  { names, ...wish }: ReleaseWish,
  { purge = false }: RemoveOptions,
  open: OpenMembers,
): Promise<void> {
  const { reporter, signal, spec } = open;
  const hosts = new Map([...open.hosts].filter(([name]) => names.includes(name)));
  if (hosts.size === 0) return;
  const request = { components: clusterComponents(spec), purge, hosts, holder: holderOf({ names, ...wish }), signal };
  await applyRemoval(request, await planRemoval(request), reporter.report);
}

interface Settling {
  readonly share: HdfsShare | undefined;
  readonly remainder: Remainder;
  readonly open: OpenMembers;
}

/** Forgets the nodes: in HDFS, on the other nodes, and here. */
async function settle(wish: ReleaseWish, { share, remainder, open }: Settling): Promise<void> {
  if (share !== undefined) await forget(nameNodeOf(open), share.dataNodes, open.signal);
  await applyMembers(await planMembers({ spec: remainder.spec, what: commandOf(wish) }, open), open);
  if (wish.isDead) await forgetKeys(wish.names, open);
  await saveCluster(remainder.spec);
}

/** A new machine of that name shows another key, and nobody else is to be believed in its place before. */
async function forgetKeys(names: readonly string[], { spec, reach, reporter }: OpenMembers): Promise<void> {
  for (const [name, { target, options }] of findRoutes(spec, reach, () => {})) {
    if (!names.includes(name) || !(await forgetHostKey(target, options))) continue;
    reporter.report({
      stage: 'record',
      host: name,
      state: 'note',
      text: 'its host key is forgotten; the next one will be pinned',
    });
  }
}

function holderOf(wish: ReleaseWish) {
  return describeHolder(commandOf(wish));
}

function commandOf({ names, isDead }: ReleaseWish): string {
  return `bramble remove ${names.join(',')}${isDead ? ' --dead' : ''}`;
}
