import { stringify } from 'yaml';
import { entryWords, type SchemaWord, topWords } from '../../src/config/schema-words.ts';

/** docs/reference/cluster-file.md. */
export function renderClusterFilePage(): string {
  return `<!-- Made from src/config/cluster-file.ts by \`npm run generate\`; change that. -->
# The cluster file

\`bramble init\` writes one that explains itself; \`bramble init --inventory FILE\` makes one from an inventory of cloudmesh.
The smallest one is a single line:

\`\`\`yaml
hosts: red,red[01-02]
\`\`\`

Only \`hosts\` is needed. A word that is not in these tables is refused, and so are two of a kind and tabs; all faults are
shown together, each with its line. Yes and no may be written as \`yes\`, \`no\`, \`true\` or \`false\`.

## At the top

${table(topWords)}

## In an entry of \`hosts\`

${table(entryWords)}

An entry may also be just text, [a host or a list](host-lists.md). The keys in \`settings\` are those of
[the settings of a node](keys.md), without \`roles\`, \`node.name\`, \`master.host\` and \`secret.id\`, which bramble decides.

## What wins

A detail of one host (\`pi@red:22\`, or a word of its own entry) wins over an option of the command line, and that over the
word of the same meaning at the top of the file. The options are \`--cluster\` (for \`name\`), \`--user\`, \`--master\`,
\`--workers-on-master\`, \`--history-server\`, \`--connect\` and \`--method\`.

## Who does what

1. The master runs on the host that \`master\` names, else on the one whose \`roles\` say so, else on the first.
2. A worker runs on every other host; on the master's too in a cluster of up to three hosts, or as \`workers-on-master\` says.
3. The history server runs beside the master, or as \`history-server\` says. Spark Connect runs only where \`connect\` says.
4. An entry with \`roles\` gets exactly those.
`;
}

function table(words: readonly SchemaWord[]): string {
  const rows = words.map(
    ({ name, description, example }) => `| \`${name}\` | ${description} | ${inline(name, example)} |`,
  );
  return ['| Word | | Example |', '|---|---|---|', ...rows].join('\n');
}

function inline(name: string, example: unknown): string {
  return `\`${stringify({ [name]: example }, { collectionStyle: 'flow', lineWidth: 0 })
    .trim()
    .replace(/^\{ (.*) \}$/, '$1')}\``;
}
