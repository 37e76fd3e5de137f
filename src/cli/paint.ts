import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** What is coloured, wherever it is said: signs and words that tell how it went. */
const colours: readonly (readonly [what: RegExp, style: Style])[] = [
  [/^ *✓/gm, 'green'],
  [/^ *✗|\b(?:NOT FIT|FATAL|FAILED)\b|\bdoes not answer\b|^error:/gm, 'red'],
  [/\b[a-z-]+\([a-z-]+!\)/g, 'red'],
  [/^ *(?:try|next):/gm, 'cyan'],
];

/** A terminal's text in colour, where the terminal, NO_COLOR and FORCE_COLOR let it. */
export function paint(text: string, stream: NodeJS.WriteStream): string {
  const painted = colours.reduce(
    (done, [what, style]) => done.replaceAll(what, (found) => styleText(style, found, { stream })),
    text,
  );
  return stream.isTTY && !showsUnicode(process.env) ? inAscii(painted) : painted;
}

/** Whether a terminal has the signs that bramble uses. The console of Linux has a font of 256 or 512. */
function showsUnicode({ TERM, LC_ALL, LC_CTYPE, LANG }: NodeJS.ProcessEnv): boolean {
  return TERM !== 'linux' && /utf-?8/i.test(LC_ALL || LC_CTYPE || LANG || '');
}

const ascii: Readonly<Record<string, string>> = {
  '✓': '+',
  '✗': 'x',
  '…': '...',
  '·': '*',
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '→': '->',
  '°': ' ',
};

function inAscii(text: string): string {
  return text.replaceAll(/[^\t\n\r -~\u001b]/gu, (sign) => ascii[sign] ?? '?');
}
