import { readLocks } from '../deploy/read-history.ts';
import { unlockNodes } from '../deploy/unlock.ts';
import { BrambleError } from '../errors.ts';
import { openWhatAnswers } from '../session/cluster-session.ts';
import { confirm } from './ask.ts';
import type { ClusterOptions } from './cluster-options.ts';
import { describeHolder } from './holder.ts';
import { noteMissing } from './note-missing.ts';
import { runOperation } from './operation.ts';
import { renderLocks } from './render-locks.ts';

export type UnlockOptions = ClusterOptions & { readonly yes?: boolean };

/** Shows who is at work, asks, and ends their command on every node that answers. */
export async function runUnlock(options: UnlockOptions): Promise<void> {
  await runOperation(options, async (operation) => {
    const { spec, reach, signal, reporter } = operation;
    const session = await openWhatAnswers(spec, reach, reporter.report);
    try {
      noteMissing(session, reporter);
      const locks = await readLocks([...session.hosts.values()], { signal });
      const held = [...session.hosts.values()].filter(({ name }) => locks.has(name));
      reporter.line(held.length === 0 ? 'nobody is at work on it' : renderLocks(locks).join('\n'));
      if (held.length > 0) {
        await insist(options, new Set([...locks.values()].map(({ who }) => who)));
        await unlockNodes(held, describeHolder('bramble unlock'), { signal });
        reporter.line('their command has ended; bramble history shows how far it came');
      }
      reporter.result({ unlocked: Object.fromEntries(locks) });
    } finally {
      await session.close();
    }
  });
}

async function insist({ yes = false }: UnlockOptions, holders: ReadonlySet<string>): Promise<void> {
  if (yes || (await confirm(`End the command of ${[...holders].join(' and ')} and take over?`))) return;
  throw new BrambleError('REFUSED', 'not confirmed: they go on', { hint: 'answer y, or add --yes' });
}
