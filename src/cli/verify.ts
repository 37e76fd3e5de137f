import { Command } from 'commander';
import { parsePositive, withClusterOptions } from './cluster-options.ts';
import { componentsArgument, readComponents } from './component-argument.ts';
import type { VerifyOptions } from './run-verify.ts';

/** `bramble verify spark`: shows rung by rung whether a cluster works. */
export function verifyCommand(): Command {
  return withClusterOptions(new Command('verify').addArgument(componentsArgument()))
    .description(
      'Prove that the cluster works: every node, daemon, port and answer, a file in HDFS, and jobs on every worker.',
    )
    .option('--junit <file>', 'write a JUnit report too')
    .option('--no-jobs', 'look only, and write a file to HDFS; run no job')
    .option('--job-timeout <seconds>', 'limit for each job', parsePositive)
    .addHelpText(
      'after',
      `
Examples:
  bramble verify
  bramble verify spark --hosts "red,red[01-02]" --junit verify.xml`,
    )
    .action(async (words: string[], options: VerifyOptions) => {
      const { runVerify } = await import('./run-verify.ts');
      await runVerify({ ...options, components: readComponents(words) });
    });
}
