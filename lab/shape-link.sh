#!/bin/sh
# Limits both directions of a virtual Pi's cable: shape-link.sh PID LINK KBIT; without KBIT the limit is lifted.
set -eu
pid=$1 link=$2 kbit=${3-}

shape() {
  device=$1
  shift
  if [ -z "$kbit" ]; then
    "$@" tc qdisc delete dev "$device" root 2> /dev/null || true
    return
  fi
  # A bucket of 5 ms at full speed, and never smaller than one segment as the kernel hands it over (64 KiB).
  burst=$((kbit * 5 / 8))
  [ "$burst" -ge 65536 ] || burst=65536
  "$@" tc qdisc replace dev "$device" root tbf rate "${kbit}kbit" burst "$burst" latency 50ms
}

shape "$link" env
shape eth0 nsenter -t "$pid" -n
