// Writes the report of docs/report from its record, in every format: npm run report
import { spawnSync } from 'node:child_process';
import { reportFormats } from '../src/report/write-report.ts';

const folder = 'docs/report';

for (const format of reportFormats) {
  const words = ['report', `${folder}/record.json`, '--out', `${folder}/report.${format}`];
  const { status } = spawnSync(process.execPath, ['src/cli/main.ts', ...words], { stdio: 'inherit' });
  process.exitCode ||= status ?? 1;
}
