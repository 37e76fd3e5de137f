#!/bin/bash
# Keeps one virtual Pi running until it is switched off: run-host.sh FOLDER. A reboot from inside boots it again.
set -u
host=$1
# shellcheck source=/dev/null
. "$host/settings"
scripts=$(dirname "$0")

# pid, start time and boot: together they name a process for good.
write_record() {
  local stat
  stat=$(cat "/proc/$1/stat") || return 1
  # shellcheck disable=SC2086
  set -- "$1" ${stat##*) }
  echo "$1 ${21} $(cat /proc/sys/kernel/random/boot_id)" > "$host/init.new"
  mv "$host/init.new" "$host/init"
}

# The CPUs this process may use, as words: "0-1,4" becomes 0 1 4.
list_cpus() {
  local part
  for part in ${LAB_CPU_LIST//,/ }; do seq "${part%-*}" "${part#*-}"; done
}

boot_on() {
  rm -f "$host/booting" "$host/init"
  (
    for group in $LAB_CGROUPS; do echo "$BASHPID" > "$group/cgroup.procs"; done
    exec taskset -c "$1" unshare --pid --mount --uts --ipc --cgroup --net --fork --kill-child \
      bash "$scripts/boot-host.sh" "$host"
  ) &
  parent=$!
  while [ ! -e "$host/booting" ]; do
    kill -0 "$parent" 2> /dev/null || break
    sleep 0.02
  done
  if [ -e "$host/booting" ]; then plug_in "$(cat "$host/booting")"; fi
  wait "$parent"
  ended=$?
  rm -f "$host/init" "$host/booting"
}

plug_in() {
  # Only the host itself stays in its group: with a second process there its systemd could not divide it.
  echo "$parent" > "$LAB_SUPERVISOR_CGROUP/cgroup.procs"
  if [ -n "$LAB_ADDRESS" ] && ! connect "$1"; then
    kill -KILL "$1"
    return
  fi
  # Before that its root is still the machine's own, which nobody must take for the host's.
  while [ "$(cat "/proc/$1/comm" 2> /dev/null)" != systemd ]; do
    kill -0 "$1" 2> /dev/null || return
    sleep 0.02
  done
  write_record "$1"
}

connect() {
  ip link delete "$LAB_LINK" 2> /dev/null
  ip link add "$LAB_LINK" type veth peer name eth0 address "$LAB_MAC" netns "$1" &&
    ip link set "$LAB_LINK" master "$LAB_BRIDGE" up &&
    { [ -z "$LAB_RATE_KBIT" ] || sh "$scripts/shape-link.sh" "$1" "$LAB_LINK" "$LAB_RATE_KBIT"; } &&
    nsenter -t "$1" -n ip link set eth0 up &&
    nsenter -t "$1" -n ip addr add "$LAB_ADDRESS/24" dev eth0 &&
    nsenter -t "$1" -n ip route add default via "$LAB_GATEWAY"
}

echo $$ > "$LAB_SUPERVISOR_CGROUP/cgroup.procs"
LAB_CPU_LIST=$(sed -n 's/^Cpus_allowed_list:[[:space:]]*//p' /proc/self/status)
LAB_CPUS=$(list_cpus | tr '\n' ' ')
export LAB_CPU_LIST LAB_CPUS

while :; do
  # One of the CPUs hands out the smallest ids, and a host made there passes its probe; the ids move on meanwhile.
  for cpu in $LAB_CPUS $LAB_CPUS $LAB_CPUS; do
    boot_on "$cpu"
    [ "$ended" = 75 ] || break
  done
  if [ "$ended" = 75 ]; then echo "no CPU gave a mount namespace that snap-confine could keep" >&2; fi
  # The kernel ends the first process of a namespace by SIGHUP when that calls for a reboot.
  [ "$ended" = 129 ] || exit 0
done
