import type { HistoryEntry } from '../../deploy/merge-history.ts';
import { renderTable } from './table.ts';

const heading = ['BEGUN', 'WHO', 'COMMAND', 'NODES', 'RESULT'];

/** What was done, a line for each command, and below it what there is to say about it. Times are this machine's. */
export function renderHistory(entries: readonly HistoryEntry[], columns?: number): string {
  if (entries.length === 0) return 'these nodes have no history';
  return renderTable([heading, ...entries.map(renderEntry)], columns);
}

function renderEntry({ since, who, what, nodes, result, ended, message, artifacts }: HistoryEntry): string[] {
  const brought = artifacts.map(({ component, version, packaging }) => `${component} ${version} (${packaging})`);
  const outcome = [results[result], ended === undefined ? '' : took(since, ended), message ?? '', ...brought];
  return [localTime(since), who, what, nodes.join(' '), outcome.filter((part) => part !== '').join('; ')];
}

const results: Readonly<Record<HistoryEntry['result'], string>> = {
  done: 'done',
  failed: 'failed',
  interrupted: 'interrupted',
  running: 'at work now',
  'cut-off': 'cut off: its end was never recorded',
};

function localTime(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : date.toLocaleString('sv-SE'); // year first, as it sorts
}

function took(since: string, ended: string): string {
  const seconds = Math.round((Date.parse(ended) - Date.parse(since)) / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
