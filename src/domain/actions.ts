import type { Artifact, PackagingName } from './artifact.ts';
import type { ComponentName, RoleName } from './roles.ts';

/** One thing to do to one host. `because` is shown to the operator, in dry runs and in reports alike. */
export type Action = { readonly because: string } & (
  | { readonly kind: 'write-hosts'; readonly content: string }
  | { readonly kind: 'upload'; readonly artifact: Artifact }
  | { readonly kind: 'install'; readonly artifact: Artifact }
  | { readonly kind: 'install-from-store'; readonly component: ComponentName; readonly channel: string }
  | { readonly kind: 'write-secret'; readonly component: ComponentName; readonly packaging: PackagingName }
  | {
      readonly kind: 'set-keys';
      readonly component: ComponentName;
      readonly packaging: PackagingName;
      readonly values: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'start-role' | 'restart-role';
      readonly component: ComponentName;
      readonly packaging: PackagingName;
      readonly role: RoleName;
    }
  | { readonly kind: 'connect-plug'; readonly component: ComponentName; readonly plug: string }
  | { readonly kind: 'write-record'; readonly content: string }
  | { readonly kind: 'revert'; readonly component: ComponentName; readonly packaging: PackagingName }
  | {
      readonly kind: 'remove-component';
      readonly component: ComponentName;
      readonly packaging: PackagingName;
      readonly purge: boolean;
    }
  | { readonly kind: 'remove-record' | 'remove-history' }
);

/** A host's part of a stage. An empty list means that it is already as desired. */
export interface NodePlan {
  readonly node: string;
  readonly actions: readonly Action[];
}
