# shellcheck shell=sh disable=SC2034
# Where things are in the snap, and how its services are asked for.
BRAMBLE_COMMON=$SNAP_COMMON
BRAMBLE_DATA=$SNAP_DATA
BRAMBLE_USER=_daemon_

# All settings as one JSON document. The empty name stands for all of them, so that unknown ones are seen too, but only
# beside another name; a snapd that knows no empty name is asked for the known ones.
print_settings() {
  all=$(snapctl get -d '' none 2>/dev/null) || all=
  if printf '%s' "$all" | grep -q '"":'; then
    printf '%s\n' "$all"
  else
    # Names hold no blanks.
    # shellcheck disable=SC2046
    snapctl get -d $(list_key_families)
  fi
}

# One line for each daemon: ROLE enabled|disabled active|inactive.
list_services() {
  snapctl services "$SNAP_INSTANCE_NAME" | awk -v prefix="$SNAP_INSTANCE_NAME." '
    index($1, prefix) == 1 { print substr($1, length(prefix) + 1), $2, $3 }'
}

start_role() { snapctl start --enable "$SNAP_INSTANCE_NAME.$1"; }
stop_role() { snapctl stop --disable "$SNAP_INSTANCE_NAME.$1"; }
restart_role() { snapctl restart "$SNAP_INSTANCE_NAME.$1"; }

# What else a folder on a disk of its own may want.
folder_hint() { echo " ; sudo snap connect $SNAP_INSTANCE_NAME:removable-media (a snap may use folders below /media and /mnt only)"; }
