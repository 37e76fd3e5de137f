// Fails when a file of src/ imports against the direction of the house, when a deciding folder acts, or when the page takes more than it may.
import { globSync, readFileSync } from 'node:fs';
import { importFaults, pageImportFaults } from './imports.ts';

const read = (path: string) => ({ path, text: readFileSync(path, 'utf8') });
const paths = globSync('src/**/*.ts').toSorted();
const pagePaths = globSync('web/src/**/*.{ts,tsx}').toSorted();
const faults = [
  ...paths.flatMap((path) => importFaults(read(path))),
  ...pagePaths.flatMap((path) => pageImportFaults(read(path))),
];
for (const fault of faults) console.error(fault);
console.log(`${paths.length + pagePaths.length} files, ${faults.length} faults`);
process.exitCode = faults.length === 0 && paths.length > 0 && pagePaths.length > 0 ? 0 : 1;
