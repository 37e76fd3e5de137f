import type { HostFacts } from '../domain/facts.ts';
import { BrambleError } from '../errors.ts';
import { diskFact } from './disk.ts';
import { type Fact, numberOf } from './fact.ts';
import { healthFact } from './health.ts';
import { installedFact } from './installed.ts';
import { machineFact } from './machine.ts';
import { memoryFact } from './memory.ts';
import { networkFact } from './network.ts';
import { osFact } from './os.ts';
import { portsFact } from './ports.ts';
import { recordFact } from './record.ts';
import { snapdFact } from './snapd.ts';

const clockFact: Fact<number> = { script: 'date +%s', parse: numberOf };

const facts = {
  os: osFact,
  machine: machineFact,
  memory: memoryFact,
  freeMb: diskFact,
  clockSeconds: clockFact,
  network: networkFact,
  ports: portsFact,
  snapdVersion: snapdFact,
  health: healthFact,
  spark: installedFact('spark'),
  record: recordFact,
} satisfies Record<string, Fact<unknown>>;

type FactName = keyof typeof facts;

/** The one question of a round trip: POSIX sh for `sh -s` as root that prints every fact's text as one JSON object. */
export function probeScript(): string {
  const questions = Object.entries(facts).map(([name, { script }]) => `printf '\\036%s\\n' ${name}\n(${script}\n)`);
  return `export LC_ALL=C PATH="$PATH:/usr/sbin:/sbin:/snap/bin"
{
${questions.join('\n')}
} 2>/dev/null < /dev/null | awk '${toJson}'
`;
}

/** Each line that begins with a record separator opens a fact; what follows is its text. */
const toJson = `
function escaped(s) { gsub(/\\\\/, "&&", s); gsub(/"/, "\\\\\\"", s); gsub(/\\t/, "\\\\t", s); gsub(/[\\001-\\037]/, "", s); return s }
BEGIN { printf "{" }
/^\\036/ { printf "%s\\"%s\\":\\"", (open ? "\\"," : ""), substr($0, 2); open = 1; next }
{ printf "%s\\\\n", escaped($0) }
END { print (open ? "\\"" : "") "}" }`;

/** Reads what the probe printed on one host. */
export function parseProbe(host: string, output: string): HostFacts {
  const texts = parseObject(host, output);
  const fact = <Name extends FactName>(name: Name) =>
    facts[name].parse(texts[name] ?? '') as ReturnType<(typeof facts)[Name]['parse']>; // a union of parsers loses the link to its name
  return {
    os: fact('os'),
    machine: fact('machine'),
    memory: fact('memory'),
    freeMb: fact('freeMb'),
    clockSeconds: fact('clockSeconds'),
    network: fact('network'),
    ports: fact('ports'),
    snapdVersion: fact('snapdVersion'),
    health: fact('health'),
    installed: { spark: fact('spark') },
    record: fact('record'),
  };
}

function parseObject(host: string, output: string): Readonly<Record<string, string>> {
  try {
    return JSON.parse(output) as Record<string, string>; // printed by our own probe
  } catch (cause) {
    throw new BrambleError('ACTION_FAILED', 'the probe did not answer in JSON', {
      host,
      cause,
      evidence: output.slice(0, 500),
      hint: 'look for text that the login shell prints, for example in ~/.bashrc',
    });
  }
}
