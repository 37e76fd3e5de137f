import { useId } from 'preact/hooks';
import { componentNames, components } from '../../../src/domain/components.ts';
import type { ComponentName } from '../../../src/domain/roles.ts';

interface Props {
  readonly value: readonly ComponentName[];
  readonly onChange: (value: readonly ComponentName[]) => void;
  readonly help?: string | undefined;
  readonly fault?: string | undefined;
}

/** Spark, Hadoop or both. */
export function ComponentsField({ value, onChange, help = '', fault = '' }: Props) {
  const id = useId();
  const said = fault === '' ? help : fault;
  const toggle = (name: ComponentName) => (event: { readonly currentTarget: HTMLInputElement }) =>
    onChange(componentNames.filter((one) => (one === name ? event.currentTarget.checked : value.includes(one))));
  return (
    <fieldset class="field" aria-describedby={said === '' ? undefined : id}>
      <legend>Components</legend>
      {componentNames.map((name) => (
        <label key={name} class="check">
          <input
            type="checkbox"
            aria-invalid={fault !== ''}
            aria-describedby={said === '' ? undefined : id}
            checked={value.includes(name)}
            onChange={toggle(name)}
          />{' '}
          {components[name].title}
        </label>
      ))}
      {said !== '' && (
        <small id={id} class={fault === '' ? undefined : 'ill'}>
          {said}
        </small>
      )}
    </fieldset>
  );
}
