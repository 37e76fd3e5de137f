import { runScript } from './run-script.ts';

/** What to ask a server. */
export interface Load {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly requests: number;
  readonly connections: number;
}

export interface LoadSample {
  readonly perSecond: number;
  readonly p99Ms: number;
}

/** Asks a server from a process of its own: what the client takes is not taken from the server. */
export async function load(order: Load, signal: AbortSignal): Promise<LoadSample> {
  return (await runScript('load-client.ts', { input: JSON.stringify(order), signal })) as LoadSample; // as it prints it
}
