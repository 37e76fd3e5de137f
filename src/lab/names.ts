import { BrambleError } from '../errors.ts';

/** The lab that is meant where nobody names one. */
export const defaultLab = 'lab';

/** Rejects names that could not be a folder, a control group and part of a message. Throws USAGE. */
export function checkLabName(name: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,30}$/.test(name)) return name;
  throw new BrambleError('USAGE', `--name: "${name}" cannot be the name of a lab`, {
    hint: 'up to 31 lower-case letters, digits and dashes, such as "class-1"',
  });
}

/** Host names in lower case. Throws USAGE for addresses, users and ports: a virtual Pi is new and has only a name. */
export function checkHostNames(names: readonly string[]): string[] {
  const lowered = names.map((name) => name.toLowerCase());
  const wrong = lowered.find((name) => !/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name) || /^\d+$/.test(name));
  if (wrong === undefined) return [...new Set(lowered)];
  throw new BrambleError('USAGE', `"${wrong}" cannot be the name of a virtual Pi`, {
    hint: 'letters, digits and dashes, such as red01; the lab gives the address',
  });
}
