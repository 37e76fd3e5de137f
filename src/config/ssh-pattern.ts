/** Whether a name matches OpenSSH patterns (`*`, `?`, `!pattern`): one must match, and none that is negated. */
export function matchesPatterns(patterns: readonly string[], name: string): boolean {
  const matching = patterns.filter((pattern) => toRegExp(pattern.replace(/^!/, '')).test(name));
  return matching.length > 0 && !matching.some((pattern) => pattern.startsWith('!'));
}

// The matcher of the package `ssh-config` lets `?` stand for no character, too; OpenSSH does not.
function toRegExp(pattern: string): RegExp {
  const escaped = pattern.replaceAll(/[\\^$.|+()[\]{}]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');
}
