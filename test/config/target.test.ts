import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTargets } from '../../src/config/distinct-targets.ts';
import { hostNameFault } from '../../src/config/host-name.ts';
import { parseTarget } from '../../src/config/target.ts';
import { BrambleError } from '../../src/errors.ts';

describe('a target', () => {
  it.each([
    ['red', { name: 'red', address: 'red' }],
    ['Red.LOCAL', { name: 'red', address: 'red.local' }],
    ['red.lab.example.org', { name: 'red', address: 'red.lab.example.org' }],
    ['10.1.1.4', { name: '10.1.1.4', address: '10.1.1.4' }],
    ['[fe80::1]', { name: 'ip6-fe80--1', address: 'fe80::1' }],
    ['[2001:DB8:0:0::1]', { name: 'ip6-2001-db8--1', address: '2001:db8::1' }],
    ['[fe80::1%eth0]', { name: 'ip6-fe80--1-eth0', address: 'fe80::1%eth0' }],
    ['pi@red', { name: 'red', address: 'red', user: 'pi' }],
    ['red:2222', { name: 'red', address: 'red', port: 2222 }],
    ['pi@red.local:22', { name: 'red', address: 'red.local', user: 'pi', port: 22 }],
    ['pi@[::1]:2222', { name: 'ip6---1', address: '::1', user: 'pi', port: 2222 }],
    ['4red', { name: '4red', address: '4red' }],
  ])('%s is %o', (text, target) => {
    expect(parseTarget(text)).toEqual(target);
  });

  it.each([
    ['', 'the name is empty'],
    ['pi@', 'the name is empty'],
    ['red_1', 'an underscore cannot be in a host name'],
    ['red*', '"*" cannot be in a host name'],
    ['réd', '"é" cannot be in a host name'],
    ['-red', '"-red" begins or ends with a dash'],
    ['red-.local', '"red-" begins or ends with a dash'],
    ['red..local', 'nothing between two dots'],
    ['red.', 'nothing between two dots'],
    [`${'r'.repeat(64)}`, 'longer than 63 characters'],
    [`${'red.'.repeat(70)}org`, 'longer than 253 characters'],
    ['10.1.1.256', '10.1.1.256 is not an IPv4 address'],
    ['10.1.1', '10.1.1 is not an IPv4 address'],
    ['7', '7 is not an IPv4 address'],
    ['10.1.1.04', '10.1.1.04 is not an IPv4 address'],
    ['red:', '"" is not a port from 1 to 65535'],
    ['red:ssh', '"ssh" is not a port'],
    ['red:0', '"0" is not a port'],
    ['red:65536', '"65536" is not a port'],
    ['red:22:22', 'more than one colon'],
    ['[fe80::1]22', 'is not an IPv6 address in brackets'],
    ['[10.1.1.1]', 'is not an IPv6 address in brackets'],
    ['@red', '"" is not a user name'],
    ['-oProxyCommand=x@red', '"-oProxyCommand=x" is not a user name'],
    ['a@b@red', '"a@b" is not a user name'],
    ['a b@red', '"a b" is not a user name'],
  ])('"%s" is refused: %s', (text, why) => {
    const error = errorOf(() => parseTarget(text));
    expect(error.code).toBe('HOSTLIST_INVALID');
    expect(error.message).toContain(`host "${text}": `);
    expect(error.message).toContain(why);
    expect(error.hint).toBeTruthy();
  });

  it('goes by a name that is a legal host name, even where it is an IPv6 address', () => {
    fc.assert(
      fc.property(fc.ipV6(), (address) => {
        expect(hostNameFault(parseTarget(`[${address}]`).name)).toBeUndefined();
      }),
    );
  });

  it('says how an address or a range is written', () => {
    expect(errorOf(() => parseTarget('pi@fe80::1')).hint).toBe('write "pi@[fe80::1]"');
    expect(errorOf(() => parseTarget('red01..red03')).hint).toBe('write "red[01-03]"');
  });

  it('does not repeat a password that was written into it', () => {
    const error = errorOf(() => parseTarget('pi:raspberry@red'));
    expect(error.message).toContain('host "pi:[redacted]@red": a password has no place');
  });

  it('never fails in another way, whatever is written', () => {
    const piece = fc.constantFrom('red', 'pi', '@', ':', '[', ']', '.', '22', '::1', '-', '%', ' ', 'é', '10.1.1.1');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        try {
          expect(parseTarget(pieces.join('')).name).not.toBe('');
        } catch (error) {
          expect(error).toMatchObject({ code: 'HOSTLIST_INVALID' });
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a list of targets', () => {
  it('keeps the order of the list', () => {
    expect(parseTargets('pi@red,red[01-02].local').map(({ name }) => name)).toEqual(['red', 'red01', 'red02']);
  });

  it.each([
    ['red,red[01-02],red01', 'red01 is there twice'],
    ['red,red.local', 'red and red.local are the same machine'],
    ['pi@red,red:22', 'pi@red and red:22 are the same machine'],
    ['[fe80::1],[fe80:0::1]', '[fe80::1] and [fe80:0::1] are the same machine'],
    ['red.lab.org,red.home.org', 'red.lab.org and red.home.org would go by the same name'],
    ['gate:2201,gate:2202', 'gate:2201 and gate:2202 would go by the same name'],
  ])('%s is refused: %s', (list, why) => {
    const error = errorOf(() => parseTargets(list));
    expect(error.code).toBe('HOSTLIST_INVALID');
    expect(error.message).toBe(`host list "${list}": ${why}`);
    expect(error.hint).toBeTruthy();
  });
});

function errorOf(work: () => unknown): BrambleError {
  try {
    work();
  } catch (error) {
    if (error instanceof BrambleError) return error;
    throw error;
  }
  throw new Error('was accepted');
}
