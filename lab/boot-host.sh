#!/bin/bash
# Boots one virtual Pi. run-host.sh starts it as the first process of new namespaces, with the host's folder as $1.
# Everything is mounted in here and nowhere else: when the host dies the kernel takes it all away.
set -eu
host=$1
# shellcheck source=/dev/null
. "$host/settings"

probe_snap_confine() {
  # Since kernel 6.18 the ids of namespaces come in batches per CPU, and a mount namespace can only be kept in a file by
  # one with a smaller id. snap-confine does that on whichever CPU it happens to run, so every CPU must pass.
  mkdir -p "$host/probe"
  mount -t tmpfs tmpfs "$host/probe"
  : > "$host/probe/mnt"
  for cpu in $LAB_CPUS; do
    taskset -c "$cpu" unshare --mount="$host/probe/mnt" true 2> /dev/null || exit 75
    umount "$host/probe/mnt"
  done
  umount "$host/probe"
}

# Where the machine enforces AppArmor, the host gets a policy namespace: its snapd loads profiles of its own there, and
# those of the machine do not fit its programs. Where that cannot be, the host sees AppArmor switched off.
policy=
make_policy() {
  [ "$(cat /sys/module/apparmor/parameters/enabled 2> /dev/null)" = Y ] || return 0
  local namespaces=/sys/kernel/security/apparmor/policy/namespaces
  [ -d "$namespaces" ] || mount -t securityfs securityfs /sys/kernel/security || true
  rmdir "$namespaces/$LAB_POLICY" 2> /dev/null || true
  if mkdir "$namespaces/$LAB_POLICY"; then policy=$LAB_POLICY; else policy=off; fi
}

show_policy() {
  case $policy in
  '') ;;
  off)
    echo N > run/apparmor-enabled
    mount --bind run/apparmor-enabled sys/module/apparmor/parameters/enabled
    ;;
  *) mount -t securityfs securityfs sys/kernel/security ;;
  esac
}

# /proc is still the machine's, so this is the pid as the machine sees it.
read -r outer_pid _ < /proc/self/stat
taskset -pc "$LAB_CPU_LIST" $$ > /dev/null
mount --make-rprivate /
mount -t proc proc /proc
probe_snap_confine

make_policy

root=$host/root
mkdir -p "$host/upper" "$host/work" "$root"
mount -t overlay overlay -o "lowerdir=$LAB_LAYERS,upperdir=$host/upper,workdir=$host/work" "$root"

if [ ! -e "$host/upper/etc/machine-id" ]; then
  tr -d - < /proc/sys/kernel/random/uuid > "$root/etc/machine-id"
  echo "$LAB_HOST" > "$root/etc/hostname"
  printf '127.0.0.1\tlocalhost\n::1\t\tlocalhost ip6-localhost ip6-loopback\nff02::1\t\tip6-allnodes\nff02::2\t\tip6-allrouters\n\n127.0.1.1\t%s\n' \
    "$LAB_HOST" > "$root/etc/hosts"
  # There is no name server in a lab. Whoever asks is told so at once; snapd would try for half a minute.
  sed -i 's/^hosts:.*/hosts: files/' "$root/etc/nsswitch.conf"
  ssh-keygen -q -t ed25519 -N '' -C "root@$LAB_HOST" -f "$root/etc/ssh/ssh_host_ed25519_key"
fi
install -d -m 0700 -o 1000 -g 1000 "$root/home/pi/.ssh"
install -m 0600 -o 1000 -g 1000 "$host/authorized_keys" "$root/home/pi/.ssh/authorized_keys"

cd "$root"
mount -t tmpfs tmpfs run -o "mode=0755,nosuid,nodev,size=${LAB_RUN_MB}m"
mount -t proc proc proc
mount --bind proc/sys proc/sys
mount --bind proc/sys/net proc/sys/net
mount -o remount,bind,ro proc/sys
# A boot of its own, for the journal and for whoever waits for a reboot.
cat /proc/sys/kernel/random/uuid > run/bramble-boot-id
chmod 0444 run/bramble-boot-id
mount --bind run/bramble-boot-id proc/sys/kernel/random/boot_id
[ ! -e proc/sysrq-trigger ] || mount --bind /dev/null proc/sysrq-trigger
mount -t sysfs sysfs sys -o ro
show_policy
mount -t cgroup2 cgroup2 sys/fs/cgroup
mount -t tmpfs tmpfs dev -o mode=0755,size=4m
cp -a usr/share/bramble-lab/dev/. dev/
mkdir -p dev/pts dev/shm
mount -t devpts devpts dev/pts -o newinstance,ptmxmode=0666,gid=5,mode=620
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
ln -s /proc/self/fd/0 dev/stdin
ln -s /proc/self/fd/1 dev/stdout
ln -s /proc/self/fd/2 dev/stderr
mount -t tmpfs tmpfs dev/shm -o "mode=1777,nosuid,nodev,size=${LAB_SHM_MB}m"
: > dev/console
mount --bind /dev/null dev/console
cp "$host/bramble-lab.json" run/bramble-lab.json
chmod 0644 run/bramble-lab.json
hostname "$LAB_HOST"

echo "$outer_pid" > "$host/booting.new"
mv "$host/booting.new" "$host/booting"
ip link set lo up
while [ -n "$LAB_ADDRESS" ] && ! ip -4 -o addr show dev eth0 2> /dev/null | grep -q .; do sleep 0.02; done

mkdir -p run/old
pivot_root . run/old
umount -l /run/old
rmdir /run/old
if [ -n "$policy" ] && [ "$policy" != off ]; then echo "exec :$policy:unconfined" > /proc/self/attr/exec; fi
# An empty environment, as from a boot loader; no clock and no kernel modules for a guest that shares the kernel.
exec setpriv --bounding-set -sys_time,-sys_module,-sys_rawio,-syslog \
  env -i container=lxc PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd
