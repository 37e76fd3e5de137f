import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import SshConfigText, { type Line } from 'ssh-config';
import { BrambleError } from '../errors.ts';
import type { Criterion, SshConfig, SshConfigEntry } from './ssh-config.ts';

const deepestInclude = 16; // OpenSSH's own limit

interface Where {
  readonly home?: string;
  /** Read in this order; earlier files win. A missing one is empty. */
  readonly files?: readonly string[];
  readonly environment?: NodeJS.ProcessEnv;
}

/** Reads ~/.ssh/config and /etc/ssh/ssh_config with what they include, and the operator's account and agent. */
export function loadSshConfig({ home = homedir(), files, environment = process.env }: Where = {}): SshConfig {
  const paths = files ?? [join(home, '.ssh/config'), '/etc/ssh/ssh_config'];
  return {
    entries: paths.flatMap((path) => readEntries(path, home, 0)),
    localUser: userInfo().username,
    home,
    agentSocket: environment.SSH_AUTH_SOCK,
    execSucceeds: (command) => spawnSync('/bin/sh', ['-c', command], { timeout: 10_000 }).status === 0,
  };
}

function readEntries(path: string, home: string, depth: number): SshConfigEntry[] {
  const text = readOptional(path);
  if (text === undefined) return [];
  if (depth > deepestInclude) throw invalid(path, 'its Include lines lead in a circle');
  const include = (pattern: string) =>
    included(pattern, path, home).flatMap((one) => readEntries(one, home, depth + 1));
  return parse(text, path).flatMap((line) => toEntry(line, include));
}

function readOptional(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw invalid(path, 'it cannot be read', error);
  }
}

function parse(text: string, path: string): readonly Line[] {
  try {
    return SshConfigText.parse(text);
  } catch (error) {
    throw invalid(path, 'it is not an OpenSSH configuration', error);
  }
}

function invalid(path: string, why: string, cause?: unknown): BrambleError {
  return new BrambleError('CONFIG_INVALID', `${path}: ${why}`, { cause, hint: `ssh -F ${path} -G example` });
}

// Relative names stand for files beside the user's or the system's configuration.
function included(pattern: string, from: string, home: string): string[] {
  const expanded = pattern.replace(/^~(?=\/)/, home);
  const base = from.startsWith('/etc/ssh/') ? '/etc/ssh' : from.startsWith(home) ? join(home, '.ssh') : dirname(from);
  return globSync(isAbsolute(expanded) ? expanded : join(base, expanded)).sort();
}

type Include = (pattern: string) => SshConfigEntry[];

function toEntry(line: Line, include: Include): SshConfigEntry[] {
  if (!('param' in line) || line.param === '') return [];
  const name = line.param.toLowerCase();
  const words = wordsOf(line.value);
  const entries = 'config' in line ? [...line.config].flatMap((inner) => toEntry(inner, include)) : [];
  switch (name) {
    case 'host':
      return [{ kind: 'host', patterns: words, entries }];
    case 'match':
      return [{ kind: 'match', criteria: toCriteria(words), entries }];
    case 'include':
      return [{ kind: 'include', entries: words.flatMap(include) }];
    default:
      return [{ kind: 'set', name, value: textOf(line.value) }];
  }
}

type Value = Extract<Line, { param: string }>['value'];

const wordsOf = (value: Value) => (typeof value === 'string' ? [value] : value.map(({ val }) => val));

function textOf(value: Value): string {
  if (typeof value === 'string') return value;
  return value.map(({ val, quoted }) => (quoted ? `"${val}"` : val)).join(' ');
}

const lonely = new Set(['all', 'final', 'canonical']);

function toCriteria(words: readonly string[]): Criterion[] {
  const [first, ...rest] = words;
  if (first === undefined) return [];
  const negated = first.startsWith('!');
  const name = first.slice(negated ? 1 : 0).toLowerCase();
  if (lonely.has(name)) return [{ name, value: '', negated }, ...toCriteria(rest)];
  const [value = '', ...others] = rest;
  return [{ name, value, negated }, ...toCriteria(others)];
}
