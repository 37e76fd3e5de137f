import { expect, it } from 'vitest';
import { counted } from '../../src/domain/counted.ts';

it.each([
  [0, 'core', undefined, '0 cores'],
  [1, 'core', undefined, '1 core'],
  [2, 'core', undefined, '2 cores'],
  [1, 'copy', 'copies', '1 copy'],
  [3, 'copy', 'copies', '3 copies'],
])('%i with the noun %s', (number, noun, plural, shown) => {
  expect(counted(number, noun, plural)).toBe(shown);
});
