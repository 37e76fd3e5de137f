interface Props {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The password that sudo on the nodes asks for. It is sent with the job and kept nowhere. */
export function PasswordField({ value, onChange }: Props) {
  return (
    <label class="field">
      <span>sudo password</span>
      <input
        type="password"
        name="sudo-password"
        autocomplete="off"
        value={value}
        onInput={({ currentTarget }) => onChange(currentTarget.value)}
      />
      <small>Only where sudo on the nodes asks for one. Sent with the job, kept nowhere.</small>
    </label>
  );
}
