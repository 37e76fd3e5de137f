import { readFile } from 'node:fs/promises';
import { clusterNamePattern } from '../config/plain-words.ts';
import { parseJson } from '../domain/parse-json.ts';
import { listKnownStores } from './known-stores.ts';
import { stateFolder } from './state-folder.ts';
import { indexName, isUrl, placeIn } from './store-place.ts';

// A shell waits for these at each Tab: nothing that takes long to load checks them, and what is no plain word is left out.

/** Names of a remembered cluster's hosts. */
export async function rememberedHosts(cluster: string): Promise<string[]> {
  if (!clusterNamePattern.test(cluster)) return [];
  const record = await readJson(stateFolder('clusters', cluster, 'cluster.json'));
  return plainWords(valuesOf(at(record, 'spec', 'nodes')).map((node) => at(node, 'target', 'name')));
}

/** Names of the channels of all stores that are folders of this machine. */
export async function rememberedChannels(): Promise<string[]> {
  const known = (await listKnownStores()).map(({ location }) => location);
  const folders = [...known, process.env.BRAMBLE_STORE ?? ''].filter((place) => place !== '' && !isUrl(place));
  const found = await Promise.all(
    folders.map(async (folder) => channelsIn(await readJson(placeIn(folder, indexName)))),
  );
  return [...new Set(found.flat())].toSorted();
}

function channelsIn(index: unknown): string[] {
  const signed = at(index, 'signed');
  const maps = typeof signed === 'string' ? valuesOf(at(parseJson(signed), 'channels')) : [];
  return plainWords(maps.flatMap((map) => Object.keys(Object(map))));
}

async function readJson(path: string): Promise<unknown> {
  return parseJson(await readFile(path, 'utf8').catch(() => ''));
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => Object(inner)[key], value);
}

function valuesOf(value: unknown): unknown[] {
  return Object.values(Object(value));
}

function plainWords(values: readonly unknown[]): string[] {
  return values.filter((value) => typeof value === 'string').filter((word) => /^[\w./:+-]+$/.test(word));
}
