import { stringify } from 'yaml';
import { decidedKeys } from '../../src/config/cluster-file.ts';
import { entryWords, type SchemaWord, topWords } from '../../src/config/schema-words.ts';

/** docs/reference/cluster-file.md. */
export function renderClusterFilePage(): string {
  return `<!-- Made from src/config/cluster-file.ts by \`npm run generate\`; change that. -->
# The cluster file

\`bramble init\` writes one with comments; \`bramble init --inventory FILE\` makes one from an inventory of cloudmesh.
The smallest cluster file is a single line:

\`\`\`yaml
hosts: red,red[01-02]
\`\`\`

Only \`hosts\` is required. Words that are not in these tables are refused, and so are duplicates and tabs. All faults are
shown together, each with its line. Yes and no can be written as \`yes\`, \`no\`, \`true\` or \`false\`.

## At the top

${table(topWords)}

## In an entry of \`hosts\`

${table(entryWords)}

An entry can also be just text: [a host or a list](host-lists.md). The keys in \`settings\` are those of
[the settings of a node](keys.md), except the ones that bramble decides itself:
${Object.keys(decidedKeys)
  .map((key) => `\`${key}\``)
  .join(', ')}.

## What takes precedence

A detail of one host (\`pi@red:22\`, or a word in its own entry) takes precedence over an option on the command line, which takes precedence over the
word with the same meaning at the top of the file. The options are \`--cluster\` (for \`name\`), \`--user\`, \`--master\`,
\`--workers-on-master\`, \`--history-server\`, \`--connect\`, \`--namenode\`, \`--secondarynamenode\`, \`--resourcemanager\`,
\`--data-dir\` (for \`data-dirs\`) and \`--method\`. Components on the command line take precedence over \`components\`.

## Who does what

1. The master runs on the host that \`master\` names; otherwise on the host whose \`roles\` say so; otherwise on the first host.
2. A worker runs on every other host. It runs on the master's host too in a cluster of up to three hosts, or as \`workers-on-master\` says.
3. The history server runs beside the master, or as \`history-server\` says. Spark Connect runs only where \`connect\` says.
4. The NameNode and the ResourceManager run beside the master, or as \`namenode\` and \`resourcemanager\` say. A DataNode
   runs on every host except the NameNode's, and a NodeManager on every host except the ResourceManager's; on those hosts rule 2 applies.
5. The SecondaryNameNode runs on the first host without the NameNode, or as \`secondarynamenode\` says. Hadoop's history server
   runs beside the ResourceManager, or as \`historyserver\` says.
6. A host whose entry has \`roles\` gets exactly those.
7. If the command line names a component, other components that were deployed on the same hosts before stay where they are.
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
