import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { snapStore } from '../domain/release.ts';
import { BrambleError } from '../errors.ts';

export const indexName = 'index.json';
const artifactFolder = 'artifacts';

/** A store's location in the one form in which it is remembered: an absolute folder, or an address without a slash at its end. */
export function normalizeLocation(text: string): string {
  if (isUrl(text)) return urlOf(text);
  if (text === snapStore) return text;
  if (text === '') throw new BrambleError('USAGE', 'a store is a folder or an address, and this is neither');
  const path = text.startsWith('~/') ? join(homedir(), text.slice(2)) : text;
  return isAbsolute(path) ? resolve(path) : resolve(process.cwd(), path);
}

/** Whether a location is served by a web server. */
export function isUrl(location: string): boolean {
  return /^[a-z][a-z\d+.-]*:\/\//i.test(location);
}

function urlOf(text: string): string {
  const url = URL.parse(text);
  const isHttp = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (url === null || !isHttp) throw new BrambleError('USAGE', `${text} is not an http or https address`);
  if (url.username !== '' || url.password !== '')
    throw new BrambleError('USAGE', 'a store’s address holds no user and no password', {
      hint: 'the index vouches for the artifacts, so the web server can give them to everyone',
    });
  return url.href.replace(/\/+$/, '');
}

/** Path or address of something in a store. */
export function placeIn(location: string, ...parts: readonly string[]): string {
  return isUrl(location) ? [location, ...parts].join('/') : join(location, ...parts);
}

/** Path or address of an artifact in a store. */
export function artifactIn(location: string, file: { readonly sha256: string; readonly extension: string }): string {
  return placeIn(location, artifactFolder, `${file.sha256}.${file.extension}`);
}
