export interface Check {
  readonly name: string;
  readonly command: readonly string[];
  /** Set on a vitest run, whose tests are counted one by one; any other check counts as one. */
  readonly vitest: boolean;
  /** Set where virtual Pis are booted: whatever it leaves up is taken down. */
  readonly inLab: boolean;
  readonly limitMs: number;
}

const minuteMs = 60_000;

/** Everything that `scripts/test unit` runs, in this order. A new check is a new row. */
export const unitChecks: readonly Check[] = [
  plain('format', ['biome', 'format', '.']),
  plain('lint', ['biome', 'lint', '--error-on-warnings', '.']),
  plain('imports', ['node', 'scripts/check-imports.ts']),
  types('types', 'tsconfig.json'),
  types('types of the page', 'web/tsconfig.json'),
  plain('unused code', ['knip', '--no-progress']),
  plain('shell scripts', ['sh', 'scripts/check-shell']),
  plain('generated files', ['node', 'scripts/generate.ts', '--check']),
  vitest('unit tests', ['--project', 'unit'], 5),
];

/** What is made of the sources: the npm package, the site of the manual, the page in a browser. */
export const packageChecks: readonly Check[] = [vitest('package', ['--project', 'package'], 5)];

/** One test file. End-to-end files own labs, so they get more time. */
export function fileCheck(file: string): Check {
  const inLab = file.startsWith('test/e2e/');
  return { ...vitest(file, [file], inLab ? 40 : 5), inLab };
}

/** Looks at what has changed since the last time alone. */
function types(name: string, project: string): Check {
  const seen = `node_modules/.cache/${name.replaceAll(' ', '-')}.tsbuildinfo`;
  return plain(name, ['tsc', '-p', project, '--incremental', '--tsBuildInfoFile', seen]);
}

function plain(name: string, command: readonly string[]): Check {
  return { name, command, vitest: false, inLab: false, limitMs: 2 * minuteMs };
}

function vitest(name: string, words: readonly string[], minutes: number): Check {
  return { name, command: ['vitest', 'run', ...words], vitest: true, inLab: false, limitMs: minutes * minuteMs };
}
