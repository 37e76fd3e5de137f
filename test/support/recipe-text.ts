import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../src/build/project.ts';
import type { ComponentName } from '../../src/domain/roles.ts';

/** The real snapcraft.yaml of a component. */
export function readRecipeText(component: ComponentName): string {
  return readFileSync(join(projectFolder(component), 'snap', 'snapcraft.yaml'), 'utf8');
}

/** That of Spark. */
export const recipeText = readRecipeText('spark');
