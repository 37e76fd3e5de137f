/** What a text says in JSON; undefined where it is none: whoever asked knows what that means. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
