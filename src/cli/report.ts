import { Command, Option } from 'commander';
import type { ReportOptions } from './run-report.ts';

/** `bramble report RECORD…`: what benchmark records say, to read, to print and to hand in. */
export function reportCommand(): Command {
  return new Command('report')
    .description('Make a report with plots, tables and explanations from records of bramble bench.')
    .argument('<records...>', 'files that bramble bench has written')
    .option('--out <file>', 'file to write (default: report.html; with --format, report.FORMAT)')
    .addOption(
      new Option('--format <format>', 'format of the report (default: by the ending of --out, otherwise html)').choices(
        ['html', 'md', 'pdf'],
      ),
    )
    .option('--json', 'print one JSON line')
    .action(async (records: string[], options: ReportOptions) => {
      const { runReport } = await import('./run-report.ts');
      await runReport(records, options);
    });
}
