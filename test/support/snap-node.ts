import { execFileSync, spawnSync } from 'node:child_process';
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
import { components } from '../../src/domain/components.ts';
import { type ComponentName, rolesOf } from '../../src/domain/roles.ts';

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

// Notes how it was called, and makes what a NameNode that formats would make.
const java = `#!/bin/sh
echo "$*" >>"$FAKE/java-calls"
case " $* " in *' -format '*) ;; *) exit 0 ;; esac
[ ! -f "$FAKE/no-space" ] || { echo 'java.io.IOException: No space left on device' >&2; exit 1; }
for word; do
  case $before in -clusterid) id=$word ;; esac
  case $word in dfs.namenode.name.dir=*) folders=\${word#*=} ;; esac
  before=$word
done
IFS=,
for folder in $folders; do
  mkdir "\${folder#file://}/current"
  printf 'namespaceID=7\\nclusterID=%s\\nstorageType=NAME_NODE\\nblockpoolID=BP-7\\n' "$id" >"\${folder#file://}/current/VERSION"
done
`;

// Root becomes the service user by setpriv, which snapd makes; here it is the same user that says so.
const programs: Readonly<Record<string, string>> = {
  snapctl,
  chown: '#!/bin/sh\n',
  id: '#!/bin/sh\ncase $1 in -un) echo "${DROPPED:-root}" ;; *) [ -n "${DROPPED:-}" ] && echo 9 || echo 0 ;; esac\n',
  setpriv: '#!/bin/sh\nwhile [ "$1" != -- ]; do shift; done; shift; DROPPED=_daemon_ exec "$@"\n',
};

interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface Outcome extends Pick<Ended, 'exitCode' | 'stderr'> {
  /** What the hook asked snapd for, in its order. */
  readonly asked: readonly string[];
}

interface Started extends Ended {
  /** The words of each call of Java, in its order. */
  readonly java: readonly string[];
}

/** The node kit as in an installed snap, with stand-ins for snapctl and Java. */
export class SnapNode {
  readonly root = mkdtempSync(join(tmpdir(), 'bramble-snap-'));
  readonly #component: ComponentName;
  readonly #snap: string;
  #system = process.env.PATH ?? '';

  constructor(component: ComponentName = 'spark') {
    this.#component = component;
    this.#snap = components[component].snap;
    for (const folder of ['meta', 'data/conf', 'common', 'fake', 'bin', 'usr/lib/jvm/java-17-openjdk/bin'])
      mkdirSync(join(this.root, folder), { recursive: true });
    symlinkSync(kit, join(this.root, 'node'));
    writeFileSync(join(this.root, 'meta', 'snap.yaml'), `name: ${this.#snap}\n`);
    for (const [name, text] of Object.entries(programs)) this.#addProgram(join('fake', name), text);
    this.#addProgram('bin/bramble-python', '#!/bin/sh\n');
    this.#addProgram('usr/lib/jvm/java-17-openjdk/bin/java', java);
    this.services = {};
  }

  /** Lets the node find these programs of the system and no others, as a snap that is confined. */
  confineTo(names: readonly string[]): void {
    const folder = join(this.root, 'permitted');
    mkdirSync(folder);
    for (const name of names) {
      const path = execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim();
      symlinkSync(path, join(folder, name));
    }
    this.#system = folder;
  }

  /** What the user set, before a hook accepts it. */
  set settings(settings: object) {
    writeFileSync(join(this.root, 'fake', 'settings'), JSON.stringify({ '': settings }));
    writeFileSync(join(this.root, 'fake', 'known'), '{}');
  }

  /** The same with a snapd that gives nothing for the empty name, and answers for names that it is asked for. */
  set settingsByName(settings: object) {
    writeFileSync(join(this.root, 'fake', 'settings'), '{}');
    writeFileSync(join(this.root, 'fake', 'known'), JSON.stringify(settings));
  }

  /** How the daemons are, such as `enabled active`; the others are off. */
  set services(services: Readonly<Record<string, string>>) {
    const rows = rolesOf(this.#component).map(
      (role) => `${this.#snap}.${role}  ${services[role] ?? 'disabled inactive'}  -\n`,
    );
    writeFileSync(join(this.root, 'fake', 'services'), `Service  Startup  Current  Notes\n${rows.join('')}`);
  }

  /** Notes for a daemon what it runs with, as its start does: the kit's own words for the settings of now. */
  startedNow(role: string): void {
    const folder = join(this.root, 'data', 'conf', role);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'runs-with'), this.#sh(`load_settings; describe_daemon ${role}`));
  }

  /** What the kit would write for a daemon or command. */
  describe(words: string): string {
    return this.#sh(`load_settings; ${words}`);
  }

  run(hook: string): Outcome {
    const asked = join(this.root, 'fake', 'asked');
    rmSync(asked, { force: true });
    writeFileSync(asked, '');
    const { exitCode, stderr } = this.#attempt(join(kit, 'hooks', hook));
    return { exitCode, stderr, asked: readFileSync(asked, 'utf8').split('\n').filter(Boolean) };
  }

  /** Starts a daemon or a command as systemd or a user does, as root. */
  start(...words: readonly string[]): Started {
    const calls = join(this.root, 'fake', 'java-calls');
    writeFileSync(calls, '');
    const ended = this.#attempt(join(this.root, 'node', 'run'), words);
    return { ...ended, java: readFileSync(calls, 'utf8').split('\n').filter(Boolean) };
  }

  /** Everything below the snap's writable folders. */
  files(): string[] {
    return ['data', 'common'].flatMap((folder) =>
      readdirSync(join(this.root, folder), { recursive: true }).map(String),
    );
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }

  #addProgram(path: string, text: string): void {
    writeFileSync(join(this.root, path), text);
    chmodSync(join(this.root, path), 0o755);
  }

  #attempt(program: string, words: readonly string[] = []): Ended {
    const { status, stdout, stderr } = spawnSync(program, words, { env: this.#environment(), encoding: 'utf8' });
    return { exitCode: status ?? -1, stdout, stderr };
  }

  #sh(script: string): string {
    return execFileSync('sh', ['-c', `. "$SNAP/node/hooks/begin.sh"; ${script}`], {
      env: this.#environment(),
      encoding: 'utf8',
    });
  }

  #environment(): Record<string, string> {
    return {
      PATH: `${join(this.root, 'fake')}:${this.#system}`,
      FAKE: join(this.root, 'fake'),
      SNAP: this.root,
      SNAP_NAME: this.#snap,
      SNAP_INSTANCE_NAME: this.#snap,
      SNAP_COMMON: join(this.root, 'common'),
      SNAP_DATA: join(this.root, 'data'),
    };
  }
}
