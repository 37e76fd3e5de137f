# shellcheck shell=sh disable=SC2154
# Names and addresses of this node.

# Name by which the other nodes reach this one.
node_name() {
  if [ -n "$key_node_name" ]; then
    echo "$key_node_name"
  else
    hostname
  fi
}

# A node's name as Spark is to use it: the name itself, or, where that means loopback here (many images put the machine's
# own name beside 127.0.1.1), the first address that others can reach.
usable_name() {
  meaning=$(getent ahosts "$1" | awk '{ print $1; exit }') || :
  case $meaning in
    127.* | ::1) first_address ;;
    *) echo "$1" ;;
  esac
}

first_address() { hostname -I | awk '{ print $1 }'; }
