import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const kit = fileURLToPath(new URL('../../snaps/node', import.meta.url));

// Answers as snapctl does: settings and services from files; everything else is only noted.
const snapctl = `#!/bin/sh
case "$1 $3" in
  'get ') cat "$FAKE/settings" ;;
  'get roles') cat "$FAKE/known" ;;
esac
case $1 in
  get) ;;
  services) cat "$FAKE/services" ;;
  *) echo "$*" >>"$FAKE/asked" ;;
esac
`;

interface Outcome {
  readonly exitCode: number;
  readonly stderr: string;
  /** What the hook asked snapd for, in its order. */
  readonly asked: readonly string[];
}

/** The node kit as in an installed snap, with a stand-in for snapctl on PATH. */
export class SnapNode {
  readonly #root = mkdtempSync(join(tmpdir(), 'bramble-snap-'));

  constructor() {
    for (const folder of ['meta', 'data/conf', 'common', 'fake'])
      mkdirSync(join(this.#root, folder), { recursive: true });
    symlinkSync(kit, join(this.#root, 'node'));
    writeFileSync(join(this.#root, 'meta', 'snap.yaml'), 'name: bramble-spark\n');
    this.#addProgram('snapctl', snapctl);
    // The service user is made by snapd.
    this.#addProgram('chown', '#!/bin/sh\n');
    this.#addProgram('setpriv', '#!/bin/sh\nwhile [ "$1" != -- ]; do shift; done; shift; exec "$@"\n');
    this.services = {};
  }

  /** What the user set, before a hook accepts it. */
  set settings(settings: object) {
    writeFileSync(join(this.#root, 'fake', 'settings'), JSON.stringify({ '': settings }));
    writeFileSync(join(this.#root, 'fake', 'known'), '{}');
  }

  /** The same with a snapd that gives nothing for the empty name, and answers for names that it is asked for. */
  set settingsByName(settings: object) {
    writeFileSync(join(this.#root, 'fake', 'settings'), '{}');
    writeFileSync(join(this.#root, 'fake', 'known'), JSON.stringify(settings));
  }

  /** How the daemons are, such as `enabled active`; the others are off. */
  set services(services: Readonly<Record<string, string>>) {
    const rows = ['master', 'worker', 'history-server', 'connect'].map(
      (role) => `bramble-spark.${role}  ${services[role] ?? 'disabled inactive'}  -\n`,
    );
    writeFileSync(join(this.#root, 'fake', 'services'), `Service  Startup  Current  Notes\n${rows.join('')}`);
  }

  /** Notes for a daemon what it runs with, as its start does: the kit's own words for the settings of now. */
  startedNow(role: string): void {
    const folder = join(this.#root, 'data', 'conf', role);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'runs-with'), this.#sh(`load_settings; describe_daemon ${role}`));
  }

  /** What the kit would write for a daemon or command. */
  describe(words: string): string {
    return this.#sh(`load_settings; ${words}`);
  }

  run(hook: string): Outcome {
    const asked = join(this.#root, 'fake', 'asked');
    rmSync(asked, { force: true });
    writeFileSync(asked, '');
    const { exitCode, stderr } = this.#attempt(join(kit, 'hooks', hook));
    return { exitCode, stderr, asked: readFileSync(asked, 'utf8').split('\n').filter(Boolean) };
  }

  /** Everything below the snap's writable folders. */
  files(): string[] {
    return ['data', 'common'].flatMap((folder) =>
      readdirSync(join(this.#root, folder), { recursive: true }).map(String),
    );
  }

  remove(): void {
    rmSync(this.#root, { recursive: true });
  }

  #addProgram(name: string, text: string): void {
    writeFileSync(join(this.#root, 'fake', name), text);
    chmodSync(join(this.#root, 'fake', name), 0o755);
  }

  #attempt(program: string): { exitCode: number; stderr: string } {
    try {
      execFileSync(program, { env: this.#environment(), stdio: 'pipe' });
      return { exitCode: 0, stderr: '' };
    } catch (error) {
      const { status, stderr } = error as { status: number; stderr: Buffer }; // what execFileSync throws
      return { exitCode: status, stderr: stderr.toString() };
    }
  }

  #sh(script: string): string {
    return execFileSync('sh', ['-c', `. "$SNAP/node/hooks/begin.sh"; ${script}`], {
      env: this.#environment(),
      encoding: 'utf8',
    });
  }

  #environment(): Record<string, string> {
    return {
      PATH: `${join(this.#root, 'fake')}:${process.env.PATH ?? ''}`,
      FAKE: join(this.#root, 'fake'),
      SNAP: this.#root,
      SNAP_NAME: 'bramble-spark',
      SNAP_INSTANCE_NAME: 'bramble-spark',
      SNAP_COMMON: join(this.#root, 'common'),
      SNAP_DATA: join(this.#root, 'data'),
    };
  }
}
