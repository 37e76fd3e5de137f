import { type Artifact, extensions } from '../domain/artifact.ts';
import { BrambleError } from '../errors.ts';
import type { Host } from '../host/host.ts';

/** Where artifacts lie on a node until they are installed. */
export const stagingDirectory = '/var/tmp/bramble';
const hashTimeoutMs = 10 * 60_000;
/** For a whole artifact, however it comes. */
export const sendTimeoutMs = 60 * 60_000;

interface SendOptions {
  readonly signal: AbortSignal | undefined;
  readonly onProgress: (fraction: number) => void;
  readonly onNote: (text: string) => void;
}

/** Where an artifact lies on a node between being sent and being installed; named by its hash. */
export function stagedPath({ component, packaging, sha256 }: Artifact): string {
  return `${stagingDirectory}/${component}-${sha256.slice(0, 16)}.${extensions[packaging]}`;
}

/** Sends an artifact unless a whole copy is there already, continues a broken one, and checks its hash on the node. */
export async function sendArtifact(host: Host, artifact: Artifact, options: SendOptions): Promise<void> {
  if (await isWhole(host, artifact, options.signal)) return;
  await uploadArtifact(host, artifact, options);
  if (!(await isWhole(host, artifact, options.signal))) throw wrongHash(host.name, artifact);
}

/** Sends what is missing of an artifact. Checks nothing. */
export async function uploadArtifact(
  host: Host,
  artifact: Artifact,
  { signal, onProgress, onNote }: SendOptions,
): Promise<void> {
  await host.upload(artifact.path, stagedPath(artifact), {
    timeoutMs: sendTimeoutMs,
    onProgress: (sent) => onProgress(sent / artifact.sizeBytes),
    onNote,
    ...(signal && { signal }),
  });
}

/** The failure of a copy that turned out not to be what was sent. */
export function wrongHash(host: string, artifact: Artifact): BrambleError {
  const message = `${stagedPath(artifact)} does not have the hash ${artifact.sha256}`;
  return new BrambleError('ACTION_FAILED', message, {
    host,
    hint: 'it was deleted there: repeat the command; if it happens again, check the card and the file here with sha256sum',
  });
}

/** Makes the staging directory on the way. A file with another hash is removed, so that the next attempt begins anew. */
export async function isWhole(host: Host, artifact: Artifact, signal: AbortSignal | undefined): Promise<boolean> {
  const output = await host.run(['sh', '-c', checkScript, 'sh', stagedPath(artifact), artifact.sha256], {
    timeoutMs: hashTimeoutMs,
    ...(signal && { signal }),
  });
  return output.exitCode === 0;
}

const checkScript = `d=$(dirname "$1"); mkdir -p "$d" && chmod 700 "$d"
[ -f "$1" ] || exit 1
echo "$2  $1" | sha256sum -c --status && exit 0
rm -f "$1"; exit 1`;

/** Removes what a node holds of an artifact, whole or in part. */
export async function removeStaged(host: Host, artifact: Artifact, signal: AbortSignal | undefined): Promise<void> {
  const path = stagedPath(artifact);
  // The part first: it may become the whole file meanwhile.
  for (const each of [`${path}.part`, path]) await host.run(['rm', '-f', each], { ...(signal && { signal }) });
}
