import type { SshConnection } from './ssh-connection.ts';

/** A use of a connection that others may use too. */
export interface Lease {
  readonly connection: SshConnection;
  /** Gives it back; the last user's leave closes it. */
  release(): void;
}

/** Connections by where they lead, so that a jump host is logged in to once, however many hosts are behind it. */
export interface ConnectionPool {
  lease(key: string, open: () => Promise<SshConnection>): Promise<Lease>;
}

interface Shared {
  readonly opening: Promise<SshConnection>;
  users: number;
}

/** An empty pool. */
export function createConnectionPool(): ConnectionPool {
  const shared = new Map<string, Shared>();
  const forget = (key: string, one: Shared) => {
    if (shared.get(key) === one) shared.delete(key);
  };
  return {
    async lease(key, open) {
      const one = shared.get(key) ?? share(key, open());
      one.users += 1;
      const connection = await one.opening;
      return { connection, release: once(() => release(key, one, connection)) };
    },
  };

  function share(key: string, opening: Promise<SshConnection>): Shared {
    const one: Shared = { opening, users: 0 };
    shared.set(key, one);
    opening.then(
      (connection) => connection.onLost(() => forget(key, one)),
      () => forget(key, one),
    );
    return one;
  }

  function release(key: string, one: Shared, connection: SshConnection): void {
    one.users -= 1;
    if (one.users > 0) return;
    forget(key, one);
    connection.close();
  }
}

function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    work();
  };
}
