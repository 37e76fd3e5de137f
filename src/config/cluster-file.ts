import { z } from 'zod';
import { methods } from '../domain/cluster.ts';
import { componentNames } from '../domain/components.ts';
import { keys } from '../domain/keys.ts';
import { roleNames } from '../domain/roles.ts';
import { keySchema, unknownRole } from './key-schema.ts';
import { clusterNamePattern, clusterNameRule, userPattern } from './plain-words.ts';

/** Keys that bramble itself decides, and what to write in the cluster file instead. */
export const decidedKeys: Readonly<Record<string, string>> = {
  roles: 'write `roles` beside the name of a host',
  'node.name': 'write `name` in the entry of a host',
  'master.host': 'write `master` at the top of the file',
  'namenode.host': 'write `namenode` at the top of the file',
  'resourcemanager.host': 'write `resourcemanager` at the top of the file',
  'historyserver.host': 'write `historyserver` at the top of the file',
  'hdfs.cluster-id': 'bramble takes it from the data that is there',
  'hdfs.create-id': 'bramble sets it where no file system has ever been',
  'secret.id': 'bramble makes the secret and its id',
};

/** Keys that a cluster file may set, each name once. */
export const operatorKeys = keys.filter(
  ({ name }, at) => !(name in decidedKeys) && keys.findIndex((key) => key.name === name) === at,
);

const yesOrNo = z.preprocess(yesOrNoAsBoolean, z.boolean({ error: 'must be yes or no' }));

const placement = z.preprocess(
  yesOrNoAsBoolean,
  z.union([z.boolean(), z.string().min(1)], { error: 'must be yes, no or the name of a host' }),
);

const settings = z.strictObject(
  Object.fromEntries(operatorKeys.map((key) => [key.name, z.preprocess(asValueText, keySchema(key)).optional()])),
);

const role = z.enum(roleNames, { error: ({ input }) => unknownRole(String(input)) });
const method = z.enum(methods);
const dataDirs = operatorKeys.find(({ name }) => name === 'hdfs.data-dirs') as (typeof operatorKeys)[number]; // in the table of keys
const port = z.int().min(1).max(65535);
const user = z.string().regex(userPattern, 'is not a user name');

/** One entry of `hosts`; a host written as text is an entry with nothing but a name. */
export const hostEntrySchema = z.strictObject({
  name: z.string().meta({
    description: 'Name of the host, or a list such as "red[01-03]" to give several hosts the same entry.',
    examples: ['red01'],
  }),
  address: z
    .string()
    .regex(/^[\w[][\w.:%\]-]*$/, 'is not a name or an address')
    .optional()
    .meta({
      description: 'What to connect to, if not the name: a name of ~/.ssh/config, a DNS name or an IP address.',
      examples: ['192.168.1.40'],
    }),
  'cluster-address': z
    .union([z.ipv4(), z.ipv6()], { error: 'must be an IP address' })
    .optional()
    .meta({
      description: 'IP address at which the other nodes reach this one. Default: chosen from the networks they share.',
      examples: ['10.1.1.1'],
    }),
  user: user.optional().meta({ description: 'Login on this host.', examples: ['ubuntu'] }),
  port: port.optional().meta({ description: 'SSH port of this host.', examples: [22] }),
  roles: z
    .array(role)
    .min(1)
    .optional()
    .meta({
      description: `Exactly these daemons, instead of those it would get: ${roleNames.join(', ')}.`,
      examples: [['worker']],
    }),
  method: method.optional().meta({ description: 'Like `method` below, for this host.', examples: ['tarball'] }),
  settings: settings.optional().meta({
    description: 'Like `settings` below, for this host; these take precedence.',
    examples: [{ 'worker.cores': '3' }],
  }),
});

/** The cluster file as written. Its descriptions make the reference page and what `bramble init` writes. */
export const clusterFileSchema = z.strictObject({
  name: z
    .string()
    .regex(clusterNamePattern, clusterNameRule)
    .optional()
    .meta({ description: 'Name of the cluster. Default: the name of its master.', examples: ['red'] }),
  components: z
    .array(z.enum(componentNames))
    .min(1)
    .optional()
    .meta({
      description: 'What to deploy unless the command line says otherwise. Default: spark.',
      examples: [['spark', 'hadoop']],
    }),
  hosts: z.preprocess(asEntries, z.array(z.preprocess(asEntry, hostEntrySchema)).min(1, 'names no host')).meta({
    description: 'The hosts: a list such as "red,red[01-03]", or one entry per line with details.',
    examples: ['red,red[01-03]'],
  }),
  user: user.optional().meta({
    description: 'Login on every host. Default: what ~/.ssh/config says, otherwise your own name.',
    examples: ['pi'],
  }),
  port: port
    .optional()
    .meta({ description: 'SSH port of every host. Default: what ~/.ssh/config says, otherwise 22.', examples: [22] }),
  'identity-file': z
    .string()
    .min(1)
    .optional()
    .meta({
      description: 'Private key to log in with. Default: your agent and ~/.ssh/config.',
      examples: ['~/.ssh/id_ed25519'],
    }),
  master: z
    .string()
    .min(1)
    .optional()
    .meta({
      description: 'Host that runs the master, the NameNode and the ResourceManager. Default: the first host.',
      examples: ['red'],
    }),
  'workers-on-master': yesOrNo.optional().meta({
    description:
      'Whether the master’s host works and holds data too. Default: yes in a cluster of up to three hosts, otherwise no.',
    examples: ['yes'],
  }),
  'history-server': placement.optional().meta({
    description: 'Whether, or on which host, the history server runs. Default: yes, beside the master.',
    examples: ['no'],
  }),
  connect: placement.optional().meta({
    description: 'Whether, or on which host, Spark Connect runs; yes means beside the master. Default: no.',
    examples: ['yes'],
  }),
  namenode: hostName('Host that runs the NameNode. Default: that of the master.'),
  secondarynamenode: placement.optional().meta({
    description:
      'Whether, or on which host, the SecondaryNameNode runs. Default: yes, on a different host from the NameNode.',
    examples: ['red01'],
  }),
  resourcemanager: hostName('Host that runs the ResourceManager. Default: that of the master.'),
  historyserver: placement.optional().meta({
    description: 'Whether, or on which host, Hadoop’s JobHistoryServer runs. Default: yes, beside the ResourceManager.',
    examples: ['no'],
  }),
  'data-dirs': z
    .array(keySchema(dataDirs))
    .min(1)
    .optional()
    .meta({
      description:
        'Folders for the blocks of HDFS on every host, one for each disk. Default: a folder of bramble’s own.',
      examples: [['/media/usb/hdfs']],
    }),
  method: method.optional().meta({
    description:
      'How a component is installed: auto (a snap if the host supports it, otherwise a tarball), snap or tarball.',
    examples: ['auto'],
  }),
  settings: settings.optional().meta({
    description:
      'Settings of every node. Memory and cores are sized by what each machine has, unless they are set here.',
    examples: [{ 'log.level': 'warn' }],
  }),
});

function hostName(description: string) {
  return z
    .string()
    .min(1)
    .optional()
    .meta({ description, examples: ['red'] });
}

/** A cluster file after its own form was checked: hosts are entries, values are text. */
export type ClusterFile = z.infer<typeof clusterFileSchema>;
export type HostEntry = z.infer<typeof hostEntrySchema>;

function asEntries(hosts: unknown): unknown {
  return typeof hosts === 'string' ? [hosts] : hosts;
}

function asEntry(host: unknown): unknown {
  return typeof host === 'string' ? { name: host } : host;
}

function yesOrNoAsBoolean(value: unknown): unknown {
  return value === 'yes' ? true : value === 'no' ? false : value;
}

/** YAML reads numbers and lists where keys hold text: a list becomes one line for each element. */
function asValueText(value: unknown): unknown {
  if (typeof value === 'number') return String(value);
  return Array.isArray(value) ? value.join('\n') : value;
}
