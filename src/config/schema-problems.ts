import type { z } from 'zod';
import { didYouMean } from './did-you-mean.ts';
import type { Problem } from './problem.ts';

/** What a schema found wrong, in an operator's words; for `safeParse(value, { error: describeIssue })`. */
export function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${nounOf[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return `must be one of ${issue.values.join(', ')}${didYouMean(String(issue.input), issue.values.map(String))}`;
    case 'too_small':
      return `must be at least ${issue.minimum}`;
    case 'too_big':
      return `must be at most ${issue.maximum}`;
    default:
      return undefined;
  }
}

const nounOf: Readonly<Record<string, string>> = {
  string: 'text',
  int: 'a whole number',
  number: 'a number',
  array: 'a list',
  object: 'a block of `word: value` lines',
};

/** One problem for each issue, and one for each unknown word; `unknown` puts those into words. */
export function problemsOf(issues: readonly z.core.$ZodIssue[], unknown: (path: Problem['path']) => string): Problem[] {
  return issues.flatMap((issue) => {
    const path = issue.path.filter((part) => typeof part !== 'symbol');
    if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
    return issue.keys.map((key) => ({ path: [...path, key], message: unknown([...path, key]) }));
  });
}
