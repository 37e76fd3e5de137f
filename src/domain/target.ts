/** A host as the operator named it, after the list was expanded: nothing about it is resolved yet. */
export interface Target {
  /** Short name used in output, roles and /etc/hosts, such as `red01`. */
  readonly name: string;
  /** What to connect to: a name, an IPv4 or IPv6 address without brackets. */
  readonly address: string;
  readonly user?: string;
  readonly port?: number;
}
