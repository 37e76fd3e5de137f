import { checkWritable, type LocalFile, writeLocalFile } from '../../operations/local-file.ts';
import type { Finding } from '../../verify/finding.ts';

type Told = Readonly<Record<string, unknown>>;

/** Throws USAGE where a file of this machine that an option names could not be written. */
export async function checkLocalFiles(told: Told): Promise<void> {
  for (const file of Object.values(filesIn(told))) if (file !== undefined) await checkWritable(file);
}

/** Files of this machine that options name: made here of what the server found. */
export async function writeLocalFiles(told: Told, result: unknown): Promise<void> {
  const { junit, output } = filesIn(told);
  if (junit !== undefined && isVerification(result)) {
    const { renderJunit } = await import('../../verify/junit.ts');
    await writeLocalFile(junit, renderJunit(result.cluster, result.findings));
  }
  if (output !== undefined && result !== undefined)
    await writeLocalFile(output, `${JSON.stringify(result, undefined, 2)}\n`);
}

function filesIn({ junit, output }: Told): { readonly junit?: LocalFile; readonly output?: LocalFile } {
  return {
    ...(typeof junit === 'string' && { junit: { flag: '--junit', path: junit } }),
    ...(typeof output === 'string' && { output: { flag: '--output', path: output } }),
  };
}

function isVerification(
  result: unknown,
): result is { readonly cluster: string; readonly findings: readonly Finding[] } {
  return typeof result === 'object' && result !== null && 'findings' in result;
}
