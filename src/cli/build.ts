import { Argument, Command, Option } from 'commander';
import { componentNames } from '../domain/components.ts';
import type { ComponentName } from '../domain/roles.ts';

interface BuildOptions {
  readonly arch?: 'arm64' | 'amd64';
  readonly builder: 'auto' | 'snapcraft' | 'native';
  readonly source: string;
  readonly as: 'snap' | 'tarball' | 'both';
  readonly json?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** `bramble build COMPONENT`: makes the snap and the tarball on this machine. */
export function buildCommand(): Command {
  return new Command('build')
    .description('Build the snap and the tarball of a component on this machine. Builds only what changed.')
    .addArgument(new Argument('<component>').choices(componentNames))
    .addOption(
      new Option('--arch <arch>', 'architecture to build for, if not that of this machine').choices(['arm64', 'amd64']),
    )
    .addOption(
      new Option('--builder <builder>', 'snapcraft if it is installed, otherwise bramble’s own')
        .choices(['auto', 'snapcraft', 'native'])
        .default('auto'),
    )
    .option('--source <source>', 'auto, upstream, registry, or file=PATH of an archive that you have', 'auto')
    .addOption(new Option('--as <packaging>', 'what to make').choices(['snap', 'tarball', 'both']).default('both'))
    .option('--json', 'print JSON lines only, on standard output')
    .option('--quiet', 'print results and errors only')
    .option('--verbose', 'print every step')
    .action(build);
}

async function build(component: ComponentName, options: BuildOptions): Promise<void> {
  const { buildComponent } = await import('../build/build-component.ts');
  const { parseSource } = await import('../build/parse-source.ts');
  const { abortOnInterrupt } = await import('./interruption.ts');
  const { createReporter } = await import('./reporter.ts');
  const reporter = createReporter(options);
  const request = {
    component,
    arch: options.arch ?? (process.arch === 'arm64' ? 'arm64' : 'amd64'),
    builder: options.builder,
    source: parseSource(options.source),
    packagings: options.as === 'both' ? (['snap', 'tarball'] as const) : [options.as],
    signal: abortOnInterrupt(),
  };
  try {
    const artifacts = await buildComponent(request, reporter.report);
    for (const { path, sizeBytes } of artifacts) reporter.line(`${path} (${Math.round(sizeBytes / 1e6)} MB)`);
    reporter.result(artifacts);
  } finally {
    reporter.stop();
  }
}
