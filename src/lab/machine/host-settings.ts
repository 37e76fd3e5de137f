/** What the shell that boots a host needs to know. */
export interface HostSettings {
  readonly lab: string;
  readonly name: string;
  readonly layers: readonly string[];
  readonly memoryMb: number;
  readonly groups: { readonly host: readonly string[]; readonly supervisor: string };
  /** A host without a cable has only its loopback. */
  readonly cable?:
    | {
        readonly address: string;
        readonly mac: string;
        readonly gateway: string;
        readonly bridge: string;
        readonly link: string;
        readonly linkKbit?: number | undefined;
      }
    | undefined;
}

/** Name of the AppArmor policy namespace of a host; no lab and no host has a dot in its name. */
export function policyName({ lab, name }: { readonly lab: string; readonly name: string }): string {
  return `bramble.${lab}.${name}`;
}

/** The `settings` file of a host: assignments for sh, every value in single quotes. */
export function renderHostSettings({ cable, ...host }: HostSettings): string {
  const values: Record<string, string> = {
    LAB_HOST: host.name,
    LAB_LAYERS: host.layers.join(':'),
    LAB_RUN_MB: String(Math.ceil(host.memoryMb / 5)),
    LAB_SHM_MB: String(Math.ceil(host.memoryMb / 2)),
    LAB_POLICY: policyName(host),
    LAB_CGROUPS: host.groups.host.join(' '),
    LAB_SUPERVISOR_CGROUP: host.groups.supervisor,
    LAB_ADDRESS: cable?.address ?? '',
    LAB_MAC: cable?.mac ?? '',
    LAB_GATEWAY: cable?.gateway ?? '',
    LAB_BRIDGE: cable?.bridge ?? '',
    LAB_LINK: cable?.link ?? '',
    LAB_RATE_KBIT: cable?.linkKbit === undefined ? '' : String(cable.linkKbit),
  };
  return Object.entries(values)
    .map(([name, value]) => `${name}='${value.replaceAll("'", "'\\''")}'\n`)
    .join('');
}

/** What a host can read of itself in /run/bramble-lab.json: /proc/meminfo shows the machine's memory, not the limit. */
export function renderLabNote({ lab, memoryMb }: { readonly lab: string; readonly memoryMb: number }): string {
  return `${JSON.stringify({ lab, memoryMb })}\n`;
}
