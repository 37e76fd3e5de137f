# shellcheck shell=sh
# Tells how this payload was installed, and sets what everything else asks for. Needs BRAMBLE_ROOT.

say() { printf '%s\n' "$*" >&2; }

fail() {
  say "error: $*"
  exit 1
}

# The first line of meta/snap.yaml is `name: bramble-spark`, in the tarball too.
IFS=' ' read -r _ BRAMBLE_PACKAGE <"$BRAMBLE_ROOT/meta/snap.yaml"
BRAMBLE_COMPONENT=${BRAMBLE_PACKAGE#bramble-}
if [ "${SNAP_NAME:-}" = "$BRAMBLE_PACKAGE" ]; then
  . "$BRAMBLE_ROOT/node/lib/on-snap.sh"
else
  . "$BRAMBLE_ROOT/node/lib/on-tarball.sh"
fi
export BRAMBLE_ROOT BRAMBLE_COMPONENT BRAMBLE_COMMON BRAMBLE_DATA BRAMBLE_USER
