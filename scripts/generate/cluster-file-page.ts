import { stringify } from 'yaml';
import { decidedKeys } from '../../src/config/cluster-file.ts';
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
[the settings of a node](keys.md), without those that bramble decides:
${Object.keys(decidedKeys)
  .map((key) => `\`${key}\``)
  .join(', ')}.

## What wins

A detail of one host (\`pi@red:22\`, or a word of its own entry) wins over an option of the command line, and that over the
word of the same meaning at the top of the file. The options are \`--cluster\` (for \`name\`), \`--user\`, \`--master\`,
\`--workers-on-master\`, \`--history-server\`, \`--connect\`, \`--namenode\`, \`--secondarynamenode\`, \`--resourcemanager\`,
\`--data-dir\` (for \`data-dirs\`) and \`--method\`. Components that the command line names win over \`components\`.

## Who does what

1. The master runs on the host that \`master\` names, else on the one whose \`roles\` say so, else on the first.
2. A worker runs on every other host; on the master's too in a cluster of up to three hosts, or as \`workers-on-master\` says.
3. The history server runs beside the master, or as \`history-server\` says. Spark Connect runs only where \`connect\` says.
4. The NameNode and the ResourceManager run with the master, or as \`namenode\` and \`resourcemanager\` say. A DataNode
   runs on every host but the NameNode's, a NodeManager on every host but the ResourceManager's, and there too as 2 says.
5. The SecondaryNameNode runs on the first host without the NameNode, or as \`secondarynamenode\` says; Hadoop's history server
   beside the ResourceManager, or as \`historyserver\` says.
6. An entry with \`roles\` gets exactly those.
7. Where the command line names a component, others that were deployed on the same hosts before stay where they are.
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
