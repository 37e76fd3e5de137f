import type { Action } from '../domain/actions.ts';
import type { Secret } from '../domain/secret.ts';
import { BrambleError } from '../errors.ts';
import { historyPath } from '../facts/history.ts';
import { recordPath } from '../facts/record.ts';
import type { Host } from '../host/host.ts';
import type { Step } from '../packaging/packaging.ts';
import { packagings, secretPath } from '../packaging/packagings.ts';
import { connectPlug, installFromStore } from '../packaging/snap.ts';
import { runStep } from './run-step.ts';
import { sendArtifact, stagedPath } from './send-artifact.ts';
import { writeFile } from './write-file.ts';

/** What an action may need besides itself. */
export interface ActionContext {
  readonly secret: Secret;
  readonly signal: AbortSignal | undefined;
  /** Called with the part of an upload that has arrived, from 0 to 1. */
  readonly onProgress: (fraction: number) => void;
  /** Called with what is worth knowing though nothing failed. */
  readonly onNote: (text: string) => void;
}

/** Carries out one action on one host. Rejects with what the host said when it fails. */
export async function applyAction(host: Host, action: Action, context: ActionContext): Promise<void> {
  switch (action.kind) {
    case 'write-hosts':
      return await writeFile(host, { path: '/etc/hosts', mode: '644', content: action.content }, context.signal);
    case 'upload':
      return await sendArtifact(host, action.artifact, context);
    case 'install':
      return await installArtifact(host, action, context);
    case 'install-from-store':
      return await runStep(host, installFromStore(action.component, action.channel), context.signal);
    case 'write-secret':
      return await writeSecret(host, action, context);
    case 'set-keys':
      return await runStep(host, packagings[action.packaging].setKeys(action.component, action.values), context.signal);
    case 'start-role':
      return await runStep(host, packagings[action.packaging].startRole(action.component, action.role), context.signal);
    case 'restart-role':
      return await runStep(
        host,
        packagings[action.packaging].restartRole(action.component, action.role),
        context.signal,
      );
    case 'connect-plug':
      return await runStep(host, connectPlug(action.component, action.plug), context.signal);
    case 'write-record':
      return await writeFile(host, { path: recordPath, mode: '644', content: action.content }, context.signal);
    case 'revert':
      return await runStep(host, packagings[action.packaging].revert(action.component), context.signal);
    case 'remove-component':
      return await runStep(host, packagings[action.packaging].remove(action.component, action), context.signal);
    case 'remove-record':
      return await runStep(host, forget(recordPath), context.signal);
    case 'remove-history':
      return await runStep(host, forget(historyPath, `${historyPath}.1`), context.signal);
  }
}

/** Removes files of ours, and their directory when nothing else is in it. */
function forget(...paths: readonly string[]): Step {
  return { argv: ['sh', '-c', 'rm -f "$@"; rmdir --ignore-fail-on-non-empty "$(dirname "$1")"', 'sh', ...paths] };
}

async function installArtifact(
  host: Host,
  { artifact }: Extract<Action, { kind: 'install' }>,
  { signal }: ActionContext,
): Promise<void> {
  const file = stagedPath(artifact);
  await runStep(host, packagings[artifact.packaging].install(artifact.component, file, artifact.payloadId), signal);
  await runStep(host, forget(file), signal);
}

async function writeSecret(
  host: Host,
  { component, packaging }: Extract<Action, { kind: 'write-secret' }>,
  { secret, signal }: ActionContext,
): Promise<void> {
  const { serviceUser } = packagings[packaging];
  const path = secretPath(packagings[packaging], component);
  const output = await host.run(['sh', '-c', writeSecretScript, 'sh', path, serviceUser], {
    sudo: true,
    stdin: secret,
    timeoutMs: 30_000,
    ...(signal && { signal }),
  });
  if (output.exitCode !== 0)
    throw new BrambleError('ACTION_FAILED', `could not write ${path}`, {
      host: host.name,
      evidence: output.stderr.trim(),
    });
}

/** The directory and the file belong to the service user alone; the file appears whole or not at all. */
const writeSecretScript = `set -eu
umask 077
d=$(dirname "$1"); mkdir -p "$d"; chown "$2" "$d"
t=$(mktemp "$d/.new.XXXXXX"); trap 'rm -f "$t"' EXIT
cat > "$t"; chown "$2" "$t"; chmod 600 "$t"; mv "$t" "$1"`;
