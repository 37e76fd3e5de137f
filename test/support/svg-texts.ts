/** A text of a drawing, and where it begins; to the left of that where it is anchored at its end. */
export interface SvgText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
}

/** The texts of a drawing of Vega that can be seen, with the shifts of all groups around them added up. */
export function textsIn(svg: string): SvgText[] {
  const shifts: (readonly [number, number])[] = [];
  return [...svg.matchAll(/<(\/?)(\w+)([^>]*?)(\/?)>([^<]*)/g)].flatMap(
    ([, closes, name, attributes = '', alone, text = '']) => {
      if (closes === '/') shifts.pop();
      else if (alone !== '/') shifts.push(shiftIn(attributes));
      if (closes === '/' || name !== 'text' || / opacity="0"/.test(attributes)) return [];
      const [x, y] = shifts.reduce(([a, b], [c, d]) => [a + c, b + d], [0, 0]);
      return [{ text, x, y, anchor: anchorIn(attributes) }];
    },
  );
}

function shiftIn(attributes: string): readonly [number, number] {
  const [, x = 0, y = 0] = /translate\(([-\d.]+)[, ]+([-\d.]+)\)/.exec(attributes) ?? [];
  return [Number(x), Number(y)];
}

function anchorIn(attributes: string): SvgText['anchor'] {
  const [, anchor] = /text-anchor="(middle|end)"/.exec(attributes) ?? [];
  return anchor === 'middle' || anchor === 'end' ? anchor : 'start';
}
