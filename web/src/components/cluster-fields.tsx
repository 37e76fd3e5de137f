import { methods } from '../../../src/domain/cluster.ts';
import type { ClusterForm, Faults } from '../model/new-cluster.ts';
import { ComponentsField } from './components-field.tsx';
import { Field } from './field.tsx';
import { HostsField } from './hosts-field.tsx';
import { NameField } from './name-field.tsx';

interface Props {
  readonly form: ClusterForm;
  readonly faults: Faults;
  readonly onChange: (change: Partial<ClusterForm>) => void;
}

/** What a cluster is to be: enough for most; a cluster file says the rest. */
export function ClusterFields({ form, faults, onChange }: Props) {
  return (
    <>
      <NameField
        label="Name"
        help="Of the cluster: lower-case letters, digits and dashes."
        fault={faults.name}
        value={form.name}
        onChange={(name) => onChange({ name })}
      />
      <HostsField value={form.hosts} fault={faults.hosts} onChange={(hosts) => onChange({ hosts })} />
      <ComponentsField
        value={form.components}
        onChange={(components) => onChange({ components })}
        fault={faults.components}
      />
      <NameField
        label="User"
        help="Login on the hosts. Empty: as ~/.ssh/config of the server says."
        value={form.user}
        onChange={(user) => onChange({ user })}
      />
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
