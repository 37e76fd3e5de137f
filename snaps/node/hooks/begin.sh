# shellcheck shell=sh
# What every hook begins with. Needs SNAP.
set -eu
BRAMBLE_ROOT=$SNAP
. "$BRAMBLE_ROOT/node/lib/packaging.sh"
. "$BRAMBLE_ROOT/node/lib/folders.sh"
. "$BRAMBLE_ROOT/node/lib/files.sh"
. "$BRAMBLE_ROOT/node/lib/names.sh"
. "$BRAMBLE_ROOT/node/lib/java.sh"
. "$BRAMBLE_ROOT/node/lib/settings.sh"
. "$BRAMBLE_ROOT/node/lib/roles.sh"
. "$BRAMBLE_ROOT/node/$BRAMBLE_COMPONENT/root.sh"
. "$BRAMBLE_ROOT/node/$BRAMBLE_COMPONENT/daemons.sh"
. "$BRAMBLE_ROOT/node/$BRAMBLE_COMPONENT/configuration.sh"
. "$BRAMBLE_ROOT/node/$BRAMBLE_COMPONENT/environment.sh"
