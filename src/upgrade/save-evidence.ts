import { collectEvidence } from '../evidence/collect-evidence.ts';
import type { Batch } from '../plan/plan-batches.ts';
import { evidenceFolder } from '../store/evidence-folder.ts';
import type { UpgradeRun } from './upgrade-run.ts';

/**
 * Gathers logs and states of nodes that failed, while they still do, and tells where they are. Where they cannot be kept
 * here, that is told: a full disk of this machine is no reason to leave the nodes as they are.
 */
export async function saveEvidence({ request, report }: UpgradeRun, { nodes }: Batch): Promise<string> {
  const { spec, hosts, signal } = request;
  const those = spec.nodes.filter(({ target }) => nodes.includes(target.name));
  const folder = evidenceFolder(spec.name);
  try {
    const bundle = await collectEvidence({ nodes: those, hosts, folder, title: 'upgrade', report, signal });
    return `logs and states from before going back: ${bundle}`;
  } catch (error) {
    if (signal?.aborted) throw error;
    const text = `logs and states could not be saved in ${folder}: ${error instanceof Error ? error.message : String(error)}`;
    report({ stage: 'evidence', state: 'note', text });
    return text;
  }
}
