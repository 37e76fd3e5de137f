import { parseDocument } from 'yaml';
import { z } from 'zod';
import type { Arch } from '../domain/artifact.ts';
import { BrambleError } from '../errors.ts';

const names = z.array(z.string());

const checksum = z.string().regex(/^sha(256|512)\/[0-9a-f]+$/);

const partSchema = (arch: Arch) =>
  z.strictObject({
    plugin: z.enum(['dump', 'nil']),
    source: forArch(z.string(), arch).optional(),
    'source-checksum': forArch(checksum, arch).optional(),
    'stage-packages': names.default([]),
    organize: z.record(z.string(), z.string()).default({}),
    stage: names.default(['*']),
  });

/** A value, or of snapcraft's grammar a list of one for each architecture that the snap is built for: `- to arm64: …`. */
function forArch<T extends z.ZodType<string>>(value: T, arch: Arch) {
  const choices = z.array(z.partialRecord(z.enum(['to amd64', 'to arm64']), value));
  const chosen = choices.transform((list, context) => {
    const own = list.flatMap((one) => one[`to ${arch}`] ?? []).at(0);
    if (own === undefined) context.addIssue(`has nothing for ${arch}`);
    return own ?? z.NEVER;
  });
  return z.union([value, chosen]);
}

const appSchema = z.strictObject({
  command: z.string(),
  daemon: z.literal('simple').optional(),
  'install-mode': z.enum(['enable', 'disable']).optional(),
  'restart-condition': z.string().optional(),
  'restart-delay': z.string().optional(),
  'stop-timeout': z.string().optional(),
  after: names.optional(),
  plugs: names.optional(),
});

const recipeSchema = (arch: Arch) =>
  z.strictObject({
    name: z.string(),
    title: z.string(),
    base: z.literal('core24'),
    version: z.string(),
    license: z.string(),
    summary: z.string(),
    description: z.string(),
    grade: z.enum(['stable', 'devel']),
    confinement: z.literal('strict'),
    compression: z.enum(['lzo', 'xz']),
    assumes: names,
    platforms: z.record(z.enum(['amd64', 'arm64']), z.null()),
    'system-usernames': z.record(z.string(), z.literal('shared')),
    environment: z.record(z.string(), z.string().nullable()).default({}),
    hooks: z.record(z.string(), z.strictObject({ plugs: names })).default({}),
    apps: z.record(z.string(), appSchema),
    parts: z.record(z.string(), partSchema(arch)),
  });

/** The part of snapcraft.yaml that the native builder understands, for one architecture. */
export type Recipe = z.infer<ReturnType<typeof recipeSchema>>;
export type Part = Recipe['parts'][string];

/** A snapcraft.yaml as it is for one architecture. Whatever in it the native builder does not carry out is refused by name. */
export function parseRecipe(text: string, file: string, arch: Arch): Recipe {
  const document = parseDocument(text, { uniqueKeys: true });
  const [fault] = document.errors;
  if (fault !== undefined) throw new BrambleError('BUILD_FAILED', `${file} is not YAML`, { cause: fault });
  const parsed = recipeSchema(arch).safeParse(document.toJS());
  if (parsed.success) return parsed.data;
  throw new BrambleError('BUILD_FAILED', `${file} uses what the native builder does not know`, {
    evidence: parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'),
    hint: 'build with --builder snapcraft',
  });
}
