import { type Theme, theme, themes } from '../state/theme.ts';

const labels: Readonly<Record<Theme, string>> = { system: 'As the device', light: 'Light', dark: 'Dark' };

/** Light for a bright room, dark for a dark one. */
export function ThemeSwitch() {
  return (
    <label class="theme">
      <span>Colours</span>
      <select value={theme.value} onChange={({ currentTarget }) => choose(currentTarget.value)}>
        {themes.map((one) => (
          <option key={one} value={one}>
            {labels[one]}
          </option>
        ))}
      </select>
    </label>
  );
}

function choose(value: string): void {
  theme.value = themes.find((one) => one === value) ?? 'system';
}
