import type { Report } from '../domain/events.ts';
import type { DiskSpeed } from '../domain/exam.ts';
import { BrambleError } from '../errors.ts';
import { diskSpeedFact } from '../facts/disk-speed.ts';
import { diskSpeedScript, examScript, parseExam, type QuickFacts } from '../facts/exam.ts';
import { forEachHost } from '../host/for-each-host.ts';
import type { Host } from '../host/host.ts';
import { gatherFacts } from '../session/gather.ts';
import type { Seen } from './diagnose.ts';

/** How an examination is carried out. */
export interface Examination {
  readonly signal: AbortSignal;
  readonly report: Report;
  /** The operator's clock, in milliseconds since 1970. */
  readonly nowMs: () => number;
  /** What was seen before: speeds are not measured again. */
  readonly before?: ReadonlyMap<string, Seen | BrambleError>;
}

const examTimeoutMs = 60_000;
const diskTimeoutMs = 150_000;
const msPerSecond = 1_000;

/** Looks at all hosts at once, and changes nothing on them. What goes wrong with one of them is its own result. */
export async function examineHosts(
  hosts: readonly Host[],
  examination: Examination,
): Promise<ReadonlyMap<string, Seen | BrambleError>> {
  const examine = async (host: Host) => [host.name, await seenOrError(host, examination)] as const;
  return new Map(await forEachHost(hosts, examine, { signal: examination.signal }));
}

async function seenOrError(host: Host, examination: Examination): Promise<Seen | BrambleError> {
  try {
    return await examineHost(host, examination);
  } catch (error) {
    if (error instanceof BrambleError && error.code !== 'INTERRUPTED') return error;
    throw error;
  }
}

async function examineHost(host: Host, { signal, report, nowMs, before }: Examination): Promise<Seen> {
  const tell = (text: string) => report({ stage: 'doctor', host: host.name, state: 'progress', text });
  tell('looks at it');
  const askedMs = nowMs();
  const facts = await gatherFacts(host, signal);
  const nowSeconds = (askedMs + nowMs()) / 2 / msPerSecond; // it told its clock somewhere in between
  const exam = await askMore(host, signal);
  const known = before?.get(host.name);
  tell('measures its disk');
  const diskSpeed =
    known === undefined || known instanceof BrambleError ? await measureDisk(host, signal) : known.exam.diskSpeed;
  return { facts, exam: { ...exam, diskSpeed }, nowSeconds };
}

async function askMore(host: Host, signal: AbortSignal): Promise<QuickFacts> {
  const options = { sudo: true, stdin: examScript(), timeoutMs: examTimeoutMs, signal };
  const { stdout } = await host.run(['sh', '-s'], options);
  return parseExam(host.name, stdout);
}

async function measureDisk(host: Host, signal: AbortSignal): Promise<DiskSpeed | undefined> {
  const options = { sudo: true, stdin: diskSpeedScript, timeoutMs: diskTimeoutMs, signal };
  const { stdout } = await host.run(['sh', '-s'], options);
  return diskSpeedFact.parse(stdout);
}
