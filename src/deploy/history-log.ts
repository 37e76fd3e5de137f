import type { Report } from '../domain/events.ts';
import { BrambleError } from '../errors.ts';
import { historyPath } from '../facts/history.ts';
import type { Host } from '../host/host.ts';
import type { EndLine, StartLine } from './history-entry.ts';

const noteMs = 20_000;
/** When the file is as large as this it becomes the older one, and the older one goes. */
const mostBytes = 256 * 1024;

/** Notes on each node that it is going to be changed. What cannot be noted is told, and stops nothing. */
export async function noteStart(hosts: readonly Host[], line: StartLine, report: Report): Promise<void> {
  await noteAll(hosts, line, { script: startScript, report });
}

/** Notes the end on each node that has the beginning: not where a purge took the history away. */
export async function noteEnd(hosts: readonly Host[], line: EndLine, report: Report): Promise<void> {
  await noteAll(hosts, line, { script: endScript, report });
}

interface Note {
  readonly script: string;
  readonly report: Report;
}

async function noteAll(hosts: readonly Host[], line: object, { script, report }: Note): Promise<void> {
  await Promise.all(
    hosts.map(async (host) => {
      const why = await noteOn(host, script, `${JSON.stringify(line)}\n`);
      if (why !== undefined)
        report({ stage: 'record', host: host.name, state: 'note', text: `not recorded in its history: ${why}` });
    }),
  );
}

async function noteOn(host: Host, script: string, line: string): Promise<string | undefined> {
  try {
    const argv = ['sh', '-c', script, 'sh', historyPath];
    const { exitCode, stderr } = await host.run(argv, { sudo: true, stdin: line, timeoutMs: noteMs });
    return exitCode === 0 ? undefined : stderr.trim();
  } catch (error) {
    if (error instanceof BrambleError) return error.message;
    throw error;
  }
}

/** A line that a power cut left half is ended first, or it would spoil the next one. */
const append = `[ ! -s "$1" ] || [ -z "$(tail -c 1 "$1")" ] || echo >> "$1"
cat >> "$1"
sync "$1"`;

const startScript = `set -eu
umask 077
[ -d "$(dirname "$1")" ] || install -d -m 755 "$(dirname "$1")"
[ ! -e "$1" ] || [ "$(stat -c %s "$1")" -lt ${mostBytes} ] || mv "$1" "$1.1"
${append}`;

const endScript = `set -eu
[ -e "$1" ] || exit 0
${append}`;
