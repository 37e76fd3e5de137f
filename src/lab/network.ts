// Networks of labs are 10.73.N.0/24: one number names the subnet, the bridge and the links of a lab.
const subnetNumbers: readonly number[] = Array.from({ length: 256 }, (_, number) => number);

/** The machine has .1; the first host gets this one. */
const firstOctet = 10;
const lastOctet = 254;

/** The network of a lab. */
export function subnetOf(number: number): string {
  return `10.73.${number}.0/24`;
}

/** The address of the machine in a lab's network. */
export function gatewayOf(number: number): string {
  return `10.73.${number}.1`;
}

/** The address of a host in a lab's network. */
export function addressOf(number: number, octet: number): string {
  return `10.73.${number}.${octet}`;
}

/** A host's hardware address. It stays over a reboot: others would look for the old one for half a minute. */
export function macOf(number: number, octet: number): string {
  return ['02', '62', '72', '00', hexByte(number), hexByte(octet)].join(':');
}

function hexByte(value: number): string {
  return value.toString(16).padStart(2, '0');
}

/** Interface names have at most 15 characters, so they are made of numbers and not of the lab's name. */
export function bridgeOf(number: number): string {
  return `brlab${number}`;
}

/** The number in the name of a lab's bridge; none for any other interface. */
export function parseBridge(name: string): number | undefined {
  const number = /^brlab(\d{1,3})$/.exec(name)?.[1];
  return number === undefined ? undefined : Number(number);
}

/** The machine's end of a host's cable. */
export function linkOf(number: number, octet: number): string {
  return `brlab${number}h${octet}`;
}

/** The lowest last byte that no host of the lab has; none when the network is full. */
export function freeOctet(taken: readonly number[]): number | undefined {
  for (let octet = firstOctet; octet <= lastOctet; octet++) if (!taken.includes(octet)) return octet;
  return undefined;
}

/** Numbers whose network nobody uses: no other lab, and no route of this machine leads into it. */
export function freeSubnets(ofLabs: readonly number[], routes: readonly string[]): number[] {
  return subnetNumbers.filter(
    (number) => !ofLabs.includes(number) && !routes.some((route) => overlaps(route, subnetOf(number))),
  );
}

function overlaps(one: string, other: string): boolean {
  const [a, b] = [parseBlock(one), parseBlock(other)];
  if (a === undefined || b === undefined) return false;
  const bits = Math.min(a.bits, b.bits);
  return Math.floor(a.address / 2 ** (32 - bits)) === Math.floor(b.address / 2 ** (32 - bits));
}

/** `default` and anything that is not IPv4 is no block. */
function parseBlock(text: string): { address: number; bits: number } | undefined {
  const found = /^(\d+)\.(\d+)\.(\d+)\.(\d+)(?:\/(\d+))?$/.exec(text);
  if (found === null || found[5] === '0') return undefined;
  const address = found.slice(1, 5).reduce((sum, byte) => sum * 256 + Number(byte), 0);
  return { address, bits: Number(found[5] ?? 32) };
}
