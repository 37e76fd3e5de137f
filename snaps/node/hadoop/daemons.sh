# shellcheck shell=sh disable=SC2154
# How each daemon is started, without upstream's start scripts.

daemon_words() {
  printf '%s ' "-Dproc_$1"
  case $1 in
    namenode) echo org.apache.hadoop.hdfs.server.namenode.NameNode ;;
    secondarynamenode) echo org.apache.hadoop.hdfs.server.namenode.SecondaryNameNode ;;
    datanode) echo org.apache.hadoop.hdfs.server.datanode.DataNode ;;
    resourcemanager) echo org.apache.hadoop.yarn.server.resourcemanager.ResourceManager ;;
    nodemanager) echo org.apache.hadoop.yarn.server.nodemanager.NodeManager ;;
    historyserver) echo org.apache.hadoop.mapreduce.v2.hs.JobHistoryServer ;;
  esac
}

# What an upgrade of HDFS asks of its daemons while it is open. Not part of what a daemon runs with, so that nothing is
# restarted for it.
upgrade_words() {
  [ -f "$hdfs/rolling-upgrade" ] || return 0
  case "$1 $(cat "$hdfs/rolling-upgrade")" in
    'namenode rollback '*) ! holds_rollback_image || echo '-rollingUpgrade rollback' ;;
    'datanode rollback '*) echo '-rollback' ;;
    'namenode '*) echo '-rollingUpgrade started' ;;
  esac
}

# The image from before the upgrade is used up when the NameNode has started from it; it cannot do that twice. Its name
# ends in a transaction of 19 digits, that of its checksum in .md5.
holds_rollback_image() {
  for folder in $(list_name_folders); do
    for image in "$folder"/current/fsimage_rollback_???????????????????; do
      [ ! -f "$image" ] || return 0
    done
  done
  return 1
}

# Sizing counts with what a daemon takes so: a heap that starts small, and the compiler that needs less memory.
heap_words() { eval "echo \"-Xms32m -Xmx\${key_$1_heap_mb}m -XX:TieredStopAtLevel=1\""; }

# The sites that a daemon reads. One that starts containers hands them all on.
sites_of() {
  case $1 in
    namenode | secondarynamenode | datanode) echo core hdfs ;;
    resourcemanager) echo core yarn ;;
    *) echo core hdfs yarn mapred ;;
  esac
}

# Everything that a running daemon depends on: where it differs, the daemon must be restarted.
describe_daemon() {
  heap_words "$1"
  daemon_words "$1"
  for site in $(sites_of "$1"); do
    "print_$site" "$1"
  done
  print_logging "$1"
}
