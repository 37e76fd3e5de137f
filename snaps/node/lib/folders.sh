# shellcheck shell=sh
# The folders that the service user writes. Root in a confined snap may not write what another user owns, so a folder
# is given away at once when it is made, and never touched again. The group stays root's, for the hooks.

make_folders() {
  give_folder "$BRAMBLE_DATA/conf"
  read -r names <"$BRAMBLE_ROOT/node/$BRAMBLE_COMPONENT/conf-folders"
  for name in $names; do
    give_folder "$BRAMBLE_DATA/conf/$name"
  done
  read -r names <"$BRAMBLE_ROOT/node/$BRAMBLE_COMPONENT/folders"
  for name in $names; do
    give_folder "$BRAMBLE_COMMON/$name"
  done
}

give_folder() {
  [ ! -d "$1" ] || return 0
  mkdir -p "$1"
  chmod 0770 "$1"
  chown "$BRAMBLE_USER:0" "$1"
}
