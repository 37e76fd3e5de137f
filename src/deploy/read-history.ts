import type { Holder } from '../domain/holder.ts';
import { historyPath } from '../facts/history.ts';
import { lockFact } from '../facts/lock.ts';
import { readAnswers, renderQuestions } from '../facts/questions.ts';
import { forEachHost } from '../host/for-each-host.ts';
import type { Host } from '../host/host.ts';
import { type NodeHistory, parseHistory } from './merge-history.ts';

interface Options {
  readonly signal?: AbortSignal | undefined;
}

const readMs = 30_000;
const questions = {
  lines: { script: `cat ${historyPath}.1 ${historyPath}`, parse: parseHistory },
  lock: lockFact,
};

/** What each node noted, all nodes at once. */
export async function readHistories(hosts: readonly Host[], { signal }: Options = {}): Promise<NodeHistory[]> {
  const stdin = renderQuestions(questions);
  return await forEachHost(
    hosts,
    async (host) => {
      const options = { sudo: true, stdin, timeoutMs: readMs, ...(signal && { signal }) };
      const { stdout } = await host.run(['sh', '-s'], options);
      return { node: host.name, ...readAnswers(questions, host.name, stdout) };
    },
    { signal },
  );
}

/** Who is at work on each of the nodes that somebody is at work on. */
export async function readLocks(hosts: readonly Host[], options: Options = {}): Promise<Map<string, Holder>> {
  const histories = await readHistories(hosts, options);
  return new Map(histories.flatMap(({ node, lock }) => (lock === undefined ? [] : [[node, lock] as const])));
}
