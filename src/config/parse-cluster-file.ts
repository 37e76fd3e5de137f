import { type ClusterFile, clusterFileSchema, decidedKeys, hostEntrySchema, operatorKeys } from './cluster-file.ts';
import { clusterProblems } from './cluster-rules.ts';
import { didYouMean } from './did-you-mean.ts';
import { unknownKey } from './key-schema.ts';
import { explainProblems, type Path, type Problem } from './problem.ts';
import { describeIssue, problemsOf } from './schema-problems.ts';
import { readYaml } from './yaml-text.ts';

/** Reads the text of a cluster file. Throws CONFIG_INVALID with every problem and its line; `source` names the file. */
export function parseClusterFile(text: string, source: string): ClusterFile {
  const yaml = readYaml(text);
  const { file, problems } = check(yaml.value, yaml.problems);
  if (file !== undefined && problems.length === 0) return file;
  const placed = problems.map((problem) => ({ ...problem, line: problem.line ?? yaml.lineOf(problem.path) }));
  throw explainProblems(`${source}: `, placed, yaml.problems.length > 0 ? hints.text : hints.words);
}

/** Checks a cluster that a program sends: a cluster file read already. Throws CONFIG_INVALID with every problem. */
export function checkClusterDocument(value: unknown): ClusterFile {
  const { file, problems } = check(value, []);
  if (file !== undefined && problems.length === 0) return file;
  throw explainProblems('', problems);
}

const hints = {
  text: 'indent with blanks, write each word once, and quote text that holds brackets or colons, such as "red[01-02]"',
  words: '`bramble init FILE` writes a cluster file that explains every word',
};

interface Checked {
  readonly file?: ClusterFile;
  readonly problems: readonly Problem[];
}

/** First the text, then the form, then what the parts mean together: each makes sense only if the one before does. */
function check(value: unknown, problems: readonly Problem[]): Checked {
  if (problems.length > 0) return { problems };
  if (value == null) return { problems: [{ path: [], message: 'there is nothing in it' }] };
  const { data, error } = clusterFileSchema.safeParse(value, { error: describeIssue, reportInput: false });
  if (data === undefined) return { problems: problemsOf(error.issues, unknownWord) };
  return { file: data, problems: clusterProblems(data) };
}

function unknownWord(path: Path): string {
  const word = String(path.at(-1));
  if (path.includes('settings'))
    return (
      decidedKeys[word] ??
      unknownKey(
        word,
        operatorKeys.map(({ name }) => name),
      )
    );
  const schema = path.length === 1 ? clusterFileSchema : hostEntrySchema;
  return `unknown word${didYouMean(word, Object.keys(schema.shape))}`;
}
