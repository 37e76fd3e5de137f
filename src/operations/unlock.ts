import { readLocks } from '../deploy/read-history.ts';
import { unlockNodes } from '../deploy/unlock.ts';
import { describeHolder } from './holder.ts';
import { insist } from './insist.ts';
import { noteMissing } from './note-missing.ts';
import type { Operation } from './operation.ts';
import type { OperationOptions } from './option-rows.ts';
import { renderLocks } from './render/locks.ts';
import { withWhatAnswers } from './with-session.ts';

/** Shows who is at work, asks, and ends their command on every node that answers. */
export async function unlock(options: OperationOptions<'unlock'>, operation: Operation): Promise<void> {
  await withWhatAnswers(operation, async ({ hosts, failures, signal, reporter }) => {
    noteMissing({ failures }, reporter);
    const locks = await readLocks([...hosts.values()], { signal });
    const held = [...hosts.values()].filter(({ name }) => locks.has(name));
    reporter.line(held.length === 0 ? 'nobody holds the lock' : renderLocks(locks).join('\n'));
    if (held.length > 0) {
      const holders = new Set([...locks.values()].map(({ who }) => who));
      const ask = `End the command of ${[...holders].join(' and ')} and take over?`;
      await insist({ ask, kept: 'their command continues' }, options, operation);
      await unlockNodes(held, describeHolder('bramble unlock'), { signal });
      reporter.line('their command has ended');
    }
    reporter.result({ unlocked: Object.fromEntries(locks) });
  });
}
