import { expect, it } from 'vitest';
import { parseKeys } from '../../src/facts/keys-text.ts';

it.each([
  [
    'nested maps become dotted names',
    '{"worker":{"cores":3,"memory-mb":700},"roles":"worker"}',
    { 'worker.cores': '3', 'worker.memory-mb': '700', roles: 'worker' },
  ],
  ['lists become lines', '{"extra":{"spark-defaults":["a=1","b=2"]}}', { 'extra.spark-defaults': 'a=1\nb=2' }],
  ['unset keys are left out', '{"worker":{"cores":null}}', {}],
  ['an error instead of a document means that nothing is set', 'error: snap "bramble-spark" has no configuration', {}],
])('%s', (_rule, text, keys) => {
  expect(parseKeys(text)).toEqual(keys);
});
