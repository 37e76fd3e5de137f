const predecessorPrefix = ['pi', 'cluster'];

/** Reads `pi cluster deploy spark …`, as the predecessor's users know it, as `deploy spark …`. */
export function withoutPredecessorWords(words: readonly string[]): readonly string[] {
  const startsSo = predecessorPrefix.every((word, index) => words[index] === word);
  return startsSo ? words.slice(predecessorPrefix.length) : words;
}
