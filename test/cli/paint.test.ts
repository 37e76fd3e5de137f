import { PassThrough } from 'node:stream';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { paint } from '../../src/cli/paint.ts';

const terminal = Object.assign(new PassThrough(), { isTTY: true }) as never; // what paint asks of a terminal

describe('a terminal that has only ASCII', () => {
  afterEach(() => vi.unstubAllEnvs());

  it.each([
    ['signs in ASCII', 'red: ✓ 41 °C → …', 'red: + 41  C -> ...'],
    ['a question mark for a sign that it does not know', 'π', '?'],
    [
      'a stack trace with its tabs',
      'Exception in thread "main"\n\tat org.example.Count\r\n',
      'Exception in thread "main"\n\tat org.example.Count\r\n',
    ],
  ])('shows %s', (_what, text, shown) => {
    vi.stubEnv('LC_ALL', 'C');
    expect(paint(text, terminal)).toBe(shown);
  });
});
