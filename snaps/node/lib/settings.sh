# shellcheck shell=sh
# Reads and checks the node's settings by keys.table.

# Checks the settings on standard input. With `all`, prints shell assignments key_NAME='VALUE', defaults filled in; with
# `given`, lines NAME=VALUE of what is set. Where one is wrong, says so on standard error and fails.
check_settings() {
  awk -v component="$BRAMBLE_COMPONENT" -v show="$1" -f "$BRAMBLE_ROOT/node/lib/settings.awk" \
    "$BRAMBLE_ROOT/node/lib/keys.table" "$BRAMBLE_ROOT/node/$BRAMBLE_COMPONENT/reserved.table" -
}

# Sets key_NAME for every key of the component.
load_settings() {
  settings=$(print_settings) || fail 'the settings cannot be read'
  assignments=$(printf '%s\n' "$settings" | check_settings all) || exit 1
  eval "$assignments"
}

# Names of the component's daemons.
list_roles() {
  awk -F '|' -v component="$BRAMBLE_COMPONENT" '$1 == "role" && $2 == component { print $3 }' "$BRAMBLE_ROOT/node/lib/keys.table"
}

# Names of the keys that hold a list.
list_lists() {
  awk -F '|' -v component="$BRAMBLE_COMPONENT" '
    $1 == "key" && $2 == component && ($4 == "properties" || $4 == "folders") { print $3 }
  ' "$BRAMBLE_ROOT/node/lib/keys.table"
}

# First parts of the names of keys, such as `master` for `master.host`.
list_key_families() {
  awk -F '[|]' -v component="$BRAMBLE_COMPONENT" '
    $1 == "key" && $2 == component { sub(/[.].*/, "", $3); if (!seen[$3]++) print $3 }
  ' "$BRAMBLE_ROOT/node/lib/keys.table"
}

# Whether a word is in a list that is separated by commas.
is_listed() {
  case ",$2," in *",$1,"*) return 0 ;; *) return 1 ;; esac
}
