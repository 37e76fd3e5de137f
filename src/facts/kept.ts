import { componentNames } from '../domain/components.ts';
import type { KeptData } from '../domain/facts.ts';
import { packagings } from '../packaging/packagings.ts';
import { type Fact, linesOf } from './fact.ts';

const places = componentNames.flatMap((component) =>
  Object.values(packagings).map(({ name, common, root }) => ({
    component,
    packaging: name,
    folder: common(component),
    root: root(component),
  })),
);

/** Data of components that are not installed any more. */
export const keptFact: Fact<readonly KeptData[]> = {
  script: places.map(({ folder, root }) => `[ -e ${root} ] || [ ! -d ${folder} ] || echo ${folder}`).join('\n'),
  parse: (text) => {
    const found = new Set(linesOf(text));
    return places
      .filter(({ folder }) => found.has(folder))
      .map(({ component, packaging, folder }) => ({ component, packaging, folder }));
  },
};
