/** Keys of a node from the JSON that `snap get -d` and `bramble-node get` print, nested maps made dotted names. */
export function parseKeys(text: string): Record<string, string> {
  try {
    return Object.fromEntries(flatten('', JSON.parse(text)));
  } catch {
    return {}; // nothing set: snap prints an error and no document
  }
}

function flatten(name: string, value: unknown): [string, string][] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return [[name, value.join('\n')]];
  if (typeof value !== 'object') return [[name, String(value)]];
  return Object.entries(value).flatMap(([part, inner]) => flatten(name === '' ? part : `${name}.${part}`, inner));
}
