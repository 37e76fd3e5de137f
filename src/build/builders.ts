import type { ComponentName } from '../domain/roles.ts';
import type { PartContext } from './make-part.ts';
import { makePayload, type Payload } from './make-payload.ts';
import type { Recipe } from './recipe.ts';
import { makePayloadWithSnapcraft } from './snapcraft-builder.ts';
import { ensureTools, hasProgram } from './tools.ts';

export type Builder = 'snapcraft' | 'native';

type MakePayload = (component: ComponentName, recipe: Recipe, context: PartContext) => Promise<Payload>;

/** The two ways from a snapcraft.yaml to a payload. */
export const builders: Readonly<Record<Builder, MakePayload>> = {
  snapcraft: makePayloadWithSnapcraft,
  native: async (component, recipe, context) => {
    await ensureTools(['apt-get', 'dpkg-deb', 'tar', 'gzip'], context.report, context.signal);
    return makePayload(component, recipe, context);
  },
};

/** The real snapcraft where it is installed, unless the other one is asked for. */
export async function chooseBuilder(wish: Builder | 'auto'): Promise<Builder> {
  if (wish !== 'auto') return wish;
  return (await hasProgram('snapcraft')) ? 'snapcraft' : 'native';
}
