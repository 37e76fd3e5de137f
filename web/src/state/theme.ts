import { effect, signal } from '@preact/signals';

const key = 'bramble-theme';
export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Which colours a person chose; `system` leaves it to the device. */
export const theme = signal<Theme>(themes.find((one) => one === localStorage.getItem(key)) ?? 'system');

/** Puts the choice where the style sheet finds it, and keeps it. */
export function applyTheme(): void {
  effect(() => {
    document.documentElement.dataset.theme = theme.value;
    localStorage.setItem(key, theme.value);
  });
}
