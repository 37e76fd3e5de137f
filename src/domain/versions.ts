/** Whether dotted version `a` comes before `b`; parts that are not numbers count as 0. */
export function isOlder(a: string, b: string): boolean {
  const [left, right] = [partsOf(a), partsOf(b)];
  const at = [...left, ...right].findIndex((_, index) => (left[index] ?? 0) !== (right[index] ?? 0));
  return at >= 0 && (left[at] ?? 0) < (right[at] ?? 0);
}

function partsOf(version: string): number[] {
  return version.split(/[.+~-]/).map((part) => Number.parseInt(part, 10) || 0);
}
