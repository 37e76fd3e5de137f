import type { Arch, PackagingName } from './artifact.ts';
import type { Holder } from './holder.ts';
import type { ComponentName, RoleName } from './roles.ts';

/** What one probe found out about a machine. Read once per stage, never changed. */
export interface HostFacts {
  readonly os: OsFacts;
  readonly machine: MachineFacts;
  readonly memory: MemoryFacts;
  /** Free space by directory, in MB. */
  readonly freeMb: Readonly<Record<string, number>>;
  /** Size of the disk that holds /var, in MB. */
  readonly diskMb: number;
  /** Directories whose file system cannot be written, not even by root. */
  readonly readOnly: readonly string[];
  /** The machine's clock, in seconds since 1970. */
  readonly clockSeconds: number;
  readonly network: NetworkFacts;
  readonly ports: readonly ListeningPort[];
  /** Version of snapd, or undefined where it is not installed. */
  readonly snapdVersion: string | undefined;
  readonly health: BoardHealth;
  readonly installed: { readonly [Name in ComponentName]?: Installed | undefined };
  readonly hdfs: HdfsFacts;
  readonly kept: readonly KeptData[];
  readonly record: NodeRecord | undefined;
  /** Whether it holds a history of what was done to it. */
  readonly history: boolean;
  /** Who is at work on it, if anyone is. */
  readonly lock: Holder | undefined;
}

/** Data that an uninstallation has left, for a later deployment to take up again. */
export interface KeptData {
  readonly component: ComponentName;
  readonly packaging: PackagingName;
  readonly folder: string;
}

/** What is left of HDFS on a machine, from the data itself and from the node's own record. */
export interface HdfsFacts {
  /** Id of the file system that a NameNode once created here, or ''. */
  readonly created: string;
  readonly folders: readonly HdfsFolder[];
  /** Of the Hadoop whose NameNode ran here last; absent where none has noted it. */
  readonly version?: string;
}

export interface HdfsFolder {
  /** Whose: the NameNode's or the DataNode's. */
  readonly kind: 'name' | 'data';
  readonly path: string;
  /** Files and folders in it, bramble's own mark not counted; 0 where it is not there. */
  readonly entries: number;
  /** Id of the file system, or '' where it holds none. */
  readonly clusterId: string;
}

export interface OsFacts {
  readonly id: string;
  readonly version: string;
  readonly title: string;
}

export interface MachineFacts {
  /** Identifies the machine whatever it is called. */
  readonly id: string;
  /** Architecture of the userland, in Debian's words: `arm64`, `armhf`, `amd64`. */
  readonly arch: Arch | string;
  readonly kernelArch: string;
  readonly cores: number;
  /** Board as its firmware names it, or '' where it does not. */
  readonly model: string;
  /** Kind of virtualisation, or `none`. */
  readonly virtual: string;
  readonly glibc: string;
  readonly hasSystemd: boolean;
}

export interface MemoryFacts {
  readonly totalMb: number;
  readonly availableMb: number;
}

export interface NetworkFacts {
  readonly hostname: string;
  readonly addresses: readonly InterfaceAddress[];
  /** What the machine's own name means to itself. */
  readonly ownNameMeans: readonly string[];
  /** /etc/hosts as it is. */
  readonly hostsFile: string;
  /** Whether cloud-init writes /etc/hosts anew at each boot. */
  readonly hostsFileManaged: boolean;
}

export interface InterfaceAddress {
  readonly device: string;
  readonly address: string;
  readonly prefix: number;
}

export interface ListeningPort {
  readonly port: number;
  readonly address: string;
  /** Process that listens, or '' where it could not be seen. */
  readonly process: string;
  readonly pid: number | undefined;
}

export interface BoardHealth {
  readonly load: number;
  readonly uptimeSeconds: number;
  readonly temperatureC: number | undefined;
  /** Firmware's bit mask of under-voltage and throttling, or undefined where there is no such firmware. */
  readonly throttled: number | undefined;
}

export interface Installed {
  readonly packaging: PackagingName;
  readonly revision: string;
  readonly version: string;
  /** Of the payload, or undefined where something else of that name is installed. */
  readonly payloadId: string | undefined;
  /** Of the recipe that the payload was built by: equal recipes need no new build. */
  readonly recipe: string | undefined;
  /** snap's own word, such as `strict` or `devmode`; `none` for a tarball. */
  readonly confinement: string;
  /** Plugs of a snap that only its owner connects and that are connected. */
  readonly plugs: readonly string[];
  readonly keys: Readonly<Record<string, string>>;
  /** Names the shared secret file that is there, or '' where there is none. */
  readonly secretId: string;
  readonly services: Readonly<Partial<Record<RoleName, ServiceFacts>>>;
}

export interface ServiceFacts {
  readonly enabled: boolean;
  /** systemd's ActiveState. */
  readonly active: string;
  readonly subState: string;
  readonly restarts: number;
  readonly mainPid: number;
  /** Seconds since it became active, or 0. */
  readonly activeSeconds: number;
}

/** What bramble wrote on the node about itself, so that another operator can take over. */
export interface NodeRecord {
  readonly version: 1;
  readonly cluster: string;
  readonly node: string;
  /** The whole cluster, so that any one node tells of all. */
  readonly spec: unknown;
  readonly components: Readonly<Partial<Record<ComponentName, NotedComponent>>>;
}

/** What a node notes of a build of a component; of its release only where it came from a channel. */
export interface NotedBuild extends Partial<NotedRelease> {
  readonly payloadId: string;
  readonly packaging: PackagingName;
  readonly sha256: string;
}

/** What a node notes of a component. */
export interface NotedComponent extends NotedBuild {
  /** What it noted of the build before: a way back leads to that. */
  readonly previous?: NotedBuild;
}

/** Which release of a channel a node has. */
export interface NotedRelease {
  /** Of the file that brought it. */
  readonly sha256: string;
  readonly channel: string;
  readonly revision: number;
  readonly version: string;
}
