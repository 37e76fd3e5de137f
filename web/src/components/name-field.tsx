import { Field } from './field.tsx';

interface Props {
  readonly label: string;
  readonly help: string;
  readonly fault?: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A field for a name or for names, which a browser must not correct as if they were prose. */
export function NameField({ label, help, fault, value, onChange }: Props) {
  return (
    <Field label={label} help={help} fault={fault}>
      {(ids) => (
        <input
          {...ids}
          autocapitalize="none"
          autocomplete="off"
          spellcheck={false}
          value={value}
          onInput={({ currentTarget }) => onChange(currentTarget.value)}
        />
      )}
    </Field>
  );
}
