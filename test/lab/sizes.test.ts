import { describe, expect, it } from 'vitest';
import { parseLink, parseMemory, showLink, showMemory } from '../../src/lab/sizes.ts';

describe('--memory', () => {
  it.each([
    ['2G', 2048],
    ['1.5g', 1536],
    ['512M', 512],
    ['512MiB', 512],
    ['4GB', 4096],
  ])('%s is %i MB', (text, memoryMb) => {
    expect(parseMemory(text)).toBe(memoryMb);
  });

  it.each(['', '2', '2T', '-2G', '100M', 'two', '2G 2G'])('refuses %o', (text) => {
    expect(() => parseMemory(text)).toThrow('is not a size a virtual Pi can have');
  });
});

describe('--link', () => {
  it.each([
    ['1gbit', 1_000_000],
    ['2.5gbit', 2_500_000],
    ['100Mbit', 100_000],
    ['512kbit', 512],
  ])('%s is %i kbit/s', (text, kbit) => {
    expect(parseLink(text)).toBe(kbit);
  });

  it.each(['', '100', '0mbit', '100MB', '1tbit', '101gbit', '1gbit; reboot'])('refuses %o', (text) => {
    expect(() => parseLink(text)).toThrow('is not a speed');
  });
});

describe('sizes are shown as they are written', () => {
  it.each(['2G', '1536M'])('memory %s', (text) => expect(showMemory(parseMemory(text))).toBe(text));
  it.each(['1gbit', '100mbit', '512kbit'])('link %s', (text) => expect(showLink(parseLink(text))).toBe(text));
});
