import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

interface ScriptOptions {
  readonly input?: string;
  readonly signal: AbortSignal;
}

/** Runs a script of this folder in a process of its own, and reads the JSON that it prints. Rejects where it fails. */
export async function runScript(name: string, { input = '', signal }: ScriptOptions): Promise<unknown> {
  const path = fileURLToPath(new URL(name, import.meta.url));
  const child = spawn(process.execPath, [path], { stdio: ['pipe', 'pipe', 'inherit'], signal });
  child.stdin.end(input);
  const [printed, [exitCode]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (exitCode === 0) return JSON.parse(printed);
  throw new Error(`${name} ended with ${exitCode}`);
}
