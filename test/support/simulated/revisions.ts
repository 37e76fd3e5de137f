import type { ComponentName, RoleName } from '../../../src/domain/roles.ts';

/** A revision of a component on a simulated Pi, with the keys that belong to it. */
export interface Revision {
  readonly revision: string;
  readonly version: string;
  readonly payloadId: string;
  keys: Readonly<Record<string, string>>;
}

/** What a simulated Pi has of a component. */
export class Installation {
  readonly component: ComponentName;
  readonly revisions: Revision[];
  readonly up = new Set<RoleName>();
  /** Told of each daemon that starts. */
  onStart: (role: RoleName) => void = () => {};
  current: number;
  /** Changes whenever daemons were started anew. */
  pid = 700;

  constructor(component: ComponentName, first: Pick<Revision, 'version' | 'payloadId'>) {
    this.component = component;
    this.revisions = [{ ...first, revision: 'x1', keys: {} }];
    this.current = 0;
  }

  get running(): Revision {
    const revision = this.revisions[this.current];
    if (revision === undefined) throw new Error(`no revision of ${this.component} runs`);
    return revision;
  }

  get roles(): RoleName[] {
    return (this.running.keys.roles ?? '').split(',').filter((name) => name !== '') as RoleName[]; // as bramble set it
  }

  /** As the kit does it: the keys go along, what ran runs again, and the one before is kept. */
  install(version: string, payloadId: string): void {
    const before = this.running;
    const number = Math.max(...this.revisions.map(({ revision }) => Number(revision.slice(1)))) + 1;
    this.revisions.splice(0, this.revisions.length, before, {
      revision: `x${number}`,
      version,
      payloadId,
      keys: before.keys,
    });
    this.current = 1;
    this.pid += 1;
  }

  start(role: RoleName): void {
    this.up.add(role);
    this.onStart(role);
  }

  /** Goes back; false where nothing came before. */
  revert(): boolean {
    if (this.current === 0) return false;
    this.current -= 1;
    this.#startAll();
    return true;
  }

  /** As snapd does it: what ran before the revisions that are there is kept, too. */
  keepOlder(): void {
    const [first] = this.revisions;
    if (first === undefined) return;
    this.revisions.unshift({ ...first, revision: 'x1', version: '0.9.0', payloadId: 'oldest' });
    this.current += 1;
  }

  set(values: Readonly<Record<string, string>>): void {
    const kept = Object.entries({ ...this.running.keys, ...values }).filter(([, value]) => value !== '');
    this.running.keys = Object.fromEntries(kept);
    this.#startAll();
  }

  #startAll(): void {
    for (const role of this.roles) this.start(role);
    this.pid += 1;
  }
}
