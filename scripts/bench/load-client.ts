// Asks one address many times, over several connections at once, in a process of its own; what to ask comes by standard input.
import { Agent, get } from 'node:http';
import { text } from 'node:stream/consumers';
import type { Load, LoadSample } from './load.ts';

const order = JSON.parse(await text(process.stdin)) as Load; // written by load.ts
process.stdout.write(JSON.stringify(await carryOut(order)));

async function carryOut({ url, headers, requests, connections }: Load): Promise<LoadSample> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const times: number[] = [];
  const ask = async () => {
    for (let count = 0; count < requests / connections; count += 1) times.push(await timeOf(url, agent, headers));
  };
  const startedMs = performance.now();
  await Promise.all(Array.from({ length: connections }, ask));
  const seconds = (performance.now() - startedMs) / 1000;
  agent.destroy();
  const sorted = times.toSorted((a, b) => a - b);
  return { perSecond: times.length / seconds, p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN };
}

function timeOf(url: string, agent: Agent, headers: Load['headers']): Promise<number> {
  const startedMs = performance.now();
  return new Promise((resolve, reject) => {
    get(url, { agent, headers }, (answer) => {
      if (answer.statusCode !== 200) reject(new Error(`${url} answered ${answer.statusCode}`));
      answer.resume().once('end', () => resolve(performance.now() - startedMs));
    }).once('error', reject);
  });
}
