import type { RoleName } from '../domain/roles.ts';

/** A daemon of a node, by its unit. */
export interface Daemon {
  readonly role: RoleName;
  readonly unit: string;
}

/** What a file of the evidence is called, and the shell that prints it. */
interface Row {
  readonly file: string;
  readonly shell: string;
}

const logLines = 500;

/** About the machine: what a Pi that is too hot, too full or out of memory shows. Adding a row is all there is to do. */
const machineRows: readonly Row[] = [
  { file: 'system.txt', shell: 'date; uname -a; uptime; cat /etc/os-release' },
  { file: 'disk.txt', shell: 'df -h; df -i' },
  { file: 'memory.txt', shell: 'free -m; head -20 /proc/meminfo' },
  { file: 'processes.txt', shell: 'ps -eo pid,user,stat,rss,etime,pcpu,comm --sort=-rss | head -40' },
  {
    file: 'throttling.txt',
    shell: `cat /sys/devices/platform/soc/soc:firmware/get_throttled || vcgencmd get_throttled
cat /sys/class/thermal/thermal_zone*/temp`,
  },
  { file: 'network.txt', shell: 'ip -brief address; ip route; ss -ltn' },
  { file: 'kernel.txt', shell: 'dmesg --ctime | tail -n 300' },
  { file: 'failed-units.txt', shell: 'systemctl list-units --all --failed --no-legend --plain --no-pager' },
  {
    file: 'snapd.txt',
    shell: `command -v snap > /dev/null || { echo 'no snapd'; exit; }
timeout 20 snap list --all; timeout 20 snap changes
snap changes | awk '/^[0-9]/ { print $1 }' | tail -n 4 | while read -r id; do timeout 20 snap tasks "$id"; done`,
  },
  {
    file: 'bramble-node.txt',
    shell: `node=/opt/bramble/bin/bramble-node
[ -x $node ] || { echo 'no tarball of bramble'; exit; }
for folder in /opt/bramble/*/current; do
  component=$(basename "$(dirname "$folder")")
  $node list "$component"; $node services "$component"
done`,
  },
];

/**
 * POSIX sh for `sh -s` as root that prints all files of a node, each under its name. It changes nothing. What the
 * daemons do at this moment comes last: a thread dump goes into the journal, of which the end is printed before.
 */
export function nodeScript(daemons: readonly Daemon[]): string {
  const rows = [...machineRows, ...daemons.flatMap(unitRows), ...daemons.map(threadRow)];
  return `export LC_ALL=C PATH="$PATH:/usr/sbin:/sbin:/snap/bin"
${dumpThreads}
${rows.map(printRow).join('\n')}
`;
}

function printRow({ file, shell }: Row): string {
  return `printf '\\n\\036%s\\n' ${file}\n(${shell}\n) 2>&1 < /dev/null`;
}

function unitRows({ role, unit }: Daemon): Row[] {
  return [
    {
      file: `${role}.log.txt`,
      shell: `timeout 30 journalctl --no-pager --output short-iso --lines ${logLines} --unit ${unit}`,
    },
    { file: `${role}.unit.txt`, shell: `systemctl show --no-pager ${unit}` },
  ];
}

function threadRow({ role, unit }: Daemon): Row {
  return { file: `${role}.threads.txt`, shell: `dump_threads ${unit}` };
}

/** By the JDK's own tool where the payload has it; else the JVM is asked by a signal, which would end any other program. */
const dumpThreads = `dump_threads() {
  pid=$(systemctl show --property MainPID --value "$1")
  exe=$(readlink "/proc/$pid/exe") || { echo 'it does not run'; return; }
  case $exe in */java) ;; *) echo "process $pid is no JVM: $exe"; return ;; esac
  [ "$(ps -o etimes= -p "$pid")" -ge 10 ] || { echo 'it was started a moment ago'; return; }
  jcmd=\${exe%java}jcmd
  if [ -x "$jcmd" ]; then timeout 20 "$jcmd" "$pid" Thread.print; return; fi
  since=$(date +%s)
  kill -QUIT "$pid"
  for try in 1 2 3 4 5 6 7 8 9 10; do
    sleep 0.5
    dump=$(timeout 20 journalctl --no-pager --output cat --since "@$since" --unit "$1")
    case $dump in *'JNI global refs'*) break ;; esac
  done
  printf '%s\\n' "$dump"
}`;

/** Splits what the script printed into the files, by name. */
export function splitFiles(output: string): Map<string, string> {
  const parts = output.split('\n\u001e').slice(1);
  return new Map(
    parts.map((part) => {
      const end = part.indexOf('\n');
      return [part.slice(0, end), part.slice(end + 1)];
    }),
  );
}
