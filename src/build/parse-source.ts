import { resolve } from 'node:path';
import { BrambleError } from '../errors.ts';
import type { SourceChoice } from './part-source.ts';

/** Reads `auto`, `upstream`, `registry` or `file=PATH`. */
export function parseSource(text: string): SourceChoice {
  if (text === 'auto' || text === 'upstream' || text === 'registry') return text;
  const path = /^file=(.+)$/.exec(text)?.[1];
  if (path !== undefined) return { file: resolve(path) };
  throw new BrambleError('USAGE', `--source ${text} is not known`, {
    hint: 'use auto, upstream, registry, or file=PATH',
  });
}
