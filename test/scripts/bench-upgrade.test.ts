import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import type { BenchLab } from '../../scripts/bench/bench-lab.ts';
import { daemonsOf } from '../../scripts/bench/daemons.ts';
import { watchOutages } from '../../scripts/bench/outages.ts';

it('knows every daemon of both components, by its port and by its unit in the packaging of its node', () => {
  const hosts = [
    { name: 'bench01', address: '10.0.0.1', os: 'raspios' },
    { name: 'bench02', address: '10.0.0.2', os: 'ubuntu' },
  ] as const;
  const lab = { lab: { hosts } } as unknown as BenchLab; // no more is asked of it
  const planned = [
    { host: 'bench01', roles: ['namenode', 'master'] },
    { host: 'bench02', roles: ['datanode'] },
  ] as const;
  expect(daemonsOf(lab, planned)).toEqual([
    { name: 'namenode on bench01', address: '10.0.0.1', port: 9870, unit: 'bramble-hadoop-namenode.service' },
    { name: 'master on bench01', address: '10.0.0.1', port: 8080, unit: 'bramble-spark-master.service' },
    { name: 'datanode on bench02', address: '10.0.0.2', port: 9864, unit: 'snap.bramble-hadoop.datanode.service' },
  ]);
});

it('counts as away only a daemon whose port is closed', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  const services = [
    { name: 'there', address: '127.0.0.1', port },
    { name: 'away', address: '127.0.0.1', port: 1 },
  ];
  const knocks = Promise.withResolvers<void>();
  let count = 0;
  server.on('connection', () => ++count === 5 && knocks.resolve());
  const { closedS } = await watchOutages(services, () => knocks.promise);
  server.close();
  expect(closedS.get('away')).toBeGreaterThan(closedS.get('there') ?? 0);
});
