import { extname } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { BrambleError } from '../errors.ts';
import type { LabContext } from './machine/context.ts';
import type { RootLine } from './machine/main.ts';
import type { RaisedLab } from './machine/raise-lab.ts';
import { carryOut, type LabRequest } from './machine/requests.ts';

/** Carries out a request as root: here where this process is root, else by sudo, which may ask for a password. */
export async function asRoot(request: LabRequest, context: LabContext): Promise<RaisedLab | undefined> {
  return process.geteuid?.() === 0 ? carryOut(request, context) : bySudo(request, context);
}

const mainFile = fileURLToPath(new URL(`./machine/main${extname(import.meta.url)}`, import.meta.url));

async function bySudo(request: LabRequest, { report, signal }: LabContext): Promise<RaisedLab | undefined> {
  const never = process.stdin.isTTY ? [] : ['--non-interactive'];
  const sudo = execa('sudo', [...never, '--', process.execPath, mainFile, JSON.stringify(request)], {
    reject: false,
    stdin: 'pipe',
    detached: !process.stdin.isTTY,
  });
  const stop = () => sudo.stdin.end();
  signal?.addEventListener('abort', stop, { once: true });
  let last: RootLine | undefined;
  for await (const text of createInterface({ input: sudo.stdout })) {
    const line: RootLine = JSON.parse(text);
    if ('event' in line) report(line.event);
    else {
      last = line;
      stop();
    }
  }
  const { stderr } = await sudo;
  return settle(last, stderr);
}

function settle(last: RootLine | undefined, stderr: string): RaisedLab | undefined {
  if (last === undefined) throw needsRoot(stderr);
  if ('failure' in last) {
    const { code, message, cause, ...context } = last.failure;
    throw new BrambleError(code, message, { ...context, cause: cause === undefined ? undefined : new Error(cause) });
  }
  return 'result' in last ? (last.result ?? undefined) : undefined;
}

function needsRoot(evidence: string): BrambleError {
  return new BrambleError('NEEDS_ROOT', 'the lab needs root on this machine, and sudo did not grant it', {
    evidence: evidence.trim() || undefined,
    hint: 'run the command as root, or as a user who may use sudo',
  });
}
