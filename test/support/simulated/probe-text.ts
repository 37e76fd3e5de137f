import type { ComponentName } from '../../../src/domain/roles.ts';
import { rolesOf } from '../../../src/domain/roles.ts';
import { portOf } from '../../../src/facts/daemon-address.ts';
import { recordPath } from '../../../src/facts/record.ts';
import { packagings } from '../../../src/packaging/packagings.ts';
import { hdfsFolder } from '../../../src/upgrade/hdfs-upgrade.ts';
import { blankHost } from '../facts.ts';
import type { Installation } from './revisions.ts';
import type { SimulatedPi } from './simulated-pi.ts';

/** What the probe prints on a simulated Pi, in the form of the captured ones. */
export function probeText(pi: SimulatedPi): string {
  const components = [...pi.installed].map(([name, one]) => [name, installedText(pi, name, one)]);
  return JSON.stringify({
    os: 'ID=debian\nVERSION_ID="13"\nPRETTY_NAME="Debian GNU/Linux 13 (trixie)"\n',
    machine: `id=${pi.name}\narch=arm64\nkernel=aarch64\ncores=4\nvirtual=none\nglibc=glibc 2.41\nsystemd=yes\n`,
    memory: 'MemTotal:       8000000 kB\nMemAvailable:   6000000 kB\n',
    freeMb: `/var disk 30000000 1 ${pi.freeMb * 1024} 1% /\n/opt disk 30000000 1 ${pi.freeMb * 1024} 1% /\n`,
    diskMb: 'disk 30000000 1 20000000 1% /\n',
    clockSeconds: `${Math.round(Date.now() / 1000)}\n`,
    network: `name ${pi.name}\naddr 2: eth0    inet ${pi.address}/24\nown ${pi.address}\n--- /etc/hosts\n${pi.read('/etc/hosts')}`,
    ports: [...pi.installed].flatMap(([name, one]) => portsText(pi, name, one)).join(''),
    snapdVersion: pi.hasSnapd ? 'VERSION=2.68.3\n' : '',
    health: 'load=0.1\nuptime=5000\n',
    hdfs: hdfsText(pi),
    record: pi.read(recordPath),
    history: 'yes\n',
    ...Object.fromEntries(components),
  });
}

function installedText(pi: SimulatedPi, component: ComponentName, installation: Installation): string {
  const { revision, version, payloadId, keys } = installation.running;
  const manifest = { component, version, payloadId, recipe: payloadId };
  const units = rolesOf(component).map((role) => unitText(pi, installation, role));
  return `--- packaging\ntarball\n${revision}\n--- manifest\n${JSON.stringify(manifest)}\n--- keys\n${JSON.stringify(keys)}
--- secret\n${component === 'spark' ? pi.secretId : ''}\n--- units\n5000.00 5000.00\n${units.join('\n')}`;
}

function unitText(pi: SimulatedPi, installation: Installation, role: Parameters<SimulatedPi['isUp']>[0]): string {
  const isUp = pi.isUp(role);
  const isEnabled = installation.roles.includes(role);
  const state = isUp ? 'ActiveState=active\nSubState=running' : 'ActiveState=inactive\nSubState=dead';
  return `MainPID=${isUp ? installation.pid : 0}\nNRestarts=0\nId=${packagings.tarball.unit(installation.component, role)}
${state}\nUnitFileState=${isEnabled ? 'enabled' : 'disabled'}\nActiveEnterTimestampMonotonic=0\n`;
}

function portsText(pi: SimulatedPi, component: ComponentName, { pid, running }: Installation): string[] {
  const facts = { ...blankHost(), installed: { [component]: { keys: running.keys } } } as never; // all that a port depends on
  return rolesOf(component)
    .filter((role) => pi.works(role))
    .map((role) => `LISTEN 0 1 *:${portOf(role, facts)} *:* users:(("java",pid=${pid},fd=1))\n`);
}

/** What HDFS has on the disk, once its daemons ran. */
function hdfsText({ installed }: SimulatedPi): string {
  const { 'hdfs.cluster-id': id = '', roles = '' } = installed.get('hadoop')?.running.keys ?? {};
  const folder = hdfsFolder(packagings.tarball);
  const names = roles.split(',');
  const name = names.includes('namenode') ? `created ${id}\nname ${folder}/name 2 ${id}\n` : '';
  return names.includes('datanode') ? `${name}data ${folder}/data 2 ${id}\n` : name;
}
