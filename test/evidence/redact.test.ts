import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../src/evidence/redact.ts';

const strict = () => createRedactor({ keepsAddresses: false });
const lenient = createRedactor({ keepsAddresses: true });

// What a password may be made of, and that stands nowhere else in what is redacted.
const passwords = fc
  .string({ unit: fc.constantFrom(...'kqxz0123456789!"#$%&()*+,-./:;?@[]^_{|}~ \'\\=`'), minLength: 6, maxLength: 30 })
  .map((text) => `Zq${text.trim()}qZ`);
const secretNames = fc.constantFrom(
  'fs.s3a.secret.key',
  'spark.authenticate.secret',
  'fs.azure.account.oauth2.client.credential',
  'hadoop.ssl.keystore.password',
  'javax.jdo.option.ConnectionPassword',
  'DB_PASSWD',
  'github-token',
  'private_key',
);

/** The ways in which a secret gets into a log, a setting or a file. */
const forms: Readonly<Record<string, (name: string, secret: string) => string>> = {
  property: (name, secret) => `a=b\n${name}=${secret}\nc=d`,
  'property with spaces': (name, secret) => `${name} = ${secret}`,
  yaml: (name, secret) => `x:\n  ${name}: ${secret}\n  y: z`,
  option: (name, secret) => `run --${name} ${secret}`,
  'option with =': (name, secret) => `run --conf ${name}=${secret}`,
  'JSON in a log': (name, secret) =>
    `INFO got {"port": 1, ${JSON.stringify(name)}: ${JSON.stringify(secret)}, "a": "b"}`,
};

describe('a redactor', () => {
  it('lets no value of a secret name through, in whatever form it stands', () => {
    fc.assert(
      fc.property(secretNames, passwords, fc.constantFrom(...Object.keys(forms)), (name, secret, form) => {
        const text = forms[form]?.(name, secret) ?? '';
        expect(text).toMatch(/Zq/);
        for (const { text: redact } of [strict(), lenient]) {
          expect(redact(text)).not.toContain('Zq');
          expect(redact(text)).toContain('[redacted]');
        }
      }),
      { numRuns: 500 },
    );
  });

  it('lets none through in JSON, neither under such a name nor in a list of properties', () => {
    fc.assert(
      fc.property(secretNames, passwords, (name, secret) => {
        const keys = { 'extra.core-site': `fs.trash.interval=1440\n${name}=${secret}`, list: [`${name}=${secret}`] };
        const redacted = JSON.stringify(lenient.json({ [name]: secret, deep: { [name]: secret, keys } }));
        expect(redacted).not.toContain('Zq');
        expect(redacted).toContain('fs.trash.interval=1440');
      }),
      { numRuns: 300 },
    );
  });

  it('lets no secret through that it was told word for word', () => {
    fc.assert(
      fc.property(passwords, fc.string(), fc.string(), (secret, before, behind) => {
        const { text } = createRedactor({ keepsAddresses: true, secrets: ['', secret] });
        expect(text(`${before}${secret}${behind}`)).not.toContain(secret);
      }),
    );
  });

  it('lets no address through, and gives the same number to the same one', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV6(), fc.constantFrom(' ', '/', ':', '-', '(', '"', '='), (v4, v6, before) => {
        fc.pre(!/^(127\.|0\.0\.0\.0$|255\.)/.test(v4) && !/^[0:]+[01]?$/.test(v6) && !v6.includes('.'));
        const redacted = strict().text(`at${before}${v4}:8080, again ${v4}. [${v6}]:22 and ${v6}`);
        expect(redacted).not.toContain(v4);
        expect(redacted).not.toContain(v6);
        expect(redacted).toContain('[address-1]:8080, again [address-1]. [[address-2]]:22 and [address-2]');
      }),
      { numRuns: 500 },
    );
  });
});

const told: readonly (readonly [string, string])[] = [
  ['-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNza\nAAA=\n-----END OPENSSH PRIVATE KEY-----\nx', '[redacted]\nx'],
  ['<name>a.password</name>\n  <value>hunter2</value>', '<name>a.password</name>\n  <value>[redacted]</value>'],
  ['Authorization: Bearer abcdefghijkl', 'Authorization: [redacted]'],
  ['as AKIAIOSFODNN7EXAMPLE, with eyJhbGciOiJI.eyJzdWIiOiIx.c2ln', 'as [redacted], with [redacted]'],
  ['sent Bearer abcdefghijkl on', 'sent Bearer [redacted] on'],
  ['clone https://ana:hunter2@example.org/x', 'clone https://[redacted]@example.org/x'],
  ['s3a://AB:c/d+e@bucket/x', 's3a://[redacted]@bucket/x'],
  ['/home/ana/.ssh/id_ed25519 and /Users/Ben/x', '/home/[user]/.ssh/id_ed25519 and /Users/[user]/x'],
  ['ana@desk did it, ask ana.b@example.org', '[user]@desk did it, ask [user]@example.org'],
  ['ssh pi@10.1.1.7 did not answer', 'ssh [user]@[address-1] did not answer'],
  ['link/ether dc:a6:32:01:02:03 brd ff:ff:ff:ff:ff:ff', 'link/ether [mac-1] brd [mac-2]'],
  ['BP-12-10.73.0.2-1790000 to red/10.73.0.2', 'BP-12-[address-1]-1790000 to red/[address-1]'],
  ['/fe80:0:0:0:1:2:3:4:7077', '/[address-1]:7077'],
];

describe('what a redactor takes out', () => {
  it.each(told)('%s', (text, redacted) => {
    expect(strict().text(text)).toBe(redacted);
  });
});

const harmless = [
  'java.util.Timer@1b2c3d4e is waiting, getty@tty1.service too, eth0@if352, process 1383@red',
  'at jdk.internal.misc.Unsafe.park(java.base@17.0.20.1/Native Method) of OpenJDK (17.0.20.1+2-1-deb12u1)',
  '"qtp1-20-acceptor-0@6f2c9e0f-ServerConnector@31f20c9f{HTTP/1.1}"',
  '20:15:01 INFO DelegationTokenSecretManager: Updating the keys',
  '{"NumTokens": 12, "secretCount" : 0}',
  'spark 4.3.0 on 127.0.0.1:8080 and 0.0.0.0, [::1]:22, std::vector',
  'version 3.5.0.1.2 of something',
];

describe('what a redactor leaves', () => {
  it.each(harmless)('%s', (text) => {
    expect(strict().text(text)).toBe(text);
  });
});
