import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { packPayload } from '../../src/build/pack.ts';
import { type Artifact, extensions } from '../../src/domain/artifact.ts';

/** Another revision of a component: what its files hold in place of what was built. */
export interface Variant {
  readonly name: string;
  readonly version: string;
  /** New text by path in the payload. */
  readonly files?: Readonly<Record<string, string>>;
  /** Left out to pack faster, where the variant never comes to use it. */
  readonly without?: readonly string[];
}

/** Packs variants of what was built, as snaps and tarballs that differ in what a variant says and in nothing else. */
export class VariantMaker {
  readonly #folder: string;
  readonly #original: string;

  private constructor(folder: string) {
    this.#folder = folder;
    this.#original = join(folder, 'original');
  }

  /** Unpacks what was built into a folder that the caller removes, but for what tar is told to leave out of it. */
  static async of(built: readonly Artifact[], folder: string, without: readonly string[] = []): Promise<VariantMaker> {
    const tarball = built.find(({ packaging }) => packaging === 'tarball');
    if (tarball === undefined) throw new Error('no tarball was built');
    const maker = new VariantMaker(folder);
    await mkdir(maker.#original, { recursive: true });
    await execa('tar', [
      '-xzf',
      tarball.path,
      '-C',
      maker.#original,
      ...without.map((pattern) => `--exclude=${pattern}`),
    ]);
    return maker;
  }

  /** Paths of the variant's snap and tarball. */
  async make({ name, version, files = {}, without = [] }: Variant): Promise<string[]> {
    const payload = join(this.#folder, name);
    await execa('cp', ['-al', this.#original, payload]);
    for (const path of without) await rm(join(payload, path), { recursive: true });
    for (const [path, text] of Object.entries(files)) await replace(join(payload, path), text);
    await stamp(payload, version, createHash('sha256').update(name).digest('hex'));
    const packed = await Promise.all(
      (['snap', 'tarball'] as const).map(async (packaging) => {
        const out = join(this.#folder, `${name}.${extensions[packaging]}`);
        await packPayload(packaging, { payload, out, compression: 'lzo' });
        return out;
      }),
    );
    await rm(payload, { recursive: true });
    return packed;
  }

  /** The text of one file of the original. */
  async read(path: string): Promise<string> {
    return await readFile(join(this.#original, path), 'utf8');
  }
}

async function stamp(payload: string, version: string, payloadId: string): Promise<void> {
  const manifest = JSON.parse(await readFile(join(payload, 'meta/bramble.json'), 'utf8')) as Record<string, unknown>;
  await replace(
    join(payload, 'meta/bramble.json'),
    `${JSON.stringify({ ...manifest, version, payloadId }, null, 2)}\n`,
  );
  const meta = await readFile(join(payload, 'meta/snap.yaml'), 'utf8');
  await replace(join(payload, 'meta/snap.yaml'), meta.replace(/^version: .*$/m, `version: ${version}`));
}

/** Linked files must not be written through: the original shares them. */
async function replace(path: string, text: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await unlink(path).catch(() => {}); // it may be new
  await writeFile(path, text, { mode: 0o755 });
}
