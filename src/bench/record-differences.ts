import type { BenchRecord } from './record.ts';

/** Something that is not the same in two records, and how it is in each. */
export interface Difference {
  readonly what: string;
  readonly a: string;
  readonly b: string;
}

type Node = BenchRecord['cluster']['nodes'][number];

/** What figures depend on and the two do not have alike, as far as records tell. */
export function differencesOf(a: BenchRecord, b: BenchRecord): Difference[] {
  const [inA, inB] = [traitsOf(a), traitsOf(b)];
  const names = [...new Set([...inA.keys(), ...inB.keys()])];
  return names
    .map((what) => ({ what, a: inA.get(what) ?? 'none', b: inB.get(what) ?? 'none' }))
    .filter((one) => one.a !== one.b);
}

/** Why no difference between the figures of two records means anything; undefined where it may. */
export function obstacleBetween(a: BenchRecord, b: BenchRecord): string | undefined {
  const [inA, inB] = [a, b].map(({ cluster }) => cluster.nodes.some(({ virtual }) => virtual));
  if (inA === inB) return undefined;
  return `${inA ? 'A' : 'B'} is of virtual Pis, which share one machine, and ${inA ? 'B' : 'A'} is not`;
}

/** Everything that decides figures, by its name. What is the same on all nodes is told once. */
function traitsOf({ cluster: { nodes }, software, settings }: BenchRecord): ReadonlyMap<string, string> {
  const ofNodes = Object.entries(nodeTraits).map(([what, of]) => [what, byNode(nodes, of)] as const);
  const ofSettings = settingNames(nodes).map(
    ([component, key]) =>
      [`${component} ${key}`, byNode(nodes, (node) => node.settings[component]?.[key] ?? 'none')] as const,
  );
  const ofComponents = Object.entries(software.components).flatMap(([name, { version, payloadId }]) => [
    [name, version] as const,
    [`payload of ${name}`, payloadId.slice(0, 12)] as const,
  ]);
  return new Map([
    ['nodes', nodes.map(({ name }) => name).join(', ')],
    ...ofNodes,
    ...ofComponents,
    ['Java', software.java],
    ['bramble', software.bramble],
    ['warm-ups', String(settings.warmUps)],
    ...ofSettings,
  ]);
}

const nodeTraits: Readonly<Record<string, (node: Node) => string>> = {
  board: ({ virtual, model }) => (virtual ? 'virtual' : model || 'not told'),
  architecture: ({ arch }) => arch,
  cores: ({ cores }) => String(cores),
  memory: ({ memoryMb }) => `${(memoryMb / 1024).toFixed(1)} GB`,
  disk: ({ disk, diskMb }) => `${disk || 'kind not told'}, ${(diskMb / 1024).toFixed(0)} GB`,
  system: ({ os }) => os,
  kernel: ({ kernel }) => kernel,
  packaging: ({ packaging }) => packaging,
  roles: ({ roles }) => roles.join(' '),
};

type Component = keyof Node['settings'];

function settingNames(nodes: readonly Node[]): (readonly [Component, string])[] {
  const names = nodes.flatMap(({ settings }) =>
    Object.entries(settings).flatMap(([component, keys]) => Object.keys(keys).map((key) => `${component} ${key}`)),
  );
  return [...new Set(names)].map((name) => name.split(' ') as [Component, string]); // as they were put together above
}

function byNode(nodes: readonly Node[], of: (node: Node) => string): string {
  const told = nodes.map((node) => ({ name: node.name, value: of(node).replaceAll('\n', ', ') }));
  const values = new Set(told.map(({ value }) => value));
  if (values.size === 1) return told[0]?.value ?? '';
  return told.map(({ name, value }) => `${name} ${value}`).join('; ');
}
