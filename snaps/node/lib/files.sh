# shellcheck shell=sh
# Writing files that others read.

# Puts standard input into a file in one step, so that a reader meets the old file or the new one: write_file MODE FILE.
write_file() {
  new=$2.$$
  (umask 077 && cat >"$new")
  chmod "$1" "$new"
  mv -f "$new" "$2"
}
