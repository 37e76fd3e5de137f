import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expandHostlist, expandHostlistFully, findDuplicates } from '../../src/config/hostlist.ts';
import { BrambleError } from '../../src/errors.ts';

describe('a host list stands for hosts', () => {
  it.each([
    ['red', 'red'],
    ['red,red[01-02]', 'red red01 red02'],
    ['red[01-02],red', 'red01 red02 red'],
    ['red0[1-4]', 'red01 red02 red03 red04'],
    ['red[08-11]', 'red08 red09 red10 red11'],
    ['red[1-10]', 'red1 red2 red3 red4 red5 red6 red7 red8 red9 red10'],
    ['red[1-03]', 'red1 red2 red3'],
    ['red[01-2]', 'red01 red02'],
    ['red[98-101]', 'red98 red99 red100 red101'],
    ['red[001-003,010]', 'red001 red002 red003 red010'],
    ['red[1,3,5-7]', 'red1 red3 red5 red6 red7'],
    ['red[7]', 'red7'],
    ['red[00-00]', 'red00'],
    ['r[1-2]n[1-2]', 'r1n1 r1n2 r2n1 r2n2'],
    ['[1-2][3-4]', '13 14 23 24'],
    ['[1-2]x', '1x 2x'],
    ['red[01-02].local', 'red01.local red02.local'],
    ['pi@red[01-02]', 'pi@red01 pi@red02'],
    ['pi@red[01-02]:2222', 'pi@red01:2222 pi@red02:2222'],
    ['pi@red:22,red01', 'pi@red:22 red01'],
    ['local:a,b,c', 'local:a b c'],
    ['10.1.1.[1-4]', '10.1.1.1 10.1.1.2 10.1.1.3 10.1.1.4'],
    ['red,red', 'red'],
    ['red[01-02],red01', 'red01 red02'],
    ['red,,red01,', 'red red01'],
    [' red , red01\t', 'red red01'],
    ['red*', 'red*'],
    ['red01..red03', 'red01..red03'],
    ['red-[1-2]', 'red-1 red-2'],
  ])('%s → %s', (list, hosts) => {
    expect(expandHostlist(list)).toEqual(hosts.split(' '));
  });

  it.each([
    ['red[01-red02]', 'red01 red02'],
    ['red,red[01-red02]', 'red red01 red02'],
    ['pi@red[01-red02]', 'pi@red01 pi@red02'],
    ['pi@red[01-pi@red02]', 'pi@red01 pi@red02'],
    ['red0[1-red03]', 'red01 red02 red03'],
    ['r[1-r2]n[1-n2]', 'r1n1 r1n2 r2n1 r2n2'],
    ['10.1.1.[1-10.1.1.2]', '10.1.1.1 10.1.1.2'],
  ])('%s repeats the text before the bracket → %s', (list, hosts) => {
    expect(expandHostlist(list)).toEqual(hosts.split(' '));
  });

  it.each([
    ['[fe80::1]', '[fe80::1]'],
    ['[::1]', '[::1]'],
    ['[fe80::1%eth0],red', '[fe80::1%eth0] red'],
    ['user@[2001:db8::1]:22', 'user@[2001:db8::1]:22'],
    ['pi[1-2]@[fe80::1]', 'pi1@[fe80::1] pi2@[fe80::1]'],
    ['[2001:db8::1],[2001:db8::2]', '[2001:db8::1] [2001:db8::2]'],
  ])('%s is an address, not a range', (list, hosts) => {
    expect(expandHostlist(list)).toEqual(hosts.split(' '));
  });

  it('holds up to 100000 hosts and no more', () => {
    expect(expandHostlist('red[1-100000]')).toHaveLength(100_000);
    expect(faultOf('red[1-100001]').message).toContain('more than 100000');
    expect(faultOf('red[1-1000]n[1-101]').message).toContain('more than 100000');
    expect(faultOf('red[1-60000],blue[1-60000]').message).toContain('more than 100000');
    expect(faultOf(`red[1-9${'9'.repeat(400)}]`).message).toContain('more than 100000');
    expect(faultOf(`red${'[1-99999]'.repeat(500)}`).message).toContain('more than 100000');
  });
});

describe('a malformed list is refused', () => {
  it.each([
    ['red[3-1]', 5, 'the range 3-1 runs backwards', 'write "red[1-3]"'],
    ['red[09-1]', 5, 'the range 09-1 runs backwards', 'write "red[01-09]"'],
    ['red[2-1]', 5, 'the range 2-1 runs backwards', 'write "red[1-2]"'],
    ['red[a-c]', 5, '"a-c" is not a number', 'a list looks like'],
    ['red[]', 5, 'a number is missing here', 'a list looks like'],
    ['red[1-]', 5, '"1-" is not a number or a range', 'a list looks like'],
    ['red[-2]', 5, '"-2" is not a number or a range', 'a list looks like'],
    ['red[1-2-3]', 5, '"2-" does not repeat', 'a list looks like'],
    ['red[1,,3]', 7, 'a number is missing here', 'write "red[1,3]"'],
    ['red[01 - 02]', 5, '"01 - 02" is not a number or a range', 'write "red[01-02]"'],
    ['red[01, 03]', 8, '" 03" is not a number', 'write "red[01,03]"'],
    ['red[01..03]', 5, 'not a number or a range', 'write "red[01-03]"'],
    ['red[01–03]', 5, 'not a number or a range', 'write "red[01-03]"'],
    ['red[01:03]', 5, 'not a number or a range', 'write "red[01-03]"'],
    ['red[01-blue02]', 5, '"blue" does not repeat the text before the bracket, "red"', 'write "red[01-02]"'],
    ['red,red[red01-red02]', 9, 'not a number or a range', 'write "red,red[01-02]"'],
    ['red[01-02', 4, 'never closed', 'write "red[01-02]"'],
    ['red[01-02,blue', 4, 'never closed', 'write "red[01-02],blue"'],
    ['[fe80::1', 1, 'never closed', 'write "[fe80::1]"'],
    ['red]', 4, 'never opened', 'write "red"'],
    ['red01-02]', 9, 'never opened', 'write "red[01-02]"'],
    ['red[[1-2]]', 5, 'a bracket inside a bracket', 'write "red[1-2]"'],
    ['red red01', 4, 'a blank inside a name', 'write "red,red01"'],
    ['[zz::1]', 1, '[zz::1] is not an IPv6 address', 'a list looks like'],
    ['[fe80::1,fe80::2]', 1, 'not an IPv6 address', 'write "[fe80::1],[fe80::2]"'],
  ])('%s at character %i: %s; %s', (list, character, what, hint) => {
    const error = faultOf(list);
    expect(error.code).toBe('HOSTLIST_INVALID');
    expect(error.message).toContain(`host list "${list}", character ${character}: `);
    expect(error.message).toContain(what);
    expect(error.hint).toContain(hint);
  });

  it.each(['', ' ', ',', ' , ,'])('"%s" names no host', (list) => {
    expect(faultOf(list).message).toContain('it names no host');
  });

  it('marks the place below the list', () => {
    expect(faultOf('blue,red[3-1]').evidence).toBe('blue,red[3-1]\n         ^^^');
  });

  it('shows only the neighbourhood of the fault in a very long list', () => {
    const error = faultOf(`${'red,'.repeat(2000)}red[3-1]`);
    expect(error.message.length + String(error.evidence).length + String(error.hint).length).toBeLessThan(900);
    expect(error.evidence).toMatch(/^.*red\[3-1\]\n +\^\^\^$/);
  });
});

describe('hosts named more than once', () => {
  it('are found by name, in order', () => {
    expect(findDuplicates(expandHostlistFully('red02,red[01-03],blue,red01'))).toEqual(['red02', 'red01']);
    expect(findDuplicates(['red', 'red01'])).toEqual([]);
  });
});

describe('for any list', () => {
  const number = fc.integer({ min: 0, max: 999 });
  const width = fc.integer({ min: 1, max: 4 });
  const prefix = fc.stringMatching(/^[a-z][a-z-]{0,4}$/);

  it('a range counts from its first to its last number, padded to the width of the first', () => {
    fc.assert(
      fc.property(prefix, number, fc.integer({ min: 0, max: 50 }), width, (text, low, steps, digits) => {
        const first = String(low).padStart(digits, '0');
        const hosts = expandHostlist(`${text}[${first}-${low + steps}]`);
        expect(hosts.map((host) => Number(host.slice(text.length)))).toEqual(
          Array.from({ length: steps + 1 }, (_, step) => low + step),
        );
        expect(hosts.every((host) => host.length >= text.length + first.length)).toBe(true);
      }),
    );
  });

  it('repeating the prefix changes nothing', () => {
    fc.assert(
      fc.property(prefix, number, number, (text, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(expandHostlist(`${text}[${low}-${text}${high}]`)).toEqual(expandHostlist(`${text}[${low}-${high}]`));
      }),
    );
  });

  it('names without brackets come back as they are, each once, in order', () => {
    fc.assert(
      fc.property(fc.array(prefix, { minLength: 1 }), (names) => {
        expect(expandHostlist(names.join(' , '))).toEqual([...new Set(names)]);
      }),
    );
  });

  it('the product of brackets has as many hosts as its factors multiplied', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }), (sizes) => {
        const list = sizes.map((size) => `n[1-${size}]`).join('');
        expect(expandHostlist(list)).toHaveLength(sizes.reduce((product, size) => product * size));
      }),
    );
  });

  it('garbage either expands or is refused as HOSTLIST_INVALID, and a correction that is shown expands', () => {
    const piece = fc.constantFrom('red', '[', ']', ',', '-', '01', '3', ' ', ':', '@', 'é', '\n', '[1-2]', '..', '%');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const list = pieces.join('');
        const corrected = /^write "(.*)"$/s.exec(hintOf(list) ?? '')?.[1];
        if (corrected !== undefined) expect(expandHostlist(corrected).length).toBeGreaterThan(0);
      }),
      { numRuns: 2000 },
    );
  });
});

function faultOf(list: string): BrambleError {
  try {
    expandHostlist(list);
  } catch (error) {
    if (error instanceof BrambleError) return error;
    throw error;
  }
  throw new Error(`"${list}" was accepted`);
}

function hintOf(list: string): string | undefined {
  try {
    expandHostlist(list);
    return undefined;
  } catch (error) {
    if (error instanceof BrambleError && error.code === 'HOSTLIST_INVALID') return error.hint;
    throw error;
  }
}
