import { expandHostlist } from '../config/hostlist.ts';
import { BrambleError } from '../errors.ts';
import { findLabOf, findLabsToEnd } from '../lab/find-lab.ts';
import { labDown, labKill, labReboot } from '../lab/lab-power.ts';
import type { LabWish } from '../lab/lab-state.ts';
import { type LabStatus, labStatus } from '../lab/lab-status.ts';
import { labUp } from '../lab/lab-up.ts';
import { checkHostNames, checkLabName, defaultLab } from '../lab/names.ts';
import { assignOses } from '../lab/os.ts';
import { readRegistry } from '../lab/registry.ts';
import { parseLink, parseMemory, showLink, showMemory } from '../lab/sizes.ts';
import type { Reporter } from '../operations/operation.ts';
import { renderTable } from '../operations/render/table.ts';
import { abortOnInterrupt } from './interruption.ts';
import { createReporter, type OutputChoice } from './reporter.ts';

interface UpOptions extends OutputChoice {
  readonly hosts: string;
  readonly os?: string;
  readonly memory?: string;
  readonly link?: string;
  readonly name?: string;
}

interface LabChoice extends OutputChoice {
  readonly name?: string;
  readonly all?: boolean;
}

/** What the sub-commands of `bramble lab` do. */
export const labRun = { up, status, down, ssh, power };
export type LabRun = typeof labRun;

async function up(options: UpOptions): Promise<void> {
  const wish = readWish(options);
  await withReporter(options, async (reporter, given) => {
    const { lab, done } = await labUp(wish, given);
    const same = done.filter(({ kind }) => kind === 'keep').map(({ name }) => name);
    if (same.length > 0) reporter.line(`${same.join(', ')}: up already, nothing changed`);
    reporter.line(`lab "${lab.name}" is up`);
    reporter.result({ lab: lab.name, hosts: lab.hosts, done });
  });
}

function readWish({ hosts, os, memory, link, name = defaultLab }: UpOptions): LabWish {
  const names = checkHostNames(expandHostlist(hosts));
  return {
    name: checkLabName(name),
    hosts: names,
    os: os === undefined ? undefined : assignOses(os, names),
    memoryMb: memory === undefined ? undefined : parseMemory(memory),
    linkKbit: link === undefined ? undefined : parseLink(link),
  };
}

async function status({ json = false }: { json?: boolean }): Promise<void> {
  const labs = await labStatus();
  if (json) for (const lab of labs) process.stdout.write(`${JSON.stringify(lab)}\n`);
  else process.stdout.write(labs.length === 0 ? noLab : labs.map(describe).join('\n'));
}

const noLab = 'No lab is up. Try: bramble lab up --hosts "red,red[01-02]"\n';

function describe({ lab, network, system, hosts }: LabStatus): string {
  const rows = hosts.map(({ name, state, address, os, memoryMb, linkKbit }) => [
    `  ${name}`,
    state,
    address,
    os,
    showMemory(memoryMb),
    linkKbit === undefined ? '' : showLink(linkKbit),
  ]);
  return `lab "${lab}", ${network}, ${system}\n${renderTable(rows)}\n`;
}

async function down(options: LabChoice): Promise<void> {
  const known = await listOwnLabs();
  const names = findLabsToEnd(known, options);
  await withReporter(options, async (reporter, given) => {
    for (const name of names) await labDown(name, given);
    const ended = names.filter((name) => known.includes(name));
    reporter.line(ended.length === 0 ? 'No such lab is up: nothing to do.' : `down: ${ended.join(', ')}`);
    reporter.result({ down: ended });
  });
}

/** The user's labs on this machine, and those that only the user's own folder still knows of. */
async function listOwnLabs(): Promise<string[]> {
  const user = process.getuid?.() ?? 0;
  const onMachine = (await labStatus()).filter(({ owner }) => owner === user || user === 0);
  return [...new Set([...onMachine.map(({ lab }) => lab), ...readRegistry(process.env).map(({ name }) => name)])];
}

async function power(kind: 'reboot' | 'kill', host: string, options: LabChoice): Promise<void> {
  const { lab } = findLabOf(host, await labStatus(), options.name);
  await withReporter(options, async (reporter, given) => {
    await { reboot: labReboot, kill: labKill }[kind](lab, host, given);
    reporter.result({ lab, host, [kind]: true });
  });
}

async function ssh(host: string, words: readonly string[], { name }: { name?: string }): Promise<void> {
  const { lab, hosts } = findLabOf(host, await labStatus(), name);
  const registered = readRegistry(process.env).find((one) => one.name === lab);
  if (registered === undefined) throw notOurs(lab, host);
  if (hosts.find((one) => one.name === host)?.state === 'off') throw switchedOff(host);
  const { openShell } = await import('../lab/lab-ssh.ts');
  process.exitCode = await openShell(registered, host, words);
}

function notOurs(lab: string, host: string): BrambleError {
  return new BrambleError('AUTH_FAILED', `you do not have the key of the lab "${lab}"`, {
    host,
    hint: `bramble lab up --name ${lab} --hosts ${host} gives you one, if the lab is yours`,
  });
}

function switchedOff(host: string): BrambleError {
  return new BrambleError('HOST_UNREACHABLE', 'it is switched off', { host, hint: `bramble lab reboot ${host}` });
}

async function withReporter(
  options: OutputChoice,
  work: (reporter: Reporter, given: Parameters<typeof labUp>[1]) => Promise<void>,
): Promise<void> {
  const reporter = createReporter(options);
  try {
    await work(reporter, { env: process.env, report: reporter.report, signal: abortOnInterrupt() });
  } finally {
    reporter.stop();
  }
}
