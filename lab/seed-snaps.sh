#!/bin/sh
# Installs the first snaps of a virtual Pi from files, inside it: seed-snaps.sh FOLDER
# With assertions beside them the snaps are the Snap Store's; without, they are stand-ins.
set -eu
cd "$1"
snap wait system seed.loaded
# No lab host reaches the store: without this each install waits half a minute for it.
snap set system store.access=offline
for name in snapd core24; do
  if [ -e "$name.assert" ]; then
    snap ack "$name.assert"
    snap install "$name.snap"
  else
    snap install --dangerous "$name.snap"
  fi
done
