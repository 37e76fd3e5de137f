import type { OsFacts } from '../domain/facts.ts';
import { type Fact, parseAssignments } from './fact.ts';

/** Distribution, from os-release(5): `ID=ubuntu`, `VERSION_ID="24.04"`, `PRETTY_NAME="Ubuntu 24.04 LTS"`. */
export const osFact: Fact<OsFacts> = {
  script: 'cat /etc/os-release',
  parse: (text) => {
    const { ID = 'unknown', VERSION_ID = '', PRETTY_NAME = ID } = parseAssignments(text);
    return { id: ID, version: VERSION_ID, title: PRETTY_NAME };
  },
};
