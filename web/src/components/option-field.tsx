import type { ComponentChildren } from 'preact';
import type { ComponentName } from '../../../src/domain/roles.ts';
import type { Field as FieldRow, Values } from '../model/action-form.ts';
import { ComponentsField } from './components-field.tsx';
import { Field } from './field.tsx';

type Value = Values[string] | undefined;

interface Props {
  readonly field: FieldRow;
  readonly value: Value;
  readonly onChange: (value: NonNullable<Value>) => void;
}

/** One option of an action, as the table of options describes it. */
export function OptionField(props: Props) {
  const Shown = shown[props.field.type] ?? TextOption;
  return <Shown {...props} />;
}

const shown: Readonly<Partial<Record<FieldRow['type'], (props: Props) => ComponentChildren>>> = {
  yes: (props) => <CheckOption {...props} preset={false} />,
  no: (props) => <CheckOption {...props} preset={true} />,
  choice: ChoiceOption,
  components: ({ field, value, onChange }) => (
    <ComponentsField value={(value ?? []) as readonly ComponentName[]} onChange={onChange} help={field.help} />
  ),
};

function CheckOption({ field: { label, help, type }, value, onChange, preset }: Props & { readonly preset: boolean }) {
  const words = type === 'no' ? `unchecked: ${help}` : help;
  return (
    <div class="field">
      <label class="check">
        <input
          type="checkbox"
          checked={value === undefined ? preset : value === true}
          onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        />{' '}
        {label} <small>{words}</small>
      </label>
    </div>
  );
}

function ChoiceOption({ field: { label, help, choices = [] }, value, onChange }: Props) {
  return (
    <Field label={label} help={help}>
      {(ids) => (
        <select {...ids} value={String(value ?? '')} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
          <option value="">as usual</option>
          {choices.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      )}
    </Field>
  );
}

const numbers: readonly FieldRow['type'][] = ['positive', 'seconds', 'count', 'whole'];

function TextOption({ field: { label, help, type, preset, value: example = '' }, value, onChange }: Props) {
  return (
    <Field label={label} help={help}>
      {(ids) => (
        <input
          {...ids}
          {...(numbers.includes(type) ? { type: 'number' as const, min: 0 } : { type: 'text' as const })}
          required={type === 'nodes'}
          placeholder={String(preset ?? example)}
          value={String(value ?? '')}
          onInput={({ currentTarget }) => onChange(currentTarget.value)}
        />
      )}
    </Field>
  );
}
