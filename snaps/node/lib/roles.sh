# shellcheck shell=sh disable=SC2154
# Brings the services in line with the settings: starts and stops the difference, and restarts what runs with others.

apply_roles() {
  list_services | while read -r role enabled active; do
    if is_listed "$role" "$key_roles"; then
      apply_wanted "$role" "$enabled" "$active"
    elif [ "$enabled $active" != 'disabled inactive' ]; then
      stop_role "$role"
    fi
  done
}

apply_wanted() {
  if [ "$2" = disabled ]; then
    start_role "$1"
  elif [ "$3" = active ] && ! is_current "$1"; then
    restart_role "$1"
  fi
}

# Whether a daemon runs with what it would be started with now.
is_current() {
  described=$(describe_daemon "$1")
  [ "$described" = "$(cat "$BRAMBLE_DATA/conf/$1/runs-with" 2>/dev/null)" ]
}
