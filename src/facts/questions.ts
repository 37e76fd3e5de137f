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

/** The texts of what one host answered, by name. */
export function readAnswers(host: string, output: string): Readonly<Record<string, string>> {
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
