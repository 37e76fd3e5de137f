import type { NodeRecord } from '../domain/facts.ts';
import type { Change } from './plan-upgrade.ts';

/** The note of a node that goes back: what it noted of the build before, in a cluster as it was then. */
export function noteBefore(record: NodeRecord, changes: readonly Change[], spec: unknown): NodeRecord {
  const notes = Object.entries(record.components).map(([name, note]) => {
    const isNew = changes.some(({ component, to }) => component === name && to.payloadId === note.payloadId);
    return [name, isNew && note.previous !== undefined ? note.previous : note] as const;
  });
  return { ...record, spec, components: Object.fromEntries(notes) };
}
