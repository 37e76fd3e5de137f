import { vi } from 'vitest';
import { createLocalHost } from '../../src/host/local-host.ts';
import { describeHost } from './host-contract.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 }); // real programs, perhaps on a busy machine

describeHost('LocalHost', async () => createLocalHost('localhost'));
