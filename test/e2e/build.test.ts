import { mkdir, mkdtemp, rm, stat, symlink } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Artifact } from '../../src/domain/artifact.ts';
import { commandsIn } from '../support/operator.ts';

// In a cache without artifacts, so that it is built here and now; what was downloaded before is shared. For the other
// kind of machine than this one, which is the harder case.
const arch = process.arch === 'arm64' ? 'amd64' : 'arm64';
const shared = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'bramble');
const build = ['build', 'spark', '--arch', arch, '--as', 'tarball', '--builder', 'native'];

let cache: string;
let operator: ReturnType<typeof commandsIn>;
let built: Artifact | undefined;

beforeAll(async () => {
  cache = await mkdtemp(join(tmpdir(), 'build-cache-'));
  await mkdir(join(cache, 'bramble'));
  for (const folder of ['downloads', 'apt']) {
    await mkdir(join(shared, folder), { recursive: true });
    await symlink(join(shared, folder), join(cache, 'bramble', folder));
  }
  operator = commandsIn({ ...process.env, XDG_CACHE_HOME: cache });
});
afterAll(() => rm(cache, { recursive: true, force: true }));

describe(`bramble build --arch ${arch}`, () => {
  it('builds for a machine of another kind, and shows that Java and Python run there', async () => {
    const { exitCode, events, result } = await operator.ask<Artifact[]>(build);
    expect(exitCode).toBe(0);
    const said = events.map(({ text }) => text);
    for (const name of ['Java', 'Python'])
      expect(said).toContainEqual(expect.stringMatching(new RegExp(`^${name} for ${arch} runs here under qemu: `)));
    expect(result).toEqual([expect.objectContaining({ component: 'spark', arch, packaging: 'tarball' })]);
    [built] = result;
    expect(built?.path.startsWith(cache)).toBe(true);
  });

  it('copies nothing the second time, and says so', async () => {
    const path = built?.path ?? '';
    const before = await stat(path);
    const { exitCode, events, result } = await operator.ask<Artifact[]>(build);
    expect(exitCode).toBe(0);
    const text = `spark for ${arch} is built already; nothing changed`;
    expect(events).toEqual([{ stage: 'build', state: 'skipped', text }]);
    expect(result).toEqual([built]);
    const after = await stat(path);
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
  });

  it('gives the same bytes wherever it runs', async () => {
    const { result } = await commandsIn(process.env).ask<Artifact[]>(build);
    expect(result[0]?.path).not.toBe(built?.path);
    expect(result[0]?.sha256).toBe(built?.sha256);
  });
});
