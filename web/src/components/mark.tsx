import type { Wellness } from '../model/node.ts';

const signs: Readonly<Record<Wellness | 'busy' | 'unknown', string>> = {
  well: '✓',
  strained: '!',
  ill: '✗',
  busy: '…',
  unknown: '?',
};

interface Props {
  readonly kind: keyof typeof signs;
  readonly text: string;
}

/** A state in a word, with a sign and a colour beside it: never the colour alone. */
export function Mark({ kind, text }: Props) {
  return (
    <span class={`mark ${kind}`}>
      <span aria-hidden="true" class="sign">
        {signs[kind]}
      </span>
      {text}
    </span>
  );
}
