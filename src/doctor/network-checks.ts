import type { InterfaceAddress } from '../domain/facts.ts';
import { roleNames } from '../domain/roles.ts';
import { findTakenPorts } from '../plan/taken-ports.ts';
import type { Check } from './check.ts';

const loopback = /^(127\.|::1$)/;

/** Names, addresses and ports. */
export const networkChecks: readonly Check[] = [
  {
    id: 'no-own-name',
    severity: 'warning',
    finds: 'a machine that does not know its own name',
    breaks: 'each sudo waits for seconds, and Java does not find the machine that it runs on',
    hint: 'add "127.0.1.1 NAME", with its own name, to /etc/hosts',
    safeFix: 'own-name',
    judge: ({ facts: { network } }) =>
      network.ownNameMeans.length === 0
        ? { what: `its own name, ${network.hostname}, resolves to no address there` }
        : undefined,
  },
  {
    id: 'loopback-name',
    severity: 'note',
    finds: 'a host name that means loopback, as Raspberry Pi OS and Ubuntu set it up',
    breaks: 'nothing after a deployment: daemons would announce themselves as loopback, so deploy sets that line aside',
    hint: 'nothing to do; bramble deploy does it and bramble uninstall takes it back',
    judge: ({ facts: { network } }) => {
      const address = network.ownNameMeans.find((one) => loopback.test(one));
      return address === undefined ? undefined : { what: `its own name, ${network.hostname}, means ${address} there` };
    },
  },
  {
    id: 'cloud-init-hosts',
    severity: 'note',
    finds: 'cloud-init that rewrites /etc/hosts at each start',
    breaks:
      'after a restart the names of the cluster are gone until the next deploy; the daemons can work without them',
    hint: 'set manage_etc_hosts: false where it is set: in /etc/cloud/cloud.cfg.d, or in the user-data of the card',
    judge: ({ facts: { network } }) =>
      network.hostsFileManaged ? { what: 'cloud-init rewrites its /etc/hosts at each start' } : undefined,
  },
  {
    id: 'wifi-and-wire',
    severity: 'warning',
    finds: 'both Wi-Fi and Ethernet up',
    breaks:
      'answers may leave by the Wi-Fi, at a tenth of the speed, and daemons be called at an address that they do not use',
    hint: 'logged in over the cable: sudo rfkill block wifi',
    judge: ({ facts: { network } }) => {
      const [radio, wire] = [network.addresses.find(isWireless), network.addresses.find(isWired)];
      return radio === undefined || wire === undefined
        ? undefined
        : { what: `both ${describe(wire)} and ${describe(radio)} are up` };
    },
  },
  {
    id: 'wifi-only',
    severity: 'note',
    finds: 'a machine that has Wi-Fi only',
    breaks: 'nothing; HDFS and shuffles are several times slower than over a cable',
    hint: 'connect a cable',
    judge: ({ facts: { network } }) => {
      const radio = network.addresses.find(isWireless);
      return radio === undefined || network.addresses.some(isWired)
        ? undefined
        : { what: `it is on Wi-Fi only (${describe(radio)})` };
    },
  },
  {
    id: 'other-ports',
    severity: 'warning',
    finds: 'another program on the port of a daemon that is not planned there yet',
    breaks: 'that daemon, if it is ever placed there',
    hint: 'stop it, or give the daemon another port in bramble.yaml',
    judge: (checkup) =>
      findTakenPorts(
        checkup,
        roleNames.filter((role) => !checkup.roles.includes(role)),
      ),
  },
];

function isWireless({ device }: InterfaceAddress): boolean {
  return device.startsWith('wl');
}

function isWired({ device }: InterfaceAddress): boolean {
  return /^(eth|en)/.test(device);
}

function describe({ device, address }: InterfaceAddress): string {
  return `${device} (${address})`;
}
