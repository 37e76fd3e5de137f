import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import files from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** Where the built page lies: in the package, or beside its sources. */
const folders = ['dist/web/', 'web/dist/'].map((path) => fileURLToPath(new URL(`../../../${path}`, import.meta.url)));

/** Serves the page. Where none was built there is the API only. */
export async function servePage(server: FastifyInstance): Promise<void> {
  const root = folders.find((folder) => existsSync(folder));
  if (root === undefined) return;
  await server.register(files, { root, immutable: false, maxAge: 0, dotfiles: 'deny' });
}
