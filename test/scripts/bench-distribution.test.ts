import { expect, it } from 'vitest';
import { summarize } from '../../scripts/bench/distribution.ts';

it('divides the time to several hosts by that to one of the same round', () => {
  const at = (wallS: number, sent = 1) => ({ wallS, sent });
  const figures = summarize({
    one: [at(40), at(50)],
    three: [at(44), at(55)],
    six: [at(44), at(60)],
    nine: [at(48, 1.1), at(65, 1.3)],
    plain: [at(120, 3), at(150, 3)],
  });
  const rows = figures.map(({ name, unit, median, aim }) => [name, unit, Number(median.toFixed(3)), aim]);
  expect(rows).toEqual([
    ['to one host', 's', 45, undefined],
    ['3 hosts over one', 'x', 1.1, undefined],
    ['6 hosts over one', 'x', 1.15, undefined],
    ['9 hosts over one', 'x', 1.25, 1.3],
    ['3 hosts over one, each sent to from here', 'x', 3, undefined],
    ['sent from here over the size, 9 hosts', 'x', 1.2, 1.3],
    ['sent from here over the size, 3 hosts, each sent to from here', 'x', 3, undefined],
  ]);
});
