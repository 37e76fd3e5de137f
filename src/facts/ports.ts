import type { ListeningPort } from '../domain/facts.ts';
import { type Fact, linesOf, numberOf } from './fact.ts';

/** Listening TCP ports, from ss(8): `LISTEN 0 128 *:8080 *:* users:(("java",pid=812,fd=240))`. */
export const portsFact: Fact<readonly ListeningPort[]> = {
  script: 'ss -Hltnp',
  parse: (text) => linesOf(text).flatMap(parsePort),
};

function parsePort(line: string): ListeningPort[] {
  const [, , , local = ''] = line.split(/\s+/);
  const at = local.lastIndexOf(':');
  if (at < 0) return [];
  const [, process = '', pid] = /users:\(\("([^"]*)",pid=(\d+)/.exec(line) ?? [];
  return [
    {
      port: numberOf(local.slice(at + 1)),
      address: local.slice(0, at),
      process,
      pid: pid === undefined ? undefined : Number(pid),
    },
  ];
}
