import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const sources = globSync(['src/**/*.ts', 'snaps/node/**/*.{sh,table}']).map((file) => readFileSync(file, 'utf8'));
const page = readFileSync('docs/troubleshooting.md', 'utf8');
const messages = [...page.matchAll(/\*\*`([^`]+)`\*\*/g)].map(([, message = '']) => message);

it.each(messages)('the message "%s" of docs/troubleshooting.md is one that bramble prints', (message) => {
  const parts = message.split('…').map((part) => part.trim());
  expect(sources.some((text) => parts.every((part) => text.includes(part)))).toBe(true);
});

it('docs/troubleshooting.md quotes messages', () => {
  expect(messages.length).toBeGreaterThan(8);
});
