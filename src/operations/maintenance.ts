import { describeDuration, parseDuration } from '../config/duration.ts';
import { drain, resume } from '../deploy/members/drain.ts';
import { enterMaintenance, leaveMaintenance, mayEnterMaintenance } from '../deploy/members/maintenance.ts';
import { startCluster } from '../deploy/members/power.ts';
import { recorded } from '../deploy/recorded.ts';
import { BrambleError } from '../errors.ts';
import { chooseNodes } from '../plan/choose-nodes.ts';
import { leadingRoles } from '../plan/leading-roles.ts';
import { describeHolder } from './holder.ts';
import type { Operation } from './operation.ts';
import type { OperationOptions } from './option-rows.ts';
import { type OpenMembers, withMembers } from './with-members.ts';

type MaintenanceOptions = OperationOptions<'maintenance'>;

/** Puts nodes into maintenance, or takes them back. */
export async function maintenance(options: MaintenanceOptions, operation: Operation): Promise<void> {
  const work = options.end ? undefined : readWish(options);
  const nodes = chooseNodes(options.nodes, operation.spec);
  await withMembers(operation, async (open) => {
    const text = work === undefined ? '--end' : `--for ${options.for}`;
    const holder = describeHolder(`bramble maintenance ${options.nodes} ${text}`);
    const hosts = [...open.hosts.values()];
    const undertaking = { hosts, changes: nodes, holder, report: open.reporter.report, signal: open.signal };
    await recorded(undertaking, (signal) =>
      work === undefined ? end(nodes, { ...open, signal }) : begin(nodes, work, { ...open, signal }),
    );
  });
}

interface Wish {
  readonly seconds: number;
  readonly limitSeconds: number;
}

function readWish({ for: time, drainLimit }: MaintenanceOptions): Wish {
  if (time !== undefined) return { seconds: parseDuration(time), limitSeconds: parseDuration(drainLimit) };
  throw new BrambleError('USAGE', 'it is not clear how long the nodes may be away', {
    hint: 'add --for 30m, or --end',
  });
}

async function begin(nodes: readonly string[], { seconds, limitSeconds }: Wish, open: OpenMembers): Promise<void> {
  const { reporter, signal } = open;
  const { report } = reporter;
  await mayEnterMaintenance(open, nodes, signal);
  noteLeaders(nodes, open);
  await drain(open, nodes, { limitSeconds, report, signal });
  try {
    await enterMaintenance(open, nodes, { minutes: seconds / 60, report, signal });
  } catch (error) {
    await resume(open, nodes);
    throw error;
  }
  const until = new Date(Date.now() + seconds * 1000);
  reporter.line(describeBegin(nodes, until, seconds));
  reporter.result({ maintenance: nodes, until: until.toISOString() });
}

function describeBegin(nodes: readonly string[], until: Date, seconds: number): string {
  const [are, their] = nodes.length === 1 ? ['is', 'its'] : ['are', 'their'];
  return [
    `${nodes.join(', ')} ${are} in maintenance until ${until.toTimeString().slice(0, 5)} (${describeDuration(seconds)}) and may be switched off`,
    `to end it: bramble maintenance "${nodes.join(',')}" --end; after that time HDFS makes new copies of ${their} blocks`,
  ].join('\n');
}

/** Whoever switches such a node off switches more off than the node. */
function noteLeaders(nodes: readonly string[], { spec, reporter }: OpenMembers): void {
  const leading = leadingRoles(nodes, spec.nodes);
  if (leading.length === 0) return;
  const text = `the other nodes need its ${leading.join(', ')}, and can do nothing while it is away`;
  reporter.report({ stage: 'plan', host: nodes.join(', '), state: 'note', text });
}

async function end(nodes: readonly string[], open: OpenMembers): Promise<void> {
  const { reporter, signal, spec } = open;
  const away = nodes.filter((name) => !open.hosts.has(name));
  if (away.length > 0) throw stillAway(away);
  const { report } = reporter;
  const own = spec.nodes.filter(({ target }) => nodes.includes(target.name));
  await startCluster({ ...open, spec: { ...spec, nodes: own } }, { report, signal });
  await leaveMaintenance(open, nodes, { report, signal });
  reporter.line(`${nodes.join(', ')}: in service again`);
  reporter.result({ inService: nodes });
}

function stillAway(away: readonly string[]): BrambleError {
  return new BrambleError(
    'REFUSED',
    `${away.join(', ')} does not answer: its maintenance continues until the time is up`,
    {
      hint: `switch it on first; if it is gone for good: bramble remove "${away.join(',')}" --dead`,
    },
  );
}
