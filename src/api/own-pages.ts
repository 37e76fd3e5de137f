import { randomBytes } from 'node:crypto';
import type { ClusterSpec, NodeSpec } from '../domain/cluster.ts';
import { type RoleName, roles } from '../domain/roles.ts';
import { BrambleError } from '../errors.ts';
import { findNeighbour, type Neighbours, neighboursIn } from './neighbours.ts';

/** A connection to a daemon's page. */
export interface OpenedPage {
  /** Where it is found from this machine, such as `http://127.0.0.1:41234/`. */
  readonly url: string;
  /** The hosts file of its node, by which daemons know each other. */
  readonly hostsFile?: string;
  readonly close: () => Promise<void>;
}

/** A daemon's page that is open, and the daemons that it may lead to. */
export interface OwnPage {
  readonly url: string;
  readonly neighbours: Neighbours;
}

type Open = (spec: ClusterSpec, role: RoleName) => Promise<OpenedPage>;

interface Entry {
  readonly ticket: string;
  readonly spec: ClusterSpec;
  readonly page: Promise<OpenedPage>;
  usedMs: number;
}

const idleMs = 10 * 60_000;
const mostPages = 50;

/** Pages of daemons that are open for a while, each under a name that cannot be guessed. */
export class OwnPages {
  readonly #open: Open;
  readonly #byTicket = new Map<string, Entry>();
  /** The tickets that are given out again to whoever wants the same page. */
  readonly #byDaemon = new Map<string, Entry>();
  readonly #sweep: NodeJS.Timeout;

  constructor(open: Open) {
    this.#open = open;
    this.#sweep = setInterval(() => {
      void this.#close([...this.#byTicket.values()].filter(({ usedMs }) => Date.now() - usedMs > idleMs));
    }, 60_000).unref();
  }

  /** Opens the page of a daemon, unless it is open already, and returns its ticket. */
  async open(spec: ClusterSpec, host: string, role: RoleName): Promise<string> {
    const node = spec.nodes.find(({ target }) => target.name === host);
    if (node === undefined || !node.roles.includes(role) || roles[role].protocol !== 'http')
      throw new BrambleError('NOT_FOUND', `the cluster ${spec.name} has no page of a ${role} on ${host}`);
    const entry = this.#byDaemon.get(keyOf(spec, node, role)) ?? this.#begin(spec, node, role);
    entry.usedMs = Date.now();
    await entry.page;
    return entry.ticket;
  }

  /** The page behind a ticket. Rejects with NOT_FOUND where it was closed. */
  async find(ticket: string): Promise<OwnPage> {
    const { spec, page } = this.#use(ticket);
    const { url, hostsFile } = await page;
    return { url, neighbours: neighboursIn(spec, hostsFile) };
  }

  /** Opens the page of another daemon of the same cluster, and returns its ticket. */
  async openNeighbour(ticket: string, place: string): Promise<string> {
    const { spec, page } = this.#use(ticket);
    const { host, role } = findNeighbour(neighboursIn(spec, (await page).hostsFile), place);
    return await this.open(spec, host, role);
  }

  /** Notes that nothing answers behind a ticket: whoever opens that page next gets another connection. */
  doubt(ticket: string): void {
    for (const [key, entry] of this.#byDaemon) if (entry.ticket === ticket) this.#byDaemon.delete(key);
  }

  async close(): Promise<void> {
    clearInterval(this.#sweep);
    await this.#close([...this.#byTicket.values()]);
  }

  /** Makes room first: the page that nobody has looked at for longest is closed. */
  #begin(spec: ClusterSpec, node: NodeSpec, role: RoleName): Entry {
    const over = [...this.#byTicket.values()].toSorted((a, b) => a.usedMs - b.usedMs).slice(0, -(mostPages - 1));
    void this.#close(over);
    const page = this.#open({ ...spec, nodes: [node] }, role);
    const entry: Entry = { ticket: randomBytes(24).toString('hex'), spec, page, usedMs: Date.now() };
    this.#byTicket.set(entry.ticket, entry);
    this.#byDaemon.set(keyOf(spec, node, role), entry);
    page.catch(() => this.#close([entry]));
    return entry;
  }

  #use(ticket: string): Entry {
    const entry = this.#byTicket.get(ticket);
    if (entry === undefined)
      throw new BrambleError('NOT_FOUND', 'this page is closed', { hint: 'open it from the cluster’s page again' });
    entry.usedMs = Date.now();
    return entry;
  }

  async #close(entries: readonly Entry[]): Promise<void> {
    for (const { ticket } of entries) {
      this.doubt(ticket);
      this.#byTicket.delete(ticket);
    }
    await Promise.allSettled(entries.map(async ({ page }) => (await page).close()));
  }
}

/** A node that is reached in another way is another one. */
function keyOf({ name }: ClusterSpec, { target }: NodeSpec, role: RoleName): string {
  return JSON.stringify([name, target, role]);
}
