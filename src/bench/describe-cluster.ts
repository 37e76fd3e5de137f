import { componentsOf } from '../domain/cluster.ts';
import { componentNames } from '../domain/components.ts';
import type { HostFacts, Installed } from '../domain/facts.ts';
import type { ComponentName, RoleName } from '../domain/roles.ts';
import { BrambleError } from '../errors.ts';
import { type Fact, linesOf } from '../facts/fact.ts';
import { readAnswers, renderQuestions } from '../facts/questions.ts';
import { forEachHost } from '../host/for-each-host.ts';
import type { Host } from '../host/host.ts';
import { quoteWord } from '../host/quote.ts';
import { packagings } from '../packaging/packagings.ts';
import type { Bench } from './bench.ts';
import { decidingSettings } from './deciding-settings.ts';
import { diskKindFact } from './disk-kind.ts';
import type { BenchRecord } from './record.ts';

type Node = BenchRecord['cluster']['nodes'][number];

type Asked = Awaited<ReturnType<typeof ask>>;

/** What was measured: the hardware and the software. */
export async function describeCluster(
  bench: Bench,
  bramble: string,
): Promise<Pick<BenchRecord, 'cluster' | 'software'>> {
  const { spec, hosts, facts } = bench.members;
  const asked = new Map(
    await forEachHost([...hosts.values()], async (host) => [
      host.name,
      await ask(host, facts.get(host.name), bench.signal),
    ]),
  );
  const nodes = spec.nodes.flatMap(({ target: { name }, roles }) => {
    const [seen, told] = [facts.get(name), asked.get(name)];
    return seen === undefined || told === undefined ? [] : [describeNode(name, seen, { ...told, roles })];
  });
  const [java = ''] = [...asked.values()].flatMap((one) => one.java || []);
  return { cluster: { name: spec.name, nodes }, software: { bramble, java, components: describeComponents(bench) } };
}

/** What the facts of a deployment do not hold. */
async function ask(host: Host, facts: HostFacts | undefined, signal: AbortSignal) {
  const questions = { kernel: kernelFact, java: javaFact(facts), disk: diskKindFact };
  const { stdout } = await host.run(['sh', '-s'], { sudo: true, stdin: renderQuestions(questions), signal });
  return readAnswers(questions, host.name, stdout);
}

const firstLine = (text: string) => linesOf(text)[0] ?? '';

const kernelFact: Fact<string> = { script: 'uname -r', parse: firstLine };

/** The Java of the payload as it says itself: `JAVA_VERSION="17.0.17"`. */
function javaFact(facts: HostFacts | undefined): Fact<string> {
  const files = componentNames
    .flatMap((name) => rootOf(name, facts?.installed[name]))
    .map((root) => quoteWord(`${root}/usr/lib/jvm/java-17-openjdk/release`));
  return {
    script: `sed -n 's/^JAVA_VERSION="\\(.*\\)"$/\\1/p' /dev/null ${files.join(' ')}`,
    parse: firstLine,
  };
}

function rootOf(component: ComponentName, installed: Installed | undefined): string[] {
  return installed === undefined ? [] : [packagings[installed.packaging].root(component)];
}

interface Told extends Pick<Asked, 'kernel' | 'disk'> {
  readonly roles: readonly RoleName[];
}

function describeNode(name: string, facts: HostFacts, { roles, kernel, disk }: Told): Node {
  const [component] = componentsOf(roles);
  const packaging = component === undefined ? undefined : facts.installed[component]?.packaging;
  if (packaging === undefined)
    throw new BrambleError('ACTION_FAILED', 'nothing of bramble is installed', { host: name });
  const { machine, memory, diskMb, os } = facts;
  return {
    name,
    model: machine.model,
    virtual: machine.virtual !== 'none',
    arch: machine.arch,
    cores: machine.cores,
    memoryMb: memory.totalMb,
    disk,
    diskMb,
    os: os.title,
    kernel,
    packaging,
    roles: [...roles],
    settings: decidingSettings(facts, roles),
  };
}

/** As the first node has it that has any: a mixture was refused. */
function describeComponents({ members }: Bench): BenchRecord['software']['components'] {
  const described = componentNames.flatMap((component) => {
    const [seen] = [...members.facts.values()].filter(({ installed }) => installed[component] !== undefined);
    const installed = seen?.installed[component];
    if (installed === undefined) return [];
    const channel = seen?.record?.components[component]?.channel;
    const { version, payloadId = '' } = installed;
    return [[component, { version, payloadId, ...(channel !== undefined && { channel }) }] as const];
  });
  return Object.fromEntries(described);
}
