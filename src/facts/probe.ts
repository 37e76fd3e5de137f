import type { HostFacts } from '../domain/facts.ts';
import { diskFact, diskSizeFact } from './disk.ts';
import { type Fact, numberOf } from './fact.ts';
import { hdfsFact } from './hdfs.ts';
import { healthFact } from './health.ts';
import { historyFact } from './history.ts';
import { installedFact } from './installed.ts';
import { keptFact } from './kept.ts';
import { lockFact } from './lock.ts';
import { machineFact } from './machine.ts';
import { memoryFact } from './memory.ts';
import { networkFact } from './network.ts';
import { osFact } from './os.ts';
import { portsFact } from './ports.ts';
import { readAnswers, renderQuestions } from './questions.ts';
import { readOnlyFact } from './read-only.ts';
import { recordFact } from './record.ts';
import { snapdFact } from './snapd.ts';

const clockFact: Fact<number> = { script: 'date +%s', parse: numberOf };

const facts = {
  os: osFact,
  machine: machineFact,
  memory: memoryFact,
  freeMb: diskFact,
  diskMb: diskSizeFact,
  readOnly: readOnlyFact,
  clockSeconds: clockFact,
  network: networkFact,
  ports: portsFact,
  snapdVersion: snapdFact,
  health: healthFact,
  hadoop: installedFact('hadoop'),
  spark: installedFact('spark'),
  hdfs: hdfsFact,
  kept: keptFact,
  record: recordFact,
  history: historyFact,
  lock: lockFact,
} satisfies Record<string, Fact<unknown>>;

/** The one question of a round trip: POSIX sh for `sh -s` as root that prints every fact's text as one JSON object. */
export function probeScript(): string {
  return renderQuestions(facts);
}

/** Reads what the probe printed on one host. */
export function parseProbe(host: string, output: string): HostFacts {
  const { hadoop, spark, ...others } = readAnswers(facts, host, output);
  return { ...others, installed: { hadoop, spark } };
}
