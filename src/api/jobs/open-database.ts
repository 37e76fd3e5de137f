import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { BrambleError } from '../../errors.ts';

/** Opens a database of this process alone, for its owner only, and makes its tables. `:memory:` is no file. */
export function openDatabase(path: string, schema: string, version: number): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    if (path !== ':memory:') closeSync(openSync(path, 'a', 0o600));
    database = new DatabaseSync(path);
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON;');
    refuseNewer(database, path, version);
    database.exec(schema);
    return database;
  } catch (cause) {
    database?.close();
    throw cause instanceof BrambleError ? cause : explain(path, cause);
  }
}

function refuseNewer(database: DatabaseSync, path: string, version: number): void {
  const { user_version: found } = database.prepare('PRAGMA user_version').get() ?? {};
  if (Number(found) <= version) return;
  throw new BrambleError('REFUSED', `the records of jobs in ${path} were written by a newer bramble`, {
    hint: 'update this bramble, or move that file away: jobs are forgotten then, clusters are not',
  });
}

/** SQLite's own numbers: https://www.sqlite.org/rescode.html */
const [busy, locked, corrupt, notDatabase] = [5, 6, 11, 26];

function explain(path: string, cause: unknown): BrambleError {
  const code = typeof cause === 'object' && cause !== null && 'errcode' in cause ? Number(cause.errcode) & 0xff : 0;
  if (code === busy || code === locked)
    return new BrambleError('LOCKED', `the records of jobs in ${path} are in use`, {
      hint: 'another `bramble serve` of this account is at work: end it, or use its address',
      cause,
    });
  if (code === corrupt || code === notDatabase)
    return new BrambleError('CONFIG_INVALID', `the records of jobs in ${path} are damaged`, {
      hint: 'move that file away: jobs are forgotten then, clusters are not',
      cause,
    });
  return new BrambleError('REFUSED', `the records of jobs in ${path} cannot be opened`, {
    hint: 'see that the folder is yours, and that its disk has room',
    cause,
  });
}
