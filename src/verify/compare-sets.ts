import type { Finding } from './finding.ts';

/** Whether those that are counted are those that were planned, by their names. */
export function compareSets(
  planned: readonly string[],
  found: readonly string[],
  word: string,
): Pick<Finding, 'state' | 'detail' | 'hint'> {
  const missing = planned.filter((name) => !found.includes(name));
  const extra = found.filter((name) => !planned.includes(name));
  if (missing.length === 0 && extra.length === 0)
    return { state: 'passed', detail: `${found.length} of ${planned.length} ${word}` };
  const detail = [
    `${planned.length - missing.length} of ${planned.length} ${word}`,
    ...(missing.length > 0 ? [`missing: ${missing.join(', ')}`] : []),
    ...(extra.length > 0 ? [`not planned: ${extra.join(', ')}`] : []),
  ].join('; ');
  return { state: 'failed', detail, hint: `bramble logs ${missing[0] ?? extra[0]}` };
}
