import { waitUntil } from '../deploy/members/wait.ts';
import type { Host } from '../host/host.ts';

/** What stands for the work of a snapd that does not answer. */
export const silence = 'it does not answer';

/** What snapd is at work on, with the number of the change; '' where it is idle, or not installed. */
export async function askSnapd(host: Host, signal: AbortSignal | undefined): Promise<string> {
  const limits = { sudo: true, timeoutMs: 60_000, ...(signal && { signal }) };
  const { stdout } = await host.run(['sh', '-c', busyScript], limits);
  return stdout.trim();
}

/** Waits, with a limit, until snapd has ended what it is at work on: after a boot it goes on with what was cut off. */
export async function untilSnapdIsIdle(
  host: Host,
  { limitSeconds, signal }: { readonly limitSeconds: number; readonly signal: AbortSignal | undefined },
): Promise<void> {
  const isIdle = async () => (await askSnapd(host, signal)) === '' || undefined;
  await waitUntil(isIdle, { limitMs: limitSeconds * 1000, signal });
}

/** Asked before it is there, as after a boot, it says nothing of what it is about to go on with. */
const busyScript = `command -v snap >/dev/null || exit 0
changes=$(LC_ALL=C snap changes --abs-time 2>&1) || case $changes in *'no changes'*) exit ;; *) echo '${silence}'; exit ;; esac
printf '%s\\n' "$changes" | awk '$2 ~ /^(Do|Doing|Undo|Undoing|Abort)$/ {
  number = $1; $1 = $2 = $3 = $4 = ""; sub(/^ +/, ""); print $0 " (change " number ")"; exit
}'`;
