import { mergeHistories } from '../deploy/merge-history.ts';
import { readHistories } from '../deploy/read-history.ts';
import { HostsFailed } from '../errors.ts';
import { openWhatAnswers } from '../session/cluster-session.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { noteMissing } from './note-missing.ts';
import { runOperation } from './operation.ts';
import { renderHistory } from './render-history.ts';

export type HistoryOptions = ClusterOptions & { readonly last: number };

/** Shows what the nodes that answer have noted. Rejects where none answers. */
export async function runHistory(options: HistoryOptions): Promise<void> {
  await runOperation(options, async ({ spec, reach, signal, reporter }) => {
    const session = await openWhatAnswers(spec, reach, reporter.report);
    try {
      if (session.hosts.size === 0) throw new HostsFailed([...session.failures.values()], spec.nodes.length);
      noteMissing(session, reporter);
      const histories = await readHistories([...session.hosts.values()], { signal });
      const entries = mergeHistories(histories).slice(-options.last);
      reporter.stop();
      reporter.line(renderHistory(entries));
      reporter.result({ cluster: spec.name, entries });
    } finally {
      await session.close();
    }
  });
}
