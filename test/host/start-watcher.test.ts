import { describe, expect, it } from 'vitest';
import { watchStart } from '../../src/host/start-watcher.ts';

describe('watchStart', () => {
  it('gives the program what follows its start, and keeps what came before', () => {
    const watcher = watchStart('m');
    expect(watcher.take('lecture of sudo\nm! 42\nwarning: x\n')).toBe('warning: x\n');
    expect(watcher).toMatchObject({ pid: 42, preamble: 'lecture of sudo', asked: 0 });
    expect(watcher.take('m! 43\n')).toBe('m! 43\n');
    expect(watcher.pid).toBe(42);
  });

  it('understands marks that come in pieces', () => {
    const watcher = watchStart('m');
    expect([...'m?\nm! 4', '2', '\n', 'x'].map((piece) => watcher.take(piece)).join('')).toBe('x');
    expect(watcher).toMatchObject({ pid: 42, asked: 1, preamble: '' });
  });

  it('counts how often a password was asked for', () => {
    const watcher = watchStart('m');
    watcher.take('m?Sorry, try again.\nm?');
    expect(watcher).toMatchObject({ asked: 2, pid: undefined, preamble: 'Sorry, try again.' });
  });
});
