/** A screen need not be drawn anew more often than this, whatever comes. */
const pauseMs = 80;

/** Gathers what comes in a row and passes it on together, a few times a second. Passes nothing on once it was stopped. */
export function batched<Item>(passOn: (items: readonly Item[]) => void) {
  let waiting: Item[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const items = waiting;
    waiting = [];
    if (items.length > 0) passOn(items);
  };
  const add = (item: Item) => {
    waiting.push(item);
    timer ??= setTimeout(flush, pauseMs);
  };
  const stop = () => {
    clearTimeout(timer);
    waiting = [];
  };
  return { add, flush, stop };
}
