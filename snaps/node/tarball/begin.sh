# shellcheck shell=sh disable=SC2034
# What every verb of bramble-node begins with. Finds the payload by its own place.
set -eu
umask 022
BRAMBLE_ROOT=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P) || exit 1
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

opt=/opt/bramble/$BRAMBLE_COMPONENT
units=/etc/systemd/system
programs=/usr/local/bin

# Revisions that are unpacked, oldest first: x1 x2 x10.
list_revisions() {
  for folder in "$opt"/x*; do
    [ ! -d "$folder" ] || printf '%s\n' "${folder##*/x}"
  done | sort -n | sed 's/^/x/'
}

current_revision() { basename "$(readlink "$opt/current" 2>/dev/null)"; }

# Only one at a time changes what is installed or set.
take_lock() {
  mkdir -p "$BRAMBLE_HOME"
  exec 9>"$BRAMBLE_HOME/lock"
  flock -w 60 9 || fail "another bramble-node is at work on $BRAMBLE_COMPONENT"
}

must_be_role() {
  list_roles | grep -Fxq -e "$1" || fail "$1 is no role; the roles are: $(list_roles | tr '\n' ' ')"
}

# Points `current` at a revision in one step.
switch_to() {
  ln -s "$1" "$opt/current.new"
  mv -T "$opt/current.new" "$opt/current"
}
