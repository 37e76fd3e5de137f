import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { markdownFiles } from '../support/markdown.ts';

const examples = globSync('examples/*.py').map((file) => readFileSync(file, 'utf8'));

it.each(markdownFiles().filter((file) => programsIn(file).length > 0))(
  '%s shows only programs of examples/',
  (file) => {
    expect(programsIn(file).filter((program) => !examples.includes(program))).toEqual([]);
  },
);

function programsIn(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^```python\n([\s\S]*?)^```/gm)].map(([, program = '']) => program);
}
