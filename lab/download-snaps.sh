#!/bin/sh
# Fetches the snaps `snapd` and `core24` from the Snap Store, with their assertions: download-snaps.sh BASE LAYER WORK OUT
# Run it in a mount namespace of its own.
set -eu
base=$1 layer=$2 root=$3/root out=$4
mkdir -p "$root" "$out"
mount -t overlay overlay -o "lowerdir=$layer:$base" "$root"
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/run"
mount --bind "$out" "$root/mnt"
cp /etc/resolv.conf "$root/run/resolv.conf"
mount --bind "$root/run/resolv.conf" "$root/etc/resolv.conf"
for name in snapd core24; do
  chroot "$root" snap download "$name" --target-directory=/mnt --basename="$name" >&2
done
