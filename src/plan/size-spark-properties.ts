import { clusterComponents } from '../domain/cluster.ts';
import { findKey } from '../domain/keys.ts';
import type { Machine } from './size-node.ts';
import { withSmallContainers } from './small-containers.ts';
import { withSmallHeaps } from './small-heaps.ts';

const name = 'extra.spark-defaults';

/**
 * What Spark's properties gain by small heaps, and by small containers where there is YARN.
 * On every node, because an application may be submitted on any.
 */
export function sparkProperties(
  settings: Readonly<Record<string, string>>,
  machines: readonly Machine[],
): { readonly settings: Record<string, string>; readonly reasons: Record<string, string> } {
  if (!clusterComponents({ nodes: machines }).includes('spark')) return { settings: {}, reasons: {} };
  const [executorMb, driverMb] = [heapOf(settings, 'executor.memory-mb'), heapOf(settings, 'driver.memory-mb')];
  const own = settings[name] ?? '';
  const started = withSmallHeaps(own, Math.min(executorMb, driverMb));
  const onYarn = machines.some(({ roles }) => roles.includes('nodemanager'));
  const properties = onYarn ? withSmallContainers(started, executorMb, driverMb) : started;
  if (properties === own) return { settings: {}, reasons: {} };
  const gains = [
    ...(started === own ? [] : ['lets Spark start in heaps below 450 MB']),
    ...(properties === started ? [] : ['makes Spark’s containers on YARN fit']),
  ];
  return {
    settings: { [name]: properties },
    reasons: { [name]: `${own === '' ? '' : 'set by you, and '}${gains.join(', ')}` },
  };
}

function heapOf(settings: Readonly<Record<string, string>>, key: string): number {
  return Number(settings[key] ?? findKey('spark', key)?.default);
}
