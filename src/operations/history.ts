import { mergeHistories } from '../deploy/merge-history.ts';
import { readHistories } from '../deploy/read-history.ts';
import { HostsFailed } from '../errors.ts';
import { noteMissing } from './note-missing.ts';
import type { Operation } from './operation.ts';
import type { OperationOptions } from './option-rows.ts';
import { renderHistory } from './render/history.ts';
import { withWhatAnswers } from './with-session.ts';

/** Shows what the nodes that answer have noted. Rejects where none answers. */
export async function history(options: OperationOptions<'history'>, operation: Operation): Promise<void> {
  await withWhatAnswers(operation, async ({ hosts, failures, spec, signal, reporter }) => {
    if (hosts.size === 0) throw new HostsFailed([...failures.values()], spec.nodes.length);
    noteMissing({ failures }, reporter);
    const histories = await readHistories([...hosts.values()], { signal });
    const entries = mergeHistories(histories).slice(-options.last);
    reporter.stop();
    reporter.line(renderHistory(entries, reporter.columns));
    reporter.result({ cluster: spec.name, entries });
  });
}
