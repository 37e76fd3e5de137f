import type { InterfaceAddress, NetworkFacts } from '../domain/facts.ts';
import { type Fact, linesOf, numberOf } from './fact.ts';

const hostsMark = '--- /etc/hosts';
const cloudMark = '--- cloud-init writes /etc/hosts';

/** Names and addresses, from ip(8) and getent(1). */
export const networkFact: Fact<NetworkFacts> = {
  script: `echo "name $(hostname)"
ip -o addr show scope global | sed 's/^/addr /'
getent ahosts "$(hostname)" | sed 's/^/own /'
grep -qsE '^ *manage_etc_hosts: *(true|.?localhost)' /etc/cloud/cloud.cfg /etc/cloud/cloud.cfg.d/*.cfg /var/lib/cloud/instance/cloud-config.txt && echo '${cloudMark}'
echo '${hostsMark}'
cat /etc/hosts`,
  parse: (text) => {
    const [before = '', hostsFile = ''] = splitAt(text, `${hostsMark}\n`);
    const lines = linesOf(before);
    return {
      hostname: wordsAfter('name', lines)[0]?.[0] ?? '',
      addresses: wordsAfter('addr', lines).flatMap(parseAddress),
      ownNameMeans: [...new Set(wordsAfter('own', lines).map(([address = '']) => address))],
      hostsFile,
      hostsFileManaged: lines.includes(cloudMark),
    };
  },
};

function splitAt(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + mark.length)];
}

function wordsAfter(label: string, lines: readonly string[]): string[][] {
  return lines.filter((line) => line.startsWith(`${label} `)).map((line) => line.split(/\s+/).slice(1));
}

/** `2: eth0    inet 10.1.1.2/24 brd 10.1.1.255 scope global eth0`, without the index. */
function parseAddress([, device = '', , withPrefix = '']: string[]): InterfaceAddress[] {
  const [address = '', prefix] = withPrefix.split('/');
  return address === '' ? [] : [{ device, address, prefix: numberOf(prefix) }];
}
