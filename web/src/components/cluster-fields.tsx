import { methods } from '../../../src/domain/cluster.ts';
import type { ClusterForm, Faults } from '../model/new-cluster.ts';
import { ComponentsField } from './components-field.tsx';
import { Field } from './field.tsx';
import { HostsField } from './hosts-field.tsx';

interface Props {
  readonly form: ClusterForm;
  readonly faults: Faults;
  readonly onChange: (change: Partial<ClusterForm>) => void;
}

/** What a cluster is to be: enough for most; a cluster file says the rest. */
export function ClusterFields({ form, faults, onChange }: Props) {
  return (
    <>
      <Field label="Name" help="Of the cluster: lower-case letters, digits and dashes." fault={faults.name}>
        {(ids) => (
          <input
            {...ids}
            autocapitalize="none"
            autocomplete="off"
            value={form.name}
            onInput={({ currentTarget }) => onChange({ name: currentTarget.value })}
          />
        )}
      </Field>
      <HostsField value={form.hosts} fault={faults.hosts} onChange={(hosts) => onChange({ hosts })} />
      <ComponentsField
        value={form.components}
        onChange={(components) => onChange({ components })}
        fault={faults.components}
      />
      <Field label="User" help="Login on the hosts. Empty: as ~/.ssh/config of the server says.">
        {(ids) => (
          <input
            {...ids}
            autocapitalize="none"
            autocomplete="off"
            value={form.user}
            onInput={({ currentTarget }) => onChange({ user: currentTarget.value })}
          />
        )}
      </Field>
      <Field label="Method" help="How it gets there. auto: a snap where the host can, else a tarball.">
        {(ids) => (
          <select
            {...ids}
            value={form.method}
            onChange={({ currentTarget }) => onChange({ method: chosen(currentTarget.value) })}
          >
            {methods.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        )}
      </Field>
    </>
  );
}

function chosen(value: string): ClusterForm['method'] {
  return methods.find((one) => one === value) ?? 'auto';
}
