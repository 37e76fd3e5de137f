import type { MachineFacts } from '../domain/facts.ts';
import { type Fact, numberOf, parseAssignments } from './fact.ts';

/** Board and userland. A 32-bit Raspberry Pi OS on a 64-bit kernel shows `arch=armhf` beside `kernel=aarch64`. */
export const machineFact: Fact<MachineFacts> = {
  script: `
read -r id < /etc/machine-id; echo "id=$id"
echo "arch=$(dpkg --print-architecture || uname -m)"
echo "kernel=$(uname -m)"
echo "cores=$(nproc)"
[ -r /proc/device-tree/model ] && echo "model=$(tr -d '\\000' < /proc/device-tree/model)"
echo "virtual=$(systemd-detect-virt || true)"
echo "glibc=$(getconf GNU_LIBC_VERSION)"
[ -d /run/systemd/system ] && echo systemd=yes`,
  parse: (text) => {
    const found = parseAssignments(text);
    return {
      id: found.id ?? '',
      arch: found.arch ?? 'unknown',
      kernelArch: found.kernel ?? 'unknown',
      cores: Math.max(1, numberOf(found.cores)),
      model: found.model ?? '',
      virtual: found.virtual ?? 'none',
      glibc: (found.glibc ?? '').replace('glibc ', ''),
      hasSystemd: found.systemd === 'yes',
    };
  },
};
