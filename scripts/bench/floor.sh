#!/bin/sh
# The least that reading facts from hosts can take with OpenSSH: one command on every host, all hosts at once.
# floor.sh PROBE OUT SSH-WORD… -- USER@HOST…: PROBE is fed to `sudo sh -s`; each answer goes to OUT/USER@HOST.
set -eu

probe=$1
out=$2
shift 2
options=''
while [ "$1" != -- ]; do
  options="$options $1" # none of them holds a blank
  shift
done
shift

pids=''
for host in "$@"; do
  # shellcheck disable=SC2086
  ssh $options "$host" 'sudo sh -s' <"$probe" >"$out/$host" &
  pids="$pids $!"
done
for pid in $pids; do wait "$pid"; done
