import { execFileSync, spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { helpTexts } from '../../src/cli/help-texts.ts';

const page = 'man/bramble.1';
const shown = execFileSync('groff', ['-man', '-Tascii', '-P-cbou', '-rLL=200n', page], { encoding: 'utf8' });

describe('man bramble', () => {
  it('is read by groff without a complaint', () => {
    const { status, stderr } = spawnSync('groff', ['-man', '-Tutf8', '-ww', '-z', page], { encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });

  it.each(Object.entries(helpTexts))('shows %s with its examples as they are to be typed', (words, { examples }) => {
    expect(shown).toMatch(new RegExp(`^ {3}bramble ${words} \\[options\\]`, 'm'));
    for (const example of examples) expect(shown).toContain(`    ${example}\n`);
  });

  it('explains an option once that many commands share', () => {
    expect(shown.match(/^ +--ask-sudo-password$/gm)).toHaveLength(1);
  });
});
