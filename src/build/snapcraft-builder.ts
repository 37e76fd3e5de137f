import { cp, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ComponentName } from '../domain/roles.ts';
import { BrambleError } from '../errors.ts';
import type { PartContext } from './make-part.ts';
import { finishPayload, type Payload } from './make-payload.ts';
import type { Recipe } from './recipe.ts';
import { runTool } from './run-tool.ts';
import { ensureTools, hasProgram } from './tools.ts';

/** Has the real snapcraft build the snap, in a copy of the project that holds the node kit, and opens the result. */
export async function makePayloadWithSnapcraft(
  component: ComponentName,
  recipe: Recipe,
  context: PartContext,
): Promise<Payload> {
  const { arch, project, work, report, signal } = context;
  await mustBeUsable(context);
  await ensureTools(['mksquashfs'], report, signal);
  const copy = join(work, 'project');
  await cp(project, copy, { recursive: true });
  await cp(join(dirname(project), 'node'), join(copy, 'node'), { recursive: true });
  await runTool(['snapcraft', 'pack', `--platform=${arch}`], { cwd: copy, signal });
  const snap = (await readdir(copy)).find((name) => name.endsWith('.snap'));
  if (snap === undefined) throw new BrambleError('BUILD_FAILED', 'snapcraft succeeded, but left no snap');
  const folder = join(work, 'payload');
  await runTool(['unsquashfs', '-no-progress', '-no-xattrs', '-dest', folder, join(copy, snap)], { signal });
  return finishPayload(folder, { component, version: recipe.version, arch, made: describeParts(recipe) });
}

async function mustBeUsable({ choice }: PartContext): Promise<void> {
  if (!(await hasProgram('snapcraft')))
    throw new BrambleError('BUILD_FAILED', 'snapcraft is not installed', {
      hint: 'sudo snap install snapcraft --classic, or use --builder native',
    });
  if (choice === 'auto' || choice === 'upstream') return;
  throw new BrambleError('USAGE', 'snapcraft takes its sources from the addresses in snapcraft.yaml only', {
    hint: 'use --builder native with this --source',
  });
}

/** Sources as the recipe names them: snapcraft checked their sums itself. */
function describeParts({ parts }: Recipe) {
  return Object.entries(parts).flatMap(([name, { source, 'source-checksum': sum = '' }]) => {
    const [algorithm, hex = ''] = sum.split('/');
    if (source === undefined || (algorithm !== 'sha256' && algorithm !== 'sha512')) return [];
    const archive = { origin: source, checksum: { algorithm, hex }, contents: [] } as const;
    return [{ name, folder: '', paths: [], packages: [], archive }];
  });
}
