import { readRecipes } from '../build/read-recipes.ts';
import type { DeployRequest } from '../deploy/plan-deployment.ts';
import { type ClusterSpec, clusterComponents } from '../domain/cluster.ts';
import { componentNames } from '../domain/components.ts';
import type { HostFacts } from '../domain/facts.ts';
import { type Source, type Sources, snapStore } from '../domain/release.ts';
import type { ComponentName } from '../domain/roles.ts';
import type { Wanted, WantedPart } from '../plan/needs.ts';
import { adoptSources } from './adopt-sources.ts';
import type { Reporter } from './operation.ts';

/** What the command line says about where components come from. */
export interface SourceChoice {
  /** Components that are meant; all of the cluster's where it does not say. */
  readonly components?: readonly ComponentName[] | undefined;
  /** A channel, or false for what this bramble builds. */
  readonly channel?: string | false;
  readonly store?: string;
  readonly trustKey?: string;
  readonly dryRun?: boolean;
  /** Whether nodes that have a component move on to what is wanted of it. */
  readonly movesOn?: boolean;
}

interface Context {
  readonly spec: ClusterSpec;
  /** Where given, channels count that only the nodes know of. */
  readonly gathering?: Promise<ReadonlyMap<string, HostFacts>>;
  readonly signal: AbortSignal;
  readonly reporter: Pick<Reporter, 'report'>;
}

/** What nodes are to have, who provides it, and the cluster with the channels that it follows from now on. */
export interface Resolved extends Pick<DeployRequest, 'wanted' | 'provide'> {
  readonly spec: ClusterSpec;
}

/**
 * Decides where each component comes from: the channel that is named, which is resolved now; the one that is followed
 * since an earlier deployment; else this bramble's own build. Nodes keep what they have unless they are to move on.
 * Contacts no store unless a channel is named, nodes move on, or a node lacks something.
 */
export async function resolveWanted(choice: SourceChoice, context: Context): Promise<Resolved> {
  const { signal, reporter } = context;
  const [recipes, spec] = await Promise.all([readRecipes(), specOf(context)]);
  const { report } = reporter;
  const followed = await follow(choice, { spec, signal, reporter });
  const sources = sourcesOf(choice, spec, followed?.sources);
  const keeping = choice.movesOn ? {} : ({ keeps: true } as const);
  const partOf = (component: ComponentName): WantedPart =>
    followed?.wanted[component] ?? keptPart(sources[component]) ?? { recipe: recipes[component], ...keeping };
  const wanted = Object.fromEntries(componentNames.map((name) => [name, partOf(name)])) as Wanted; // one for each name
  return {
    spec: withSources(spec, sources),
    wanted,
    provide: async (needs, facts) => {
      if (needs.length === 0) return [];
      const { provideArtifacts } = await import('./provide-artifacts.ts');
      return await provideArtifacts(needs, { wanted, sources, facts, dryRun: choice.dryRun ?? false, report, signal });
    },
  };
}

async function specOf({ spec, gathering }: Context): Promise<ClusterSpec> {
  return gathering === undefined ? spec : await adoptSources(spec, gathering);
}

/** Of what is followed already, nodes keep what they have. */
function keptPart(source: Source | undefined): WantedPart | undefined {
  if (source === undefined) return undefined;
  return source.store === snapStore ? { snapChannel: source.channel, refresh: false } : { asInstalled: true };
}

/** The components that a channel is asked for now. */
async function follow(choice: SourceChoice, { spec, signal, reporter }: Context) {
  const { channel, store, movesOn = false } = choice;
  const isNamed = typeof channel === 'string' || store !== undefined;
  const meant = channel === false ? [] : meantBy(choice, spec);
  const components = meant.filter((name) => isNamed || (movesOn && spec.sources?.[name] !== undefined));
  if (components.length === 0) return undefined;
  const { followChannels } = await import('./follow-channels.ts'); // a deploy with nothing to do goes without
  const wish = { channel: channel || undefined, store, trust: choice.trustKey, movesOn };
  return await followChannels(components, wish, { sources: spec.sources, signal, report: reporter.report });
}

function meantBy({ components }: SourceChoice, spec: ClusterSpec): readonly ComponentName[] {
  return components ?? clusterComponents(spec);
}

function sourcesOf(choice: SourceChoice, spec: ClusterSpec, followed: Sources = {}): Sources {
  const dropped = choice.channel === false ? meantBy(choice, spec) : [];
  const all = componentNames.map(
    (name) => [name, dropped.includes(name) ? undefined : (followed[name] ?? spec.sources?.[name])] as const,
  );
  return Object.fromEntries(all.filter((pair): pair is [ComponentName, Source] => pair[1] !== undefined));
}

/** Behind all else of a cluster, where its record has them too. */
function withSources({ sources: _before, ...spec }: ClusterSpec, sources: Sources): ClusterSpec {
  return Object.keys(sources).length === 0 ? spec : { ...spec, sources };
}
