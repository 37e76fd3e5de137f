#!/bin/sh
# Lays snapd over a base: add-snapd.sh BASE LAYER WORK ROOT SUITE MIRROR
# Run it in a mount namespace of its own, with the apt settings of this machine on standard input.
set -eu
base=$1 layer=$2 work=$3 root=$4 suite=$5 mirror=$6
mkdir -p "$layer" "$work" "$root"
mount -t overlay overlay -o "lowerdir=$base,upperdir=$layer,workdir=$work" "$root"
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/run"
mount -t tmpfs tmpfs "$root/tmp"
cat > "$root/etc/apt/apt.conf.d/00machine"
# What Ubuntu first came with is years behind the snapd that its machines run.
echo "deb $mirror $suite-updates main" > "$root/etc/apt/sources.list.d/updates.list"
cat /etc/resolv.conf > "$root/etc/resolv.conf"
printf '#!/bin/sh\nexit 101\n' > "$root/usr/sbin/policy-rc.d"
chmod 0755 "$root/usr/sbin/policy-rc.d"

apt_get() { DEBIAN_FRONTEND=noninteractive chroot "$root" apt-get -q "$@" >&2; }
apt_get update
apt_get install -y --no-install-recommends snapd squashfs-tools apparmor
apt_get clean

: > "$root/etc/resolv.conf"
rm -rf "$root"/var/lib/apt/lists/* "$root/etc/apt/apt.conf.d/00machine" "$root/usr/sbin/policy-rc.d"
# Not snapd.apparmor: where the machine has AppArmor, it loads the profiles of the snaps. Those of the distribution are for
# programs that do not run here, and take their time.
for unit in apparmor.service snapd.autoimport.service snapd.core-fixup.service \
  snapd.recovery-chooser-trigger.service snapd.snap-repair.timer snapd.system-shutdown.service; do
  ln -sf /dev/null "$root/etc/systemd/system/$unit"
done
# snapd's own loader does nothing in a container that LXD did not make; this does what it would.
mkdir -p "$root/etc/systemd/system/snapd.apparmor.service.d"
cat > "$root/etc/systemd/system/snapd.apparmor.service.d/50-lab.conf" << 'UNIT'
[Service]
ExecStart=
ExecStart=sh -c 'find /var/lib/snapd/apparmor/profiles -type f -print0 2> /dev/null | xargs --null --no-run-if-empty apparmor_parser --replace --write-cache --cache-loc=/var/cache/apparmor --quiet'
UNIT
# As on Ubuntu: the commands of snaps are on the PATH of everybody, over ssh and sudo too.
printf 'PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/usr/games:/usr/local/games:/snap/bin"\n' \
  > "$root/etc/environment"
printf 'Defaults secure_path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/snap/bin"\n' \
  > "$root/etc/sudoers.d/020_snap-path"
chmod 0440 "$root/etc/sudoers.d/020_snap-path"
# In a container Ubuntu's snapd mounts snaps through this program; a Pi mounts them by the kernel.
rm -f "$root/usr/bin/snapfuse"
touch "$root/etc/.updated" "$root/var/.updated"
umount "$root/tmp" "$root/run" "$root/proc" "$root"
