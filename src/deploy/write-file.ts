import { BrambleError } from '../errors.ts';
import type { Host } from '../host/host.ts';

interface FileContent {
  readonly path: string;
  /** In octal, as chmod reads it. */
  readonly mode: string;
  readonly content: string;
}

/** Writes a root-owned file: whole or not at all, also where it is a mount point and cannot be replaced. */
export async function writeFile(host: Host, { path, mode, content }: FileContent, signal?: AbortSignal): Promise<void> {
  const { exitCode, stderr } = await host.run(['sh', '-c', script, 'sh', path, mode], {
    sudo: true,
    stdin: content,
    timeoutMs: 30_000,
    ...(signal && { signal }),
  });
  if (exitCode !== 0)
    throw new BrambleError('ACTION_FAILED', `could not write ${path}`, { host: host.name, evidence: stderr.trim() });
}

const script = `set -eu
d=$(dirname "$1"); mkdir -p "$d"
t=$(mktemp "$d/.bramble.XXXXXX"); trap 'rm -f "$t"' EXIT
cat > "$t"; chmod "$2" "$t"
mv -f "$t" "$1" 2>/dev/null || cat "$t" > "$1"`;
