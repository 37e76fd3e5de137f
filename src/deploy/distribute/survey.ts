import type { Artifact } from '../../domain/artifact.ts';
import type { Host } from '../../host/host.ts';
import { isWhole, stagedPath } from '../send-artifact.ts';

/** How much of an artifact a node holds, and whether it can take part in passing it on. */
export interface Survey {
  readonly isWhole: boolean;
  readonly bytes: number;
  readonly hasPython: boolean;
}

/** Looks what a node holds of an artifact, checks it where it is whole, and makes the staging directory. */
export async function survey(host: Host, artifact: Artifact, signal: AbortSignal | undefined): Promise<Survey> {
  const whole = await isWhole(host, artifact, signal);
  const argv = ['sh', '-c', lookScript, 'sh', stagedPath(artifact), String(artifact.sizeBytes)];
  const { stdout } = await host.run(argv, { timeoutMs: 60_000, ...(signal && { signal }) });
  const [bytes = '0', python = ''] = stdout.trim().split(' ');
  return { isWhole: whole, bytes: whole ? artifact.sizeBytes : Number(bytes), hasPython: python === 'python' };
}

/** A beginning that is longer than the file is none. */
const lookScript = `size=0
[ ! -f "$1.part" ] || size=$(wc -c < "$1.part")
[ "$size" -le "$2" ] || { rm -f "$1.part"; size=0; }
python3 -I -S -c 'import fcntl, select, socket, threading' 2> /dev/null && python=python || python=none
echo "$size $python"`;
