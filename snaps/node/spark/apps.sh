# shellcheck shell=sh
# The daemons and commands of Spark. Everything here runs as the service user.
. "$BRAMBLE_ROOT/node/lib/files.sh"
. "$BRAMBLE_ROOT/node/lib/names.sh"
. "$BRAMBLE_ROOT/node/lib/java.sh"
. "$BRAMBLE_ROOT/node/spark/daemons.sh"
. "$BRAMBLE_ROOT/node/spark/configuration.sh"
. "$BRAMBLE_ROOT/node/spark/environment.sh"

start_app() {
  app=$1
  shift
  load_settings
  case $app in
    master | worker | history-server | connect) start_daemon "$app" ;;
    submit | run-example | beeline) start_command client "$app" "$@" ;;
    shell | sql | pyspark) start_command interactive "$app" "$@" ;;
    *) fail "there is no $BRAMBLE_PACKAGE.$app" ;;
  esac
}

prepare() {
  use_environment "$1"
  write_configuration "$1"
  make_trust_store
}

start_daemon() {
  prepare "$1"
  [ "$1" != master ] || forget_workers
  describe_daemon "$1" | write_file 644 "$BRAMBLE_DATA/conf/$1/runs-with"
  cd "$BRAMBLE_COMMON/work" || exit 1
  # The words of a daemon hold no blanks but those between them.
  # shellcheck disable=SC2046
  exec "$JAVA_HOME/bin/java" -cp "$SPARK_CONF_DIR:$SPARK_HOME/jars/*" \
    $(java_words) $(trust_words) $(heap_words "$1") $(daemon_words "$1")
}

# Applications are remembered over a restart of the master, and workers are not: one that was restarted meanwhile would
# take the master's call for the one of before, believe itself registered, and stay unknown for ever. Workers that went
# on register by themselves.
forget_workers() { rm -f "$BRAMBLE_COMMON"/recovery/*/worker_*; }

# Says where a program must be, before Spark says in many lines that it cannot be opened. The program is the first word
# that is neither an option of spark-submit nor an option's value.
must_read_program() {
  while [ $# -gt 0 ]; do
    case $1 in
      --verbose | -v | --supervise | --*=*) shift ;;
      -*) shift "$(($# > 1 ? 2 : 1))" ;;
      *) break ;;
    esac
  done
  case ${1:-} in
    *://*) ;;
    *.py | *.jar) must_be_readable "$1" ;;
  esac
}

# Spark's own script with the same name, but for the prefix of most.
start_command() {
  purpose=$1
  name=$2
  shift 2
  for_yarn=
  if is_for_yarn "$@"; then for_yarn=yes; fi
  prepare "$purpose"
  if [ "$name" = submit ]; then must_read_program "$@"; fi
  if [ -n "$for_yarn" ]; then put_yarn_archive; fi
  program=$SPARK_HOME/bin/$name
  [ -x "$program" ] || program=$SPARK_HOME/bin/spark-$name
  leave_private_folder
  exec "$program" "$@"
}
