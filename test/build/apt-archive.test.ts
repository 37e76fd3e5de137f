import { describe, expect, it } from 'vitest';
import { parseUris } from '../../src/build/apt-archive.ts';
import { renderSourceList } from '../../src/build/distribution.ts';

describe('parseUris', () => {
  it('reads names and versions, an epoch and a plus among them', () => {
    // apt-get install --print-uris of apt 2.6.1 on Debian 12
    const text = `'http://deb.debian.org/debian/pool/main/libj/libjpeg-turbo/libjpeg62-turbo_2.1.5-2_arm64.deb' libjpeg62-turbo_1%3a2.1.5-2_arm64.deb 171432 MD5Sum:cef1710d1c3f5bec61f97e09994a1ea5
'http://deb.debian.org/debian/pool/main/g/gcc-12/libstdc%2b%2b6_12.2.0-14%2bdeb12u1_arm64.deb' libstdc++6_12.2.0-14+deb12u1_arm64.deb 556608 MD5Sum:99943b91f41a237fc306bf120d70b985
'http://deb.debian.org/debian/pool/main/c/ca-certificates-java/ca-certificates-java_20230710%7edeb12u1_all.deb' ca-certificates-java_20230710~deb12u1_all.deb 11856 MD5Sum:8034e4ef454f7026cb3f5a4a18fa647c
`;
    expect(parseUris(text)).toEqual([
      { name: 'libjpeg62-turbo', version: '1:2.1.5-2' },
      { name: 'libstdc++6', version: '12.2.0-14+deb12u1' },
      { name: 'ca-certificates-java', version: '20230710~deb12u1' },
    ]);
  });

  it('finds nothing in what is no list', () => {
    expect(parseUris('E: Unable to locate package nothing\n')).toEqual([]);
  });
});

describe('renderSourceList', () => {
  it('trusts the distribution’s own key and takes its security updates', () => {
    const list = renderSourceList({
      id: 'debian',
      suite: 'bookworm',
      keyring: '/usr/share/keyrings/debian-archive-keyring.gpg',
      archive: 'http://mirror.example/debian',
      securityArchive: 'http://mirror.example/debian-security',
      components: 'main',
    });
    expect(
      list,
    ).toBe(`deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://mirror.example/debian bookworm main
deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://mirror.example/debian bookworm-updates main
deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] http://mirror.example/debian-security bookworm-security main
`);
  });
});
