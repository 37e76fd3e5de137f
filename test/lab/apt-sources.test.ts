import { describe, expect, it } from 'vitest';
import { findMirror, parseAptSources, selectAptSettings } from '../../src/lab/apt-sources.ts';

// Lines as installers of Debian and Ubuntu write them.
const lines = `# deb cdrom:[Debian]/ trixie main
deb-src http://mirror.example/debian trixie main
deb [arch=amd64 signed-by=/usr/share/keyrings/x.gpg] http://mirror.example/debian trixie main contrib
deb http://security.example trixie-security main
`;
const stanzas = `# See http://help.example
Types: deb
# http://snapshot.example
URIs: http://mirror.example/ubuntu/ http://second.example/ubuntu
Suites: noble noble-updates
Components: main universe

Enabled: no
Types: deb
URIs: http://off.example/ubuntu
Suites: noble-proposed

Types: deb-src
URIs: http://sources.example/ubuntu
Suites: noble
`;

describe('the machine’s own mirror', () => {
  it('is found in the one-line format', () => {
    const sources = parseAptSources([{ name: '/etc/apt/sources.list', text: lines }]);
    expect(findMirror(sources, 'trixie')).toBe('http://mirror.example/debian');
  });

  it('is found in the stanza format, the first of several', () => {
    const sources = parseAptSources([{ name: 'ubuntu.sources', text: stanzas }]);
    expect(sources.map(({ uri, suite }) => `${uri} ${suite}`)).toEqual([
      'http://mirror.example/ubuntu/ noble',
      'http://second.example/ubuntu noble',
      'http://mirror.example/ubuntu/ noble-updates',
      'http://second.example/ubuntu noble-updates',
    ]);
    expect(findMirror(sources, 'noble')).toBe('http://mirror.example/ubuntu/');
  });

  it('is none where apt names none for the machine’s suite', () => {
    expect(
      findMirror(parseAptSources([{ name: 'x.list', text: 'deb http://other.example nodistro main' }]), 'noble'),
    ).toBe(undefined);
    expect(parseAptSources([{ name: 'x.sources', text: 'garbage\n\0' }])).toEqual([]);
  });
});

describe('the settings of apt that go into the image', () => {
  it('are those by which the mirrors are reached, and no others', () => {
    const dump = `Acquire::http::Proxy "http://proxy.example:3128";
Acquire::Check-Valid-Until "false";
Acquire::https "";
Acquire::IndexTargets::deb::DEP-11::MetaKey "x";
DPkg::Post-Invoke:: "rm -f /var/cache/apt/*.bin";
Acquire::Retries "3"; DPkg::Pre-Invoke "false";
`;
    expect(selectAptSettings(dump)).toBe(`Acquire::http::Proxy "http://proxy.example:3128";
Acquire::Check-Valid-Until "false";
`);
  });
});
