import { isIP } from 'node:net';
import { z } from 'zod';
import type { ClusterFile, HostEntry } from './cluster-file.ts';
import { explainProblems } from './problem.ts';
import { describeIssue, problemsOf } from './schema-problems.ts';
import { readYaml } from './yaml-text.ts';

/** Written as '', null or not at all where there is nothing to say. */
const text = z
  .string()
  .nullish()
  .transform((value) => (value == null || value === '' ? undefined : value));

const inventorySchema = z.record(
  z.string(),
  z.looseObject({ host: text, ip: text, service: text, keyfile: text }), // `netwwork`, `tag` and others say nothing to us
);

/**
 * Reads an inventory of cloudmesh, such as `~/.cloudmesh/inventory-red.yaml`. Its addresses are those inside the
 * cluster, often out of the operator's reach, so hosts are still reached by name. Throws CONFIG_INVALID.
 */
export function parseInventory(content: string, source: string): Partial<ClusterFile> & Pick<ClusterFile, 'hosts'> {
  const yaml = readYaml(content);
  const { data, error } = inventorySchema.safeParse(yaml.value ?? undefined, { error: describeIssue });
  const problems = yaml.problems.length > 0 ? yaml.problems : problemsOf(error?.issues ?? [], () => 'unknown word');
  if (data === undefined || problems.length > 0) throw explainProblems(`${source}: `, problems);
  const machines = Object.entries(data).map(([key, machine]) => ({ ...machine, name: machine.host ?? key }));
  const manager = machines.find(({ service }) => service === 'manager');
  const publicKey = machines.find(({ keyfile }) => keyfile !== undefined)?.keyfile;
  return {
    hosts: machines.map(toEntry),
    ...(manager !== undefined && { master: manager.name }),
    ...(publicKey !== undefined && { 'identity-file': publicKey.replace(/\.pub$/, '') }),
  };
}

function toEntry({ name, ip }: { name: string; ip: string | undefined }): HostEntry {
  return ip !== undefined && isIP(ip) !== 0 ? { name, 'cluster-address': ip } : { name };
}
