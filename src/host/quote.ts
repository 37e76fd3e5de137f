const safeWord = /^[\w@%+:,./-]+$/;
const safeOption = /^-[\w@%+:,./=-]+$/;

/** One word as every login shell of a Pi (sh, bash, zsh, fish) reads it back unchanged. */
export function quoteWord(word: string): string {
  if (safeWord.test(word) || safeOption.test(word)) return word;
  return (
    word
      .split(/(['\\])/)
      .map(quotePart)
      .join('') || "''"
  );
}

/** A whole command line from its words. */
export function quoteCommand(argv: readonly string[]): string {
  return argv.map(quoteWord).join(' ');
}

// Quotes and backslashes stand outside the quotes: fish, unlike sh, gives a backslash a meaning inside them.
function quotePart(part: string): string {
  if (part === "'" || part === '\\') return `\\${part}`;
  return part === '' ? '' : `'${part}'`;
}
