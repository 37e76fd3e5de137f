import type { Neighbours } from './neighbours.ts';
import { neighbourSegment } from './own-page-script.ts';

/** First words of the paths that Spark's and Hadoop's pages use, always from the root of their server. */
const firstWords = [
  ...['static', 'jmx', 'conf', 'logs', 'stacks', 'metrics', 'prom', 'logLevel', 'index.html'], // of every daemon
  ...['dfshealth.html', 'dfshealth.js', 'explorer.html', 'explorer.js', 'webhdfs', 'fsck', 'startupProgress'], // NameNode
  ...['datanode.html', 'status.html', 'blockScannerReport'], // DataNode, SecondaryNameNode
  ...['cluster', 'node', 'jobhistory', 'proxy', 'ws'], // YARN and MapReduce
  ...['jobs', 'stages', 'storage', 'environment', 'executors', 'SQL', 'sqlserver', 'connect', 'streaming'], // Spark
  ...['app', 'log', 'logPage', 'history', 'api', 'home'],
];

const rooted = new RegExp(`(["'(=\`])/(?=(?:${firstWords.map((word) => word.replace('.', '\\.')).join('|')})\\b)`, 'g');
const root = /((?:href|action)=["'])\/(?=["'])/g;

/** Text of a daemon's page, with its own addresses below `prefix`, which ends in a slash. */
export function rewritePage(text: string, prefix: string): string {
  return text.replaceAll(rooted, `$1${prefix}`).replaceAll(root, `$1${prefix}`);
}

/** Where a visitor is: what was asked of the daemon, and below what its page is shown. */
export interface Way {
  readonly from: string;
  /** Ends in a slash. */
  readonly prefix: string;
  readonly neighbours: Neighbours;
}

/** Where a redirection leads: below the prefix, to the page itself or to another daemon; undefined if elsewhere. */
export function rewriteLocation(location: string, { from, prefix, neighbours }: Way): string | undefined {
  const target = URL.parse(location, from);
  if (target === null) return undefined;
  const path = `${target.pathname}${target.search}`;
  if (target.origin === new URL(from).origin) return `${prefix}${path.slice(1)}`;
  const leadsOn = target.protocol === 'http:' && neighbours.has(target.host);
  return leadsOn ? `${prefix}${neighbourSegment}/${target.host}${path}` : undefined;
}
