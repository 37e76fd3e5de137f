import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface Props {
  readonly label: string;
  readonly help?: string | undefined;
  readonly fault?: string | undefined;
  readonly children: (ids: {
    readonly id: string;
    readonly 'aria-describedby': string;
    readonly 'aria-invalid': boolean;
  }) => ComponentChildren;
}

/** A field with its label, and beneath it what it means or what is wrong with it. */
export function Field({ label, help = '', fault = '', children }: Props) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, 'aria-describedby': `${id}-help`, 'aria-invalid': fault !== '' })}
      <small id={`${id}-help`} class={fault === '' ? undefined : 'ill'}>
        {fault === '' ? help : fault}
      </small>
    </div>
  );
}
