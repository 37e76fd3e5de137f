# shellcheck shell=sh disable=SC2154
# The commands hdfs, yarn, mapred and hadoop, by commands.table.

start_command() {
  command=$1 name=${2:-}
  must_be_known
  program=$(column 3)
  asks=$(column 4)
  first=$(column 5)
  [ -z "$program" ] || shift
  shift
  [ -z "$asks" ] || must_know "$asks"
  use_environment client
  write_configuration client
  make_trust_store
  leave_private_folder
  case $program in
    '') run_class "$@" ;;
    *.*) run_class "$program" ${first:+"$first"} "$@" ;;
    *) "$program" "$@" ;;
  esac
}

column() {
  awk -F '|' -v command="$command" -v name="$name" -v column="$1" \
    '$1 == command && $2 == name { print $column; exit }' "$BRAMBLE_ROOT/node/hadoop/commands.table"
}

list_names() {
  awk -F '|' -v command="$command" '$1 == command { print $2 }' "$BRAMBLE_ROOT/node/hadoop/commands.table" | tr '\n' ' '
}

# Daemons are the services' business: by hand they could be told to throw a file system away.
must_be_known() {
  case $name in
    '' | -h | -help | --help | help)
      say "usage: $BRAMBLE_PACKAGE.$command NAME [ARGUMENT...], with one of the names: $(list_names)"
      [ -n "$name" ] || exit 1
      exit 0
      ;;
  esac
  if list_roles | grep -Fxq -e "$name"; then
    fail "the $name is a service of this node: its settings start it; nothing is run, made or formatted by hand"
  fi
  [ -z "$(column 3)" ] || return 0
  case $command.$name in
    hadoop.org.apache.hadoop.*.server.*) fail "$name belongs to a daemon: its settings start it" ;;
    hadoop.[A-Za-z]*.*[A-Za-z]) ;;
    *) fail "$command knows no $name; it knows: $(list_names)" ;;
  esac
}

# Short programs gain nothing from the compiler that takes its time.
run_class() {
  # The words hold no blanks but those between them.
  # shellcheck disable=SC2046
  exec "$JAVA_HOME/bin/java" -cp "$(class_path)" $(java_words) $(trust_words) \
    "-Xmx${key_client_heap_mb}m" -XX:TieredStopAtLevel=1 "$@"
}

run_jar() {
  case ${1:-} in
    '' | -* | */*) ;;
    *) jar=$(find_jar "$1") && shift && set -- "$jar" "$@" ;;
  esac
  case ${1:-} in '' | -*) ;; *) must_be_readable "$1" ;; esac
  run_class org.apache.hadoop.util.RunJar "$@"
}

# A jar that Hadoop brings along, by its name with or without its version: hadoop-mapreduce-examples.
find_jar() {
  for jar in "$HADOOP_HOME"/share/hadoop/mapreduce/"${1%.jar}"*.jar "$HADOOP_HOME"/share/hadoop/tools/lib/"${1%.jar}"*.jar; do
    if [ -f "$jar" ]; then
      echo "$jar"
      return
    fi
  done
  echo "$1"
}

run_streaming() {
  for jar in "$HADOOP_HOME"/share/hadoop/tools/lib/hadoop-streaming-*.jar; do :; done
  [ -f "$jar" ] || fail 'this payload has no hadoop-streaming: it is in the distribution, but in no package registry'
  run_class org.apache.hadoop.util.RunJar "$jar" "$@"
}

print_variables() {
  for variable in JAVA_HOME HADOOP_HOME HADOOP_COMMON_HOME HADOOP_HDFS_HOME HADOOP_YARN_HOME HADOOP_MAPRED_HOME HADOOP_CONF_DIR; do
    eval "printf \"%s='%s'\\n\" \"$variable\" \"\$$variable\""
  done
}

print_native_path() { echo "$HADOOP_HOME/lib/native"; }
