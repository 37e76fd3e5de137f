import { readFile } from 'node:fs/promises';
import type { BaseAgent, ParsedKey } from 'ssh2';
import type { Endpoint } from './endpoint.ts';

/** A key that can be offered to a host. */
export interface Identity {
  /** For messages: where it comes from, never what it is. */
  readonly label: string;
  readonly key: ParsedKey;
  /** The file it was read from; a key without one is in the agent. */
  readonly file?: string;
  readonly agent?: BaseAgent;
}

/** What there is to log in with, in the order in which it will be offered. */
export interface Identities {
  readonly usable: readonly Identity[];
  /** Keys that exist and cannot be used, with the reason. */
  readonly unusable: readonly Unusable[];
}

export interface Unusable {
  readonly label: string;
  readonly why: 'encrypted' | 'missing' | 'unreadable' | 'agent-silent';
}

/** Gathers the keys of one login: those that were named first, then the agent's, then the usual files. */
export async function gatherIdentities(endpoint: Endpoint): Promise<Identities> {
  const { default: ssh2 } = await import('ssh2');
  const agent = await askAgent(endpoint, ssh2);
  const { identityFiles, namesIdentities: isNamed } = endpoint;
  const found = await Promise.all(identityFiles.map((file) => readIdentity(file, agent.identities, ssh2)));
  const fromFiles = found.filter(isIdentity);
  const fromAgent = endpoint.identitiesOnly ? [] : agent.identities;
  const ordered = isNamed ? [...fromFiles, ...fromAgent] : [...fromAgent, ...fromFiles];
  const isWorthSaying = (one: Unusable) => isNamed || one.why !== 'missing';
  return {
    usable: withoutRepeats(ordered),
    unusable: [...agent.unusable, ...found.filter(isUnusable).filter(isWorthSaying)],
  };
}

type Ssh2 = typeof import('ssh2');

const isIdentity = (one: Identity | Unusable): one is Identity => 'key' in one;
const isUnusable = (one: Identity | Unusable): one is Unusable => 'why' in one;
const blobOf = (key: ParsedKey) => key.getPublicSSH().toString('base64');

function withoutRepeats(identities: readonly Identity[]): Identity[] {
  const blobs = identities.map(({ key }) => blobOf(key));
  return identities.filter((_one, index) => blobs.indexOf(blobs[index] ?? '') === index);
}

interface AgentAnswer {
  readonly identities: readonly Identity[];
  readonly unusable: readonly Unusable[];
}

async function askAgent({ agentSocket }: Endpoint, ssh2: Ssh2): Promise<AgentAnswer> {
  if (agentSocket === undefined || agentSocket === '') return { identities: [], unusable: [] };
  const agent = ssh2.createAgent(agentSocket);
  return new Promise((resolve) => {
    agent.getIdentities((error, keys) => {
      if (error || keys === undefined)
        resolve({ identities: [], unusable: [{ label: `agent at ${agentSocket}`, why: 'agent-silent' }] });
      else resolve({ identities: keys.flatMap((key) => agentIdentity(key, agent, ssh2)), unusable: [] });
    });
  });
}

function agentIdentity(given: unknown, agent: BaseAgent, ssh2: Ssh2): Identity[] {
  const key = ssh2.utils.parseKey(given as Buffer);
  if (key instanceof Error) return [];
  return [{ label: `agent key ${key.comment || key.type}`, key, agent: onlyWith(key, agent) }];
}

/** The same agent, offering one key: a host counts each offered key and gives up after six. */
function onlyWith(key: ParsedKey, agent: BaseAgent): BaseAgent {
  const narrowed: BaseAgent = Object.create(agent);
  narrowed.getIdentities = (answer) => answer(null, [key]);
  return narrowed;
}

async function readIdentity(file: string, inAgent: readonly Identity[], ssh2: Ssh2): Promise<Identity | Unusable> {
  const content = await readFile(file).catch((error: NodeJS.ErrnoException) => error);
  if (content instanceof Error) return { label: file, why: content.code === 'ENOENT' ? 'missing' : 'unreadable' };
  const key = ssh2.utils.parseKey(content);
  if (!(key instanceof Error) && key.isPrivateKey()) return { label: file, key, file };
  const open = key instanceof Error ? await readPublicPart(file, content, ssh2) : key;
  if (open === undefined) return { label: file, why: isEncrypted(content) ? 'encrypted' : 'unreadable' };
  const held = inAgent.find((one) => blobOf(one.key) === blobOf(open));
  return held === undefined ? { label: file, why: 'encrypted' } : { ...held, label: `${file} (by the agent)` };
}

const isEncrypted = (content: Buffer) => /ENCRYPTED|BEGIN OPENSSH PRIVATE KEY/.test(content.toString('latin1'));

async function readPublicPart(file: string, content: Buffer, ssh2: Ssh2): Promise<ParsedKey | undefined> {
  const beside = await readFile(`${file}.pub`).catch(() => publicBlobOf(content));
  const key = beside === undefined ? undefined : ssh2.utils.parseKey(beside);
  return key instanceof Error ? undefined : key;
}

// openssh-key-v1: the public key stands unencrypted before the private one, after three strings and a count.
function publicBlobOf(content: Buffer): Buffer | undefined {
  const body = /-----BEGIN OPENSSH PRIVATE KEY-----([^-]+)-----END/.exec(content.toString('latin1'))?.[1];
  if (body === undefined) return undefined;
  const bytes = Buffer.from(body, 'base64');
  let at = 'openssh-key-v1\0'.length;
  for (let skipped = 0; skipped < 3; skipped += 1) at += 4 + bytes.readUInt32BE(at);
  at += 4;
  return bytes.subarray(at + 4, at + 4 + bytes.readUInt32BE(at));
}
