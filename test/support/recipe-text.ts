import { readFileSync } from 'node:fs';

/** The real snapcraft.yaml of Spark. */
export const recipeText = readFileSync(
  new URL('../../snaps/bramble-spark/snap/snapcraft.yaml', import.meta.url),
  'utf8',
);
