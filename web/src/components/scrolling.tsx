import type { ComponentChildren } from 'preact';

interface Props {
  readonly label: string;
  readonly class: string;
  readonly children: ComponentChildren;
}

/** What may be larger than its box, and is reached and scrolled by keyboard too. */
export function Scrolling({ label, class: kind, children }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section class={`scrolls ${kind}`} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
