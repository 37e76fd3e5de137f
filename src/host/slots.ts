/** Lets only so much work run at once; the rest waits in order. */
export interface Slots {
  use<T>(work: () => Promise<T>): Promise<T>;
}

/** Slots for `limit` pieces of work at once. */
export function createSlots(limit: number): Slots {
  const waiting: (() => void)[] = [];
  let free = limit;
  return {
    async use(work) {
      if (free > 0) free -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next === undefined) free += 1;
        else next();
      }
    },
  };
}
