// Fails when a file of src/ imports against the direction of the house, or when a deciding folder acts.
import { globSync, readFileSync } from 'node:fs';
import { importFaults } from './imports.ts';

const paths = globSync('src/**/*.ts').toSorted();
const faults = paths.flatMap((path) => importFaults({ path, text: readFileSync(path, 'utf8') }));
for (const fault of faults) console.error(fault);
console.log(`${paths.length} files, ${faults.length} faults`);
process.exitCode = faults.length === 0 && paths.length > 0 ? 0 : 1;
