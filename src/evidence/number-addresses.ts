import { isIPv4, isIPv6 } from 'node:net';

const mac = /(?<![\w:])(?:[0-9a-f]{2}:){5}[0-9a-f]{2}(?![\w:])/gi;
// Versions of Java look like addresses: java.base@17.0.20.1, 17.0.20.1+2.
const ipv4 = /(?<![\d.]|(?:java|jdk)\.[\w.]+@)\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d|\+\d)/g;
const ipv6 = /(?<![\w:.])(?:[0-9a-f]{0,4}:){2,8}[0-9a-f]{0,5}(?![\w:])/gi;

const means = /^(?:127\.|0\.0\.0\.0$|255\.|::1?$|(?:0:){7}[01]$)/; // the same on every machine

/** Puts numbers in the place of addresses, each time the same for the same one: one still sees who talks to whom. */
export function numberAddresses(): (text: string) => string {
  const numbers = new Map<string, number>();
  const name = (kind: string, word: string) => {
    const number = numbers.get(word) ?? numbers.size + 1;
    numbers.set(word, number);
    return `[${kind}-${number}]`;
  };
  const nameIp = (word: string) => (means.test(word) ? word : name('address', word));
  const nameIpv6 = (word: string) => {
    const port = isIPv6(word) ? '' : (/:\d+$/.exec(word)?.[0] ?? ''); // Java writes it behind without brackets
    const address = word.slice(0, word.length - port.length);
    return isIPv6(address) ? `${nameIp(address)}${port}` : word;
  };
  return (text) =>
    text
      .replaceAll(mac, (word) => name('mac', word))
      .replaceAll(ipv4, (word) => (isIPv4(word) ? nameIp(word) : word))
      .replaceAll(ipv6, nameIpv6);
}
