import { join } from 'node:path';
import type { Arch } from '../domain/artifact.ts';
import type { Report } from '../domain/events.ts';
import { fetchPackages } from './apt-archive.ts';
import type { Payload } from './make-payload.ts';
import { runTool } from './run-tool.ts';
import { ensureTools } from './tools.ts';

interface CheckOptions {
  readonly work: string;
  readonly report: Report;
  readonly signal: AbortSignal | undefined;
}

const programs = [
  { name: 'Java', path: 'usr/lib/jvm/java-17-openjdk/bin/java', words: ['-Xshare:off', '-Xmx64m', '--version'] },
  {
    name: 'Python',
    path: 'usr/bin/python3',
    words: [
      '-c',
      'import ctypes, numpy, sqlite3, ssl, sys; print("Python", sys.version.split()[0], "with NumPy", numpy.__version__)',
    ],
  },
] as const;

/** Runs the payload's Java and Python once, under emulation where this machine is of another kind; says what they say. */
export async function checkRuns({ folder, manifest }: Payload, options: CheckOptions): Promise<void> {
  const { report, signal } = options;
  const emulation = await emulationFor(manifest.arch, options);
  const libraries = ['lib/java', 'lib/python', 'lib/fallback'].map((path) => join(folder, path)).join(':');
  for (const { name, path, words } of programs) {
    const argv = [...emulation.prefix(libraries), join(folder, path), ...words];
    const said = await runTool(argv, { signal, env: emulation.env(libraries), timeoutMs: 180_000 });
    const text = `${name} for ${manifest.arch} runs here${emulation.note}: ${said.split('\n')[0]}`;
    report({ stage: 'build', state: 'note', text });
  }
}

const nodeArch: Readonly<Record<Arch, string>> = { amd64: 'x64', arm64: 'arm64' };

async function emulationFor(arch: Arch, { work, report, signal }: CheckOptions) {
  if (process.arch === nodeArch[arch])
    return { note: '', prefix: () => [], env: (libraries: string) => ({ LD_LIBRARY_PATH: libraries }) };
  await ensureTools(['qemu-aarch64-static'], report, signal);
  const root = join(work, 'system');
  for (const { file } of await fetchPackages(['libc6', 'zlib1g'], { arch, signal, isWholeSystem: true }))
    await runTool(['dpkg-deb', '-x', file, root], { signal });
  const prefix = (libraries: string) => ['qemu-aarch64-static', '-L', root, '-E', `LD_LIBRARY_PATH=${libraries}`];
  return { note: ' under qemu', prefix, env: () => ({}) };
}
