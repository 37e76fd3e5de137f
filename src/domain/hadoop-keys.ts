import { heap, type Key, type KeyType, megabytes, port } from './key-types.ts';
import type { RoleName } from './roles.ts';

type Row = readonly [name: string, type: KeyType, preset: string, help: string, usedBy?: RoleName];

const host = { kind: 'host' } as const;
const token = { kind: 'token' } as const;
const folders = { kind: 'folders' } as const;
const properties = { kind: 'properties' } as const;
const levels = { kind: 'choice', of: ['error', 'warn', 'info', 'debug'] } as const;

const rows: readonly Row[] = [
  [
    'roles',
    { kind: 'roles' },
    '',
    'Daemons this node runs, separated by commas: namenode, secondarynamenode, datanode, resourcemanager, nodemanager, historyserver.',
  ],
  ['node.name', host, '', 'Name by which the other nodes reach this one; unset means its host name.'],
  [
    'hdfs.cluster-id',
    token,
    '',
    'Id of the file system that this node belongs to; daemons refuse the data of another.',
  ],
  [
    'hdfs.create-id',
    token,
    '',
    'Id of the file system that the NameNode may create, once, where none has ever been.',
    'namenode',
  ],
  [
    'hdfs.name-dirs',
    folders,
    '',
    'Folders for the NameNode’s metadata, each a full copy; unset means a folder of the node’s own.',
    'namenode',
  ],
  [
    'hdfs.data-dirs',
    folders,
    '',
    'Folders for blocks, one on each disk; unset means a folder of the node’s own.',
    'datanode',
  ],
  ['hdfs.replication', { kind: 'integer', min: 1, max: 16 }, '1', 'Copies of each block of a new file.'],
  ['hdfs.block-size-mb', { kind: 'integer', min: 1, max: 1024 }, '64', 'Size of a block of a new file, in MB.'],
  [
    'hdfs.reserved-mb',
    { kind: 'integer', min: 0, max: 1048576 },
    '1024',
    'Space on each disk that HDFS leaves free, in MB.',
    'datanode',
  ],
  ['namenode.host', host, '', 'Name of the node that runs the NameNode.'],
  ['namenode.port', port, '8020', 'Port of the NameNode for clients.'],
  ['namenode.ui-port', port, '9870', 'Port of the NameNode’s web page.'],
  ['namenode.heap-mb', heap, '256', 'Heap of the NameNode, in MB.', 'namenode'],
  ['secondarynamenode.ui-port', port, '9868', 'Port of the SecondaryNameNode’s web page.'],
  ['secondarynamenode.heap-mb', heap, '256', 'Heap of the SecondaryNameNode, in MB.', 'secondarynamenode'],
  ['datanode.port', port, '9866', 'Port of the DataNode for blocks.'],
  ['datanode.ipc-port', port, '9867', 'Port of the DataNode for calls.'],
  ['datanode.ui-port', port, '9864', 'Port of the DataNode’s web page.'],
  ['datanode.heap-mb', heap, '256', 'Heap of the DataNode, in MB.', 'datanode'],
  ['resourcemanager.host', host, '', 'Name of the node that runs the ResourceManager.'],
  ['resourcemanager.ui-port', port, '8088', 'Port of the ResourceManager’s web page.'],
  ['resourcemanager.heap-mb', heap, '256', 'Heap of the ResourceManager, in MB.', 'resourcemanager'],
  ['nodemanager.port', port, '8041', 'Port of the NodeManager for calls.'],
  ['nodemanager.ui-port', port, '8042', 'Port of the NodeManager’s web page.'],
  ['nodemanager.heap-mb', heap, '256', 'Heap of the NodeManager, in MB.', 'nodemanager'],
  ['historyserver.host', host, '', 'Name of the node that runs the JobHistoryServer.'],
  ['historyserver.ui-port', port, '19888', 'Port of the JobHistoryServer’s web page.'],
  ['historyserver.heap-mb', heap, '256', 'Heap of the JobHistoryServer, in MB.', 'historyserver'],
  ['yarn.memory-mb', megabytes, '1024', 'Memory this node offers to YARN’s containers, in MB.', 'nodemanager'],
  [
    'yarn.cores',
    { kind: 'integer', min: 1, max: 256 },
    '1',
    'Cores this node offers to YARN’s containers.',
    'nodemanager',
  ],
  [
    'yarn.min-allocation-mb',
    { kind: 'integer', min: 64, max: 65536 },
    '128',
    'Smallest container, in MB; sizes are rounded up to multiples of it.',
    'resourcemanager',
  ],
  ['yarn.max-allocation-mb', megabytes, '1024', 'Largest container, in MB: what the largest node offers.'],
  ['mapreduce.am-memory-mb', megabytes, '384', 'Container of an application’s master, in MB.'],
  ['mapreduce.map-memory-mb', megabytes, '320', 'Container of a map task, in MB.'],
  ['mapreduce.reduce-memory-mb', megabytes, '320', 'Container of a reduce task, in MB.'],
  ['client.heap-mb', heap, '256', 'Heap of a command such as hdfs dfs, in MB.'],
  ['log.level', levels, 'info', 'How much the daemons log.'],
  ['extra.core-site', properties, '', 'Further properties of core-site.xml as a list of name=value.'],
  ['extra.hdfs-site', properties, '', 'Further properties of hdfs-site.xml as a list of name=value.'],
  ['extra.yarn-site', properties, '', 'Further properties of yarn-site.xml as a list of name=value.'],
  ['extra.mapred-site', properties, '', 'Further properties of mapred-site.xml as a list of name=value.'],
];

/** Settings of a node of Apache Hadoop. */
export const hadoopKeys: readonly Key[] = rows.map(([name, type, preset, help, usedBy]) => ({
  name,
  component: 'hadoop',
  usedBy: usedBy === undefined ? [] : [usedBy],
  type,
  default: preset,
  help,
}));
