# shellcheck shell=sh
# The user that the daemons run as. A file notes that it was made here, so that only then bramble-node takes it away again.
made_user=/var/lib/bramble/made-user

make_user() {
  if getent passwd "$BRAMBLE_USER" >/dev/null; then return; fi
  useradd --system --user-group --home-dir /var/lib/bramble --no-create-home --shell /usr/sbin/nologin "$BRAMBLE_USER"
  mkdir -p /var/lib/bramble
  echo "$BRAMBLE_USER" >"$made_user"
}
