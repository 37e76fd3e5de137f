// Writes the files that are made from the tables in src/domain; with --check only tells which of them are stale.
import { readFileSync, writeFileSync } from 'node:fs';
import { outputs } from './generate/outputs.ts';

const onlyCheck = process.argv.includes('--check');
const stale = outputs.filter(({ path, render }) => {
  const current = read(path);
  const wanted = render(current);
  if (!onlyCheck && current !== wanted) writeFileSync(path, wanted);
  return current !== wanted;
});

for (const { path } of stale) process.stdout.write(`${onlyCheck ? 'stale' : 'written'}: ${path}\n`);
if (onlyCheck && stale.length > 0) {
  process.stderr.write('Run `npm run generate` and commit the result.\n');
  process.exitCode = 1;
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
