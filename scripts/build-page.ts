// Builds the page into web/dist, where it is not built from just these files already. `--force` builds it anyway.
import { globSync } from 'node:fs';
import { build } from 'vite';
import { withFileLock } from '../src/store/file-lock.ts';
import { isBuiltFrom, noteInputs } from './page-inputs.ts';

process.env.NODE_ENV = 'production'; // the same page, also when a test asks for it

const note = 'web/dist/inputs.json';

const options = { what: 'the built page', onWait: () => console.error('another process is at the page') };
await withFileLock('node_modules/.bramble-page-lock', options, buildWhereStale);

async function buildWhereStale(): Promise<void> {
  if (!process.argv.includes('--force') && isBuiltFrom(note)) return console.error('the page is as built');
  const output = await build({ configFile: 'web/vite.config.ts', logLevel: 'warn' });
  const [{ output: files } = { output: [] }] = 'close' in output ? [] : [output].flat();
  const modules = files.flatMap((file) => (file.type === 'chunk' ? file.moduleIds : []));
  noteInputs(note, [...modules, ...globSync('web/**/*.{html,css,svg,ts,json}', { exclude: ['web/dist/**'] })]);
  console.error(`the page is built of ${modules.length} modules`);
}
