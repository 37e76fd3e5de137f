import { Command } from 'commander';
import { parsePositive, withClusterOptions } from './cluster-options.ts';
import { componentArgument } from './component-argument.ts';
import type { VerifyOptions } from './run-verify.ts';

/** `bramble verify spark`: shows rung by rung whether a cluster works. */
export function verifyCommand(): Command {
  return withClusterOptions(new Command('verify').addArgument(componentArgument()))
    .description('Prove that the cluster works: every node, daemon, port and answer, and a job on every worker.')
    .option('--junit <file>', 'write a JUnit report too')
    .option('--job-timeout <seconds>', 'limit for the job', parsePositive)
    .addHelpText(
      'after',
      `
Examples:
  bramble verify spark
  bramble verify spark --hosts "red,red[01-02]" --junit verify.xml`,
    )
    .action(async (_component: string, options: VerifyOptions) => {
      const { runVerify } = await import('./run-verify.ts');
      await runVerify(options);
    });
}
