/** What a letter and what a symbol with its distance take, in pixels. */
const letterPx = 7;
const symbolPx = 40;

/** A legend with as many columns as there is room for; none where there is nothing to tell apart. */
export function legendOf(names: readonly string[]) {
  const distinct = new Set(names);
  if (distinct.size < 2) return { legend: null };
  const widest = symbolPx + letterPx * Math.max(...names.map(({ length }) => length));
  return { legend: { columns: { expr: `max(1, floor(width / ${widest}))` } } };
}
