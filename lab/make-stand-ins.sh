#!/bin/sh
# Packs stand-ins for the snaps `snapd` and `core24` out of a base: make-stand-ins.sh BASE SNAPD_LAYER WORK OUT
# For machines that cannot reach the Snap Store. Run it in a mount namespace of its own.
set -eu
base=$1 layer=$2 work=$3 out=$4
root=${work:?}/root core=${work:?}/core24 daemon=${work:?}/snapd
mkdir -p "$root" "$core" "$daemon" "$out"
mount -t overlay overlay -o "lowerdir=$layer:$base" "$root"

arch=$(chroot "$root" dpkg --print-architecture)
version=$(sed -n 's/^VERSION=//p' "$root/usr/lib/snapd/info" | cut -d- -f1)

pack() { mksquashfs "$1" "$2" -noappend -no-progress -all-root -no-fragments -comp zstd -Xcompression-level 3 > /dev/null; }

# snapd: the distribution's own programs. With AppArmor on, snapd makes its profile from the file in etc/apparmor.d.
mkdir -p "$daemon/meta" "$daemon/usr/lib" "$daemon/usr/bin" "$daemon/etc/apparmor.d"
cp -a "$root/usr/lib/snapd" "$daemon/usr/lib/"
cp -a "$root/usr/bin/snap" "$daemon/usr/bin/"
for profile in "$root"/etc/apparmor.d/usr.lib.snapd.snap-confine*; do
  [ ! -f "$profile" ] || cp "$profile" "$daemon/etc/apparmor.d/usr.lib.snapd.snap-confine.real"
done
cat > "$daemon/meta/snap.yaml" <<YAML
name: snapd
version: $version+lab
type: snapd
summary: Stand-in for the snapd snap
description: The snapd of the virtual Pi's own distribution, packed as a snap by the lab.
architectures: [$arch]
confinement: strict
YAML
pack "$daemon" "$out/snapd.snap"

# core24: the tree of the base, with the directories that snap-confine mounts over.
cp -a "$root/." "$core/"
rm -rf "${core:?}/boot" "$core/usr/share/bramble-lab" "$core/usr/share/doc" "$core/usr/share/locale" "$core/usr/share/man" \
  "$core/var/lib/dpkg" "$core/var/cache" "$core/var/lib/apt" "$core/var/log/journal" "$core/home/pi"
rm -f "$core"/etc/systemd/system/*.mount "$core/usr/bin/snap" "$core/etc/sudoers.d/010_pi-nopasswd"
rm -rf "$core/usr/lib/snapd"
for folder in snap var/snap var/lib/snapd usr/lib/snapd usr/src lib/modules media mnt home root run tmp proc sys dev writable meta; do
  mkdir -p "$core/$folder"
done
# Without this link hooks see no configuration, and say nothing about it.
ln -sfn ../lib/snapd/snapctl "$core/usr/bin/snapctl"
cat > "$core/meta/snap.yaml" <<YAML
name: core24
version: stand-in
type: base
summary: Stand-in for the core24 base
description: The tree of the virtual Pi's own distribution, packed as a base by the lab.
architectures: [$arch]
confinement: strict
YAML
pack "$core" "$out/core24.snap"
umount "$root"
