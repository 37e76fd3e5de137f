# shellcheck shell=sh disable=SC2154
# Spark together with Hadoop: HDFS as the file system that paths without a scheme mean, and YARN as another master.

# Where HDFS is, and how new files are laid out there.
print_hdfs_properties() {
  [ -n "$key_namenode_host" ] || return 0
  cat <<PROPERTIES
spark.hadoop.fs.defaultFS=$(hdfs_url)
spark.hadoop.dfs.replication=$key_hdfs_replication
spark.hadoop.dfs.blocksize=$((key_hdfs_block_size_mb * 1024 * 1024))
spark.hadoop.dfs.client.use.datanode.hostname=true
PROPERTIES
}

# For Hadoop's own programs among Spark's jars, which do not start without one.
print_core_site() {
  echo '<configuration>'
  [ -z "$key_namenode_host" ] || echo "  <property><name>fs.defaultFS</name><value>$(hdfs_url)</value></property>"
  echo '</configuration>'
}

# How large containers are follows from the machines, and comes with the further properties.
print_yarn_properties() {
  [ -n "$key_resourcemanager_host" ] || return 0
  cat <<PROPERTIES
spark.hadoop.yarn.resourcemanager.hostname=$(usable_name "$key_resourcemanager_host")
spark.yarn.archive=$(yarn_archive)
spark.yarn.am.defaultJavaOptions=$(jvm_words | tr '\n' ' ')
PROPERTIES
}

hdfs_url() { echo "hdfs://$(usable_name "$key_namenode_host"):$key_namenode_port"; }

# The same for every node that has the same Spark.
yarn_archive() {
  set -- "$BRAMBLE_ROOT"/spark/jars/*.jar
  for core in "$BRAMBLE_ROOT"/spark/jars/spark-core_*.jar; do
    version=${core##*-}
  done
  echo "$(hdfs_url)/bramble/spark-${version%.jar}-$#.tar"
}

# Whether a command is to run on YARN: by its options, of which those of the application are none.
is_for_yarn() {
  while [ $# -gt 0 ]; do
    case $1 in
      --master=yarn | spark.master=yarn | --conf=spark.master=yarn) return 0 ;;
      --master) if [ "${2:-}" = yarn ]; then return 0; fi ;;
      -*) ;;
      *.py | *.jar) return 1 ;;
    esac
    shift
  done
  return 1
}

# Containers find Spark's jars in HDFS, where they are put once for all nodes.
put_yarn_archive() {
  case $key_resourcemanager_host:$key_namenode_host in
    :* | *:) fail 'this cluster has no YARN: deploy hadoop on it' ;;
  esac
  archive=$(yarn_archive)
  if file_shell -test -e "$archive"; then return; fi
  say "putting Spark's jars into HDFS, once for all nodes: $archive"
  file_shell -mkdir -p "${archive%/*}"
  tar -C "$SPARK_HOME/jars" -cf - . | file_shell -put - "$archive.$$"
  file_shell -mv "$archive.$$" "$archive" || file_shell -test -e "$archive" || fail "$archive could not be made"
}

# hdfs dfs, by Spark's own jars.
file_shell() {
  # Words of the JVM hold no blanks but those between them.
  # shellcheck disable=SC2046
  "$JAVA_HOME/bin/java" -cp "$HADOOP_CONF_DIR:$SPARK_CONF_DIR:$SPARK_HOME/jars/*" $(jvm_words) -Xmx192m \
    org.apache.hadoop.fs.FsShell -D "dfs.replication=$key_hdfs_replication" "$@"
}
