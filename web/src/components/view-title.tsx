import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';

interface Props {
  readonly title: string;
  /** What can be done here. */
  readonly children?: ComponentChildren;
}

/** The heading of a view, which names the tab too. */
export function ViewTitle({ title, children }: Props) {
  useEffect(() => {
    document.title = `${title} – bramble`;
  }, [title]);
  return (
    <div class="title">
      <h1>{title}</h1>
      {children !== undefined && <div class="actions">{children}</div>}
    </div>
  );
}
