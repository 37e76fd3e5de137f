# shellcheck shell=sh disable=SC2034
# Where things are when the payload was unpacked below /opt, and how its services are asked for.
BRAMBLE_HOME=/var/lib/bramble/$BRAMBLE_COMPONENT
BRAMBLE_COMMON=$BRAMBLE_HOME/common
BRAMBLE_DATA=$BRAMBLE_HOME/${BRAMBLE_ROOT##*/}
BRAMBLE_USER=bramble

# All settings as lines NAME=VALUE; a name that stands several times is a list.
print_settings() {
  [ ! -f "$BRAMBLE_DATA/settings" ] || cat "$BRAMBLE_DATA/settings"
}

unit_of() { printf '%s-%s.service' "$BRAMBLE_PACKAGE" "$1"; }

# One line for each daemon: ROLE enabled|disabled active|inactive.
list_services() {
  for role in $(list_roles); do
    unit=$(unit_of "$role")
    enabled=$(systemctl is-enabled "$unit" 2>/dev/null) || :
    active=$(systemctl is-active "$unit" 2>/dev/null) || :
    [ "$enabled" = enabled ] || enabled=disabled
    [ "$active" = active ] || [ "$active" = activating ] || active=inactive
    printf '%s %s %s\n' "$role" "$enabled" "$active"
  done
}

start_role() { systemctl --quiet enable --now "$(unit_of "$1")"; }
stop_role() { systemctl --quiet disable --now "$(unit_of "$1")"; }
restart_role() { systemctl restart "$(unit_of "$1")"; }

folder_hint() { :; }
