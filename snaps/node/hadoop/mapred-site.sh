# shellcheck shell=sh disable=SC2154
# mapred-site.xml.

print_mapred() {
  print_history_properties "$1"
  print_job_properties
  print_extra "$key_extra_mapred_site"
}

print_history_properties() {
  cat <<'PROPERTIES'
mapreduce.jobhistory.intermediate-done-dir=/mr-history/tmp
mapreduce.jobhistory.done-dir=/mr-history/done
mapreduce.jobhistory.max-age-ms=604800000
PROPERTIES
  [ "$1" != historyserver ] || echo 'mapreduce.jobhistory.bind-host=0.0.0.0'
  historyserver=$(host_of historyserver)
  [ -n "$historyserver" ] || return 0
  echo "mapreduce.jobhistory.address=$historyserver:10020"
  echo "mapreduce.jobhistory.webapp.address=$historyserver:$key_historyserver_ui_port"
}

# Two thirds of a container are its heap: the rest of what a JVM needs is about the same for a small heap as for a
# large one. Reduce tasks wait until most map tasks are done, or they would take their places on a small cluster.
print_job_properties() {
  cat <<PROPERTIES
mapreduce.framework.name=yarn
yarn.app.mapreduce.am.staging-dir=/user
yarn.app.mapreduce.am.resource.mb=$key_mapreduce_am_memory_mb
yarn.app.mapreduce.am.command-opts=-Xmx$((key_mapreduce_am_memory_mb * 65 / 100))m -XX:TieredStopAtLevel=1
yarn.app.mapreduce.am.admin-command-opts=$(container_java_words)
mapreduce.map.memory.mb=$key_mapreduce_map_memory_mb
mapreduce.reduce.memory.mb=$key_mapreduce_reduce_memory_mb
mapreduce.job.heap.memory-mb.ratio=0.65
mapreduce.admin.map.child.java.opts=$(container_java_words)
mapreduce.admin.reduce.child.java.opts=$(container_java_words)
mapreduce.task.io.sort.mb=$(sort_buffer_mb)
mapreduce.job.reduce.slowstart.completedmaps=0.80
mapreduce.task.userlog.limit.kb=10240
yarn.app.mapreduce.am.container.log.limit.kb=10240
PROPERTIES
}

sort_buffer_mb() { echo "$((key_mapreduce_map_memory_mb < 2560 ? key_mapreduce_map_memory_mb / 5 : 512))"; }

container_java_words() { echo "$(jvm_words | tr '\n' ' ')-Djava.net.preferIPv4Stack=true -Dhadoop.metrics.log.level=WARN"; }
