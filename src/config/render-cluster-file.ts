import { stringify } from 'yaml';
import type { ClusterFile } from './cluster-file.ts';
import { entryWords, type SchemaWord, topWords } from './schema-words.ts';

const heading = `# A cluster for bramble. Look at what it would do:  bramble plan -f FILE
# then do it:  bramble deploy -f FILE
# A word with # before it is an example: take the # away to use it.`;

/** A cluster file that explains itself, with the values that are known; every other word stands there as an example. */
export function renderClusterFile(known: Partial<ClusterFile>, path: string): string {
  const blocks = topWords.map((word) => renderWord(word, known));
  return `${[heading.replaceAll('FILE', path), ...blocks].join('\n\n')}\n`;
}

function renderWord(word: SchemaWord, known: Partial<ClusterFile>): string {
  const value = word.name === 'hosts' ? plainHosts(known.hosts) : known[word.name as keyof ClusterFile]; // its own words
  const text = value === undefined ? commented(yamlOf(word.name, word.example)) : yamlOf(word.name, value);
  const details = word.name === 'hosts' ? `\n${renderEntryExample()}` : '';
  return `# ${word.description}\n${text}${details}`;
}

/** As short as it can be: entries with nothing but a name are a list. */
function plainHosts(hosts: ClusterFile['hosts'] | undefined): unknown {
  const isPlain = hosts?.every((entry) => Object.keys(entry).length === 1);
  return isPlain ? hosts?.map(({ name }) => name).join(',') : hosts;
}

function renderEntryExample(): string {
  const lines = entryWords.flatMap(({ name, description, example }, index) => {
    const value = yamlOf(name, example).replaceAll('\n', '\n    ');
    return [`    # ${description}`, `${index === 0 ? '  - ' : '    '}${value}`];
  });
  return commented(['or, in place of the line above:', 'hosts:', ...lines].join('\n'));
}

function yamlOf(name: string, value: unknown): string {
  return stringify({ [name]: value }, { lineWidth: 0 }).trimEnd();
}

function commented(text: string): string {
  return text.replaceAll(/^/gm, '# ');
}
