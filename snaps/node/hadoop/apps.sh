# shellcheck shell=sh
# The daemons and commands of Hadoop. Everything here runs as the service user.
. "$BRAMBLE_ROOT/node/lib/files.sh"
. "$BRAMBLE_ROOT/node/lib/names.sh"
. "$BRAMBLE_ROOT/node/lib/java.sh"
. "$BRAMBLE_ROOT/node/hadoop/daemons.sh"
. "$BRAMBLE_ROOT/node/hadoop/configuration.sh"
. "$BRAMBLE_ROOT/node/hadoop/environment.sh"
. "$BRAMBLE_ROOT/node/hadoop/guard.sh"
. "$BRAMBLE_ROOT/node/hadoop/namenode.sh"
. "$BRAMBLE_ROOT/node/hadoop/commands.sh"

start_app() {
  app=$1
  shift
  load_settings
  if list_roles | grep -Fxq -e "$app"; then
    start_daemon "$app"
  elif grep -q "^$app|" "$BRAMBLE_ROOT/node/hadoop/commands.table"; then
    start_command "$app" "$@"
  else
    fail "there is no $BRAMBLE_PACKAGE.$app"
  fi
}

start_daemon() {
  use_environment "$1"
  write_configuration "$1"
  make_trust_store
  guard "$1"
  describe_daemon "$1" | write_file 644 "$BRAMBLE_DATA/conf/$1/runs-with"
  cd "$BRAMBLE_COMMON/home" || exit 1
  # The words of a daemon hold no blanks but those between them.
  # shellcheck disable=SC2046
  exec "$JAVA_HOME/bin/java" -cp "$(class_path)" $(java_words) $(trust_words) $(heap_words "$1") $(daemon_words "$1") $(upgrade_words "$1")
}
