import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import type { NodeSpec } from '../domain/cluster.ts';
import type { Report } from '../domain/events.ts';
import { BrambleError } from '../errors.ts';
import type { Host } from '../host/host.ts';
import { type Files, gatherNode } from './gather-node.ts';
import { createRedactor, type Redactor } from './redact.ts';

/** Which nodes are to be looked at, and where what was found goes. */
export interface EvidenceRequest {
  readonly nodes: readonly NodeSpec[];
  /** Those that could be reached. */
  readonly hosts: ReadonlyMap<string, Host>;
  /** Why the others could not. */
  readonly failures?: ReadonlyMap<string, BrambleError>;
  /** Folder that the archive goes to, made where it is missing. */
  readonly folder: string;
  /** What it is about, such as `upgrade`: part of the archive's name. */
  readonly title: string;
  /** What belongs to no node: more files, by their names. */
  readonly others?: Files;
  /** Unless told, secrets go and addresses stay. */
  readonly redactor?: Redactor;
  readonly report: Report;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Gathers logs, states, answers and thread dumps of all nodes side by side into one .tar.gz, without secrets, and
 * returns its path. A node that does not answer is told inside. Changes nothing on the nodes.
 */
export async function collectEvidence(request: EvidenceRequest): Promise<string> {
  const { folder, title, redactor = createRedactor({ keepsAddresses: true }) } = request;
  const name = `${title}-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}`;
  const place = join(folder, name);
  try {
    const nodes = await Promise.all(request.nodes.map((node) => gatherOne(node, request)));
    await writeFiles(place, request.others ?? new Map(), redactor);
    for (const [node, files] of nodes) await writeFiles(join(place, node), files, redactor);
    return await pack(folder, name);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

async function gatherOne(node: NodeSpec, { hosts, failures, report, signal }: EvidenceRequest) {
  const { name } = node.target;
  const host = hosts.get(name);
  if (host === undefined) {
    const why = failures?.get(name)?.message ?? 'not connected';
    return [name, new Map([['unreachable.txt', `${why}\n`]])] as const;
  }
  const about = { stage: 'evidence', host: name, text: 'gather logs and what the daemons say' };
  report({ ...about, state: 'started' });
  const files = await gatherNode(host, node, signal);
  report({ ...about, state: 'done' });
  return [name, files] as const;
}

async function writeFiles(folder: string, files: Files, redactor: Redactor): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const [name, content] of files) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(path, textOf(content, redactor), { mode: 0o600 });
  }
}

function textOf(content: unknown, redactor: Redactor): string {
  return typeof content === 'string' ? redactor.text(content) : `${JSON.stringify(redactor.json(content), null, 2)}\n`;
}

async function pack(folder: string, name: string): Promise<string> {
  const archive = join(folder, `${name}.tar.gz`);
  const argv = ['-czf', archive, '-C', folder, name];
  const { failed, stderr } = await execa('tar', argv, { reject: false, stdin: 'ignore', timeout: 120_000 });
  if (!failed) return archive;
  throw new BrambleError('ACTION_FAILED', `could not pack ${archive}`, {
    evidence: stderr,
    hint: 'is tar installed, and is there space?',
  });
}
