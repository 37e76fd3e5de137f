import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { loadRecord } from '../bench/load-record.ts';
import { BrambleError } from '../errors.ts';
import { makeReport } from '../report/make-report.ts';
import { count } from '../report/words.ts';
import { isReportFormat, type ReportFormat, reportFormats, writeReport } from '../report/write-report.ts';
import { suggestNext } from './reporter.ts';

export interface ReportOptions {
  readonly out?: string;
  readonly format?: ReportFormat;
  readonly json?: boolean;
  readonly calledAs?: string;
}

/** Reads the records, writes the report and says where it is. */
export async function runReport(paths: readonly string[], options: ReportOptions): Promise<void> {
  const { out, format } = chooseOutput(options);
  refuseToOverwrite(out, paths);
  const report = makeReport(await Promise.all(paths.map(loadRecord)));
  const written = await writeReport(report, format, basename(out, extname(out)));
  const folder = dirname(out);
  const files = [out, ...written.beside.map(({ path }) => join(folder, path))];
  await writeTo(out, written.content);
  for (const { path, content } of written.beside) await writeTo(join(folder, path), content);
  process.stdout.write(options.json ? `${JSON.stringify({ files })}\n` : describe(files));
  suggestNext(options, { files });
}

function chooseOutput({ out, format }: ReportOptions): { readonly out: string; readonly format: ReportFormat } {
  if (out === undefined) return { out: `report.${format ?? 'html'}`, format: format ?? 'html' };
  const ending = extname(out).slice(1);
  if (format !== undefined) return { out, format };
  if (isReportFormat(ending)) return { out, format: ending };
  throw new BrambleError('USAGE', `--out: "${out}" ends in none of ${reportFormats.join(', ')}`, {
    hint: 'give it such an ending, or say which with --format',
  });
}

function refuseToOverwrite(out: string, paths: readonly string[]): void {
  if (paths.every((path) => resolve(path) !== resolve(out))) return;
  throw new BrambleError('USAGE', `--out: ${out} is one of the records`, { hint: 'name another file' });
}

async function writeTo(path: string, content: string | Uint8Array): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
  } catch (cause) {
    throw new BrambleError('USAGE', `cannot write ${path}`, { cause, hint: 'name another file with --out' });
  }
}

function describe([out = '', ...drawings]: readonly string[]): string {
  const [first] = drawings;
  const beside = first === undefined ? '' : `, with its ${count(drawings.length, 'drawing')} in ${dirname(first)}`;
  return `wrote ${out}${beside}\n`;
}
