import type { KeyType } from '../../src/domain/key-types.ts';

/** What a key takes, in words. */
export function describeType(type: KeyType): string {
  switch (type.kind) {
    case 'integer':
      return `${type.min} to ${type.max}`;
    case 'choice':
      return type.of.join(', ');
    case 'host':
      return 'a host name or IPv4 address';
    case 'token':
      return 'one word';
    case 'roles':
      return 'roles, separated by commas';
    case 'folders':
      return 'a list of absolute paths';
    case 'properties':
      return 'a list of name=value';
  }
}
