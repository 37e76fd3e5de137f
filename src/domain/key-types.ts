import type { ComponentName, RoleName } from './roles.ts';

/** How a key's value is written and checked. Each has one zod schema and one shell test, made from this table. */
export type KeyType =
  | { readonly kind: 'roles' }
  | { readonly kind: 'host' }
  | { readonly kind: 'token' }
  | { readonly kind: 'integer'; readonly min: number; readonly max: number }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'folders' }
  | { readonly kind: 'properties' };

export interface Key {
  readonly name: string;
  readonly component: ComponentName;
  /** Roles that read it; empty means every role and command of the component. */
  readonly usedBy: readonly RoleName[];
  readonly type: KeyType;
  /** As a user would type it; empty means unset. */
  readonly default: string;
  readonly help: string;
}

export const port = { kind: 'integer', min: 1024, max: 65535 } as const;

/** Heap of a daemon, in MB. */
export const heap = { kind: 'integer', min: 128, max: 65536 } as const;

/** Memory of a program that does users' work, in MB. */
export const megabytes = { kind: 'integer', min: 256, max: 1048576 } as const;
