# shellcheck shell=sh disable=SC2154
# Where the cluster's daemons are, as this node is to reach them.

this_node() { usable_name "$(node_name)"; }

# The host of a role by its key, or this node where it has the role itself; nothing where that is not known.
host_of() {
  eval "named=\$key_$1_host"
  if [ -n "$named" ]; then
    usable_name "$named"
  elif is_listed "$1" "$key_roles"; then
    this_node
  fi
}

# Hosts of what a command cannot do without: must_know ROLE.
must_know() {
  [ -n "$(host_of "$1")" ] || fail "$1.host is not set: this node does not know where the $1 is"
}
