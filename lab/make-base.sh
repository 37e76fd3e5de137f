#!/bin/sh
# Makes the tree that every virtual Pi starts from: make-base.sh TARGET SUITE SCRIPT MIRROR PACKAGE,PACKAGE…
# Run it in a mount namespace of its own: whatever debootstrap mounts then goes with it, however it ends.
set -eu
target=$1 suite=$2 script=$3 mirror=$4 packages=$5

debootstrap --force-check-gpg --variant=minbase --include="$packages" "$suite" "$target" "$mirror" "$script" >&2

# The user that Raspberry Pi images come with. No password: it logs in by key, as root it is by sudo.
chroot "$target" useradd --create-home --shell /bin/bash --uid 1000 --user-group --groups adm,sudo,systemd-journal pi
printf 'pi ALL=(ALL) NOPASSWD: ALL\n' > "$target/etc/sudoers.d/010_pi-nopasswd"
chmod 0440 "$target/etc/sudoers.d/010_pi-nopasswd"

# Each host gets keys and an id of its own when it is first booted.
rm -f "$target"/etc/ssh/ssh_host_*_key* "$target/etc/machine-id" "$target/var/lib/dbus/machine-id"
ln -s /etc/machine-id "$target/var/lib/dbus/machine-id" 2>/dev/null || true
printf 'PermitRootLogin no\nPasswordAuthentication no\n' > "$target/etc/ssh/sshd_config.d/50-lab.conf"

# A log that survives a reboot, as long as it stays small: twenty hosts may share one disk.
mkdir -p "$target/etc/systemd/journald.conf.d" "$target/var/log/journal"
printf '[Journal]\nStorage=persistent\nSystemMaxUse=48M\nRuntimeMaxUse=16M\n' > "$target/etc/systemd/journald.conf.d/50-lab.conf"

# What Pi images set, so that everybody may ping.
printf 'net.ipv4.ping_group_range = 0 2147483647\n' > "$target/etc/sysctl.d/50-lab.conf"
printf 'LANG=C.UTF-8\n' > "$target/etc/default/locale"

# Units that need a kernel, a screen or a network manager of their own; masked, so that the state of a sound host is "running".
for unit in console-getty.service getty@.service getty.target systemd-logind-varlink.socket tmp.mount \
  systemd-firstboot.service first-boot-complete.target systemd-modules-load.service systemd-remount-fs.service systemd-binfmt.service systemd-timesyncd.service systemd-networkd-wait-online.service \
  systemd-machine-id-commit.service systemd-journald-audit.socket kmod-static-nodes.service systemd-udevd.service \
  systemd-udev-trigger.service systemd-udev-settle.service systemd-udevd-kernel.socket systemd-udevd-control.socket \
  sys-kernel-config.mount sys-kernel-debug.mount sys-kernel-tracing.mount sys-fs-fuse-connections.mount \
  dev-hugepages.mount dev-mqueue.mount proc-sys-fs-binfmt_misc.automount proc-sys-fs-binfmt_misc.mount \
  apt-daily.timer apt-daily-upgrade.timer e2scrub_all.timer e2scrub_reap.service fstrim.timer dpkg-db-backup.timer \
  motd-news.timer systemd-ask-password-console.path systemd-pstore.service; do
  ln -sf /dev/null "$target/etc/systemd/system/$unit"
done
chroot "$target" systemctl enable ssh.service >&2

# Device nodes are copied from here at each boot: one program instead of three hundred.
nodes=$target/usr/share/bramble-lab/dev
mkdir -p "$nodes"
mknod -m 0666 "$nodes/null" c 1 3
mknod -m 0666 "$nodes/zero" c 1 5
mknod -m 0666 "$nodes/full" c 1 7
mknod -m 0666 "$nodes/random" c 1 8
mknod -m 0666 "$nodes/urandom" c 1 9
mknod -m 0666 "$nodes/tty" c 5 0
mknod -m 0666 "$nodes/fuse" c 10 229
mknod -m 0600 "$nodes/loop-control" c 10 237
for number in $(seq 0 255); do mknod -m 0660 "$nodes/loop$number" b 7 "$number"; done

: > "$target/etc/resolv.conf"
# Without these the first boot of each host would do over what the packages have just done.
touch "$target/etc/.updated" "$target/var/.updated"
rm -rf "$target"/var/cache/apt/archives/*.deb "$target"/var/lib/apt/lists/* "$target"/debootstrap
