import { type Fact, parseAssignments } from '../facts/fact.ts';

/** How the kernel says that a disk is attached, in words. */
const attachments: Readonly<Record<string, string>> = {
  nvme: 'NVMe disk',
  usb: 'USB disk',
  sata: 'SATA disk',
  ata: 'SATA disk',
  virtio: 'virtual disk',
  SD: 'SD card',
  MMC: 'eMMC',
};

/** The disk that holds /var, such as `SD card SC32G`; '' where the kernel does not tell, as in a virtual Pi. */
export const diskKindFact: Fact<string> = {
  script: `source=$(df -P /var | awk 'NR == 2 { print $1 }')
name=$(lsblk -nspo NAME,TYPE "$source" | awk '$2 == "disk" { print $1; exit }')
[ -n "$name" ] || exit 0
by=$(lsblk -ndo TRAN "$name")
about=/sys/block/\${name##*/}/device
if [ -r "$about/type" ] && [ -z "\${by#mmc}" ]; then by=$(cat "$about/type"); fi
echo "by=$by"
model=$(lsblk -ndo MODEL "$name")
[ -n "$model" ] || model=$(cat "$about/name")
echo "model=$model"`,
  parse: (text) => {
    const { by = '', model = '' } = parseAssignments(text);
    return [attachments[by.trim()] ?? '', model.trim().replaceAll(/\s+/g, ' ')].filter((part) => part !== '').join(' ');
  },
};
