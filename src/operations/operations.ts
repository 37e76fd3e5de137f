import type { Operation } from './operation.ts';
import { type OperationName, type OperationOptions, optionRows } from './option-rows.ts';

type Operate<Name extends OperationName> = (options: OperationOptions<Name>, operation: Operation) => Promise<void>;

/** Where each operation on a cluster is done. */
const loaders: { readonly [Name in OperationName]: () => Promise<Operate<Name>> } = {
  deploy: async () => (await import('./deploy.ts')).deploy,
  plan: async () => (await import('./deploy.ts')).plan,
  verify: async () => (await import('./verify.ts')).verify,
  upgrade: async () => (await import('./upgrade.ts')).upgrade,
  revert: async () => (await import('./revert.ts')).revert,
  add: async () => (await import('./add.ts')).add,
  remove: async () => (await import('./remove.ts')).remove,
  maintenance: async () => (await import('./maintenance.ts')).maintenance,
  start: async () => (await import('./power.ts')).start,
  stop: async () => (await import('./power.ts')).stop,
  uninstall: async () => (await import('./uninstall.ts')).uninstall,
  doctor: async () => (await import('./doctor.ts')).doctor,
  bench: async () => (await import('./bench.ts')).bench,
  status: async () => (await import('./status.ts')).status,
  history: async () => (await import('./history.ts')).history,
  unlock: async () => (await import('./unlock.ts')).unlock,
};

/** Names of all operations, in the order of the table. */
export const operationNames = Object.keys(optionRows) as OperationName[]; // its own keys

/** An operation by its name; its options have the form that its rows say. */
export type AnyOperation = (options: object, operation: Operation) => Promise<void>;

/** Loads an operation, which is done only when it is called for. */
export async function loadOperation(name: OperationName): Promise<AnyOperation> {
  return (await loaders[name]()) as AnyOperation; // whoever reads options reads them by the same rows
}
