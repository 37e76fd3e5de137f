import { BrambleError } from '../errors.ts';
import type { Fact } from './fact.ts';

/** Many questions in one: POSIX sh for `sh -s` that prints every fact's text as one JSON object, by its name. */
export function renderQuestions(facts: Readonly<Record<string, Fact<unknown>>>): string {
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

type Meanings<Facts extends Readonly<Record<string, Fact<unknown>>>> = {
  readonly [Name in keyof Facts]: ReturnType<Facts[Name]['parse']>;
};

/** What one host answered to these questions, each by its name. */
export function readAnswers<const Facts extends Readonly<Record<string, Fact<unknown>>>>(
  facts: Facts,
  host: string,
  output: string,
): Meanings<Facts> {
  const texts = parseTexts(host, output);
  const read = Object.entries(facts).map(([name, { parse }]) => [name, parse(texts[name] ?? '')] as const);
  return Object.fromEntries(read) as Meanings<Facts>; // Object.entries loses which fact has which name
}

function parseTexts(host: string, output: string): Readonly<Record<string, string>> {
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
