import { BrambleError } from '../errors.ts';
import { forEachHost } from '../host/for-each-host.ts';
import type { Host } from '../host/host.ts';

/** Who holds a lock, as others are told. */
export interface Holder {
  readonly who: string;
  readonly what: string;
  /** ISO 8601. */
  readonly since: string;
}

/** Holds a lock on one node until it is released. */
interface Lock {
  readonly release: () => Promise<void>;
}

const heldByOther = 75;
const holdSeconds = 2 * 60 * 60;

/** Takes the locks of all nodes, or none of them: rejects with whoever holds one. */
export async function takeLocks(hosts: readonly Host[], holder: Holder): Promise<Lock> {
  const locks: Lock[] = [];
  const release = async () => {
    await Promise.allSettled(locks.map((lock) => lock.release()));
  };
  try {
    await forEachHost(hosts, async (host) => locks.push(await takeLock(host, holder)));
    return { release };
  } catch (error) {
    await release();
    throw error;
  }
}

/**
 * Takes the node's lock, or rejects with LOCKED and who holds it. A shell on the node holds it and writes a line
 * every few seconds: when the operator's machine goes away the write fails, the shell ends and the lock is free.
 */
async function takeLock(host: Host, holder: Holder): Promise<Lock> {
  const ending = new AbortController();
  const { promise: answered, resolve, reject } = Promise.withResolvers<void>();
  const holding = host.run(['sh', '-c', holdScript, 'sh', JSON.stringify(holder)], {
    sudo: true,
    timeoutMs: (holdSeconds + 60) * 1000,
    signal: ending.signal,
    onOutput: (piece) => piece.includes('held') && resolve(),
  });
  const ended = holding.then(
    (output) => reject(lockRefused(host, output.exitCode, output.stdout)),
    (error: unknown) => reject(error),
  );
  await answered;
  return { release: () => releaseLock(host, ending, ended) };
}

async function releaseLock(host: Host, ending: AbortController, ended: Promise<void>): Promise<void> {
  await host.run(['sh', '-c', releaseScript], { sudo: true, timeoutMs: 10_000 });
  ending.abort();
  await ended;
}

function lockRefused(host: Host, exitCode: number, stdout: string): BrambleError {
  if (exitCode !== heldByOther)
    return new BrambleError('ACTION_FAILED', 'could not take the lock', { host: host.name });
  const { who, since, what } = parseHolder(stdout);
  return new BrambleError('LOCKED', `locked by ${who} since ${since} for \`${what}\``, {
    host: host.name,
    hint: 'wait until it ends; the lock goes away by itself when that command ends or its machine disconnects',
  });
}

function parseHolder(text: string): Holder {
  try {
    return JSON.parse(text) as Holder; // written by the holder's bramble
  } catch {
    return { who: 'another bramble', since: 'a moment ago', what: 'an unknown command' };
  }
}

const holdScript = `mkdir -p /run/bramble
exec 9>>/run/bramble/lock
flock -n 9 || { cat /run/bramble/lock.json; exit ${heldByOther}; }
printf '%s' "$1" > /run/bramble/lock.json
echo $$ > /run/bramble/lock.pid
trap 'exit 0' TERM
echo held
i=0
while [ $i -lt ${holdSeconds / 5} ]; do sleep 5 9>&-; echo; i=$((i + 1)); done`;

const releaseScript = '[ ! -r /run/bramble/lock.pid ] || kill "$(cat /run/bramble/lock.pid)"';
