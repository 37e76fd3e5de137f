# shellcheck shell=sh disable=SC2154
# yarn-site.xml and capacity-scheduler.xml.

print_yarn() {
  print_resourcemanager_address
  case $1 in
    resourcemanager) print_resourcemanager_properties ;;
    nodemanager) print_nodemanager_properties && print_container_properties ;;
  esac
  print_log_properties
  print_extra "$key_extra_yarn_site"
}

print_resourcemanager_address() {
  resourcemanager=$(host_of resourcemanager)
  [ -n "$resourcemanager" ] || return 0
  echo "yarn.resourcemanager.hostname=$resourcemanager"
  echo "yarn.resourcemanager.webapp.address=$resourcemanager:$key_resourcemanager_ui_port"
}

# Logs of containers leave the node when their application ends, and HDFS after a week.
print_log_properties() {
  cat <<'PROPERTIES'
yarn.log-aggregation-enable=true
yarn.log-aggregation.retain-seconds=604800
yarn.nodemanager.remote-app-log-dir=/app-logs
PROPERTIES
  historyserver=$(host_of historyserver)
  [ -z "$historyserver" ] || echo "yarn.log.server.url=http://$historyserver:$key_historyserver_ui_port/jobhistory/logs"
}

print_resourcemanager_properties() {
  cat <<PROPERTIES
yarn.resourcemanager.bind-host=0.0.0.0
yarn.resourcemanager.max-completed-applications=200
yarn.scheduler.minimum-allocation-mb=$key_yarn_min_allocation_mb
yarn.scheduler.maximum-allocation-mb=$key_yarn_max_allocation_mb
yarn.node-attribute.fs-store.root-dir=file://$BRAMBLE_COMMON/yarn/node-attributes
yarn.resourcemanager.nodes.exclude-path=$BRAMBLE_COMMON/yarn/exclude
yarn.resourcemanager.decommissioning-nodes-watcher.poll-interval-secs=3
PROPERTIES
}

# What a program touches but does not use counts as virtual memory, and Java touches much. A card is full before it is
# full: above 95 %, or with less than 256 MB left, a node gets no more containers.
print_nodemanager_properties() {
  cat <<PROPERTIES
yarn.nodemanager.hostname=$(this_node)
yarn.nodemanager.bind-host=0.0.0.0
yarn.nodemanager.address=$(this_node):$key_nodemanager_port
yarn.nodemanager.webapp.address=$(this_node):$key_nodemanager_ui_port
yarn.nodemanager.resource.memory-mb=$key_yarn_memory_mb
yarn.nodemanager.resource.cpu-vcores=$key_yarn_cores
yarn.nodemanager.pmem-check-enabled=true
yarn.nodemanager.vmem-check-enabled=false
yarn.nodemanager.local-dirs=$BRAMBLE_COMMON/yarn/local
yarn.nodemanager.log-dirs=$BRAMBLE_COMMON/yarn/logs
yarn.nodemanager.localizer.cache.target-size-mb=1024
yarn.nodemanager.disk-health-checker.max-disk-utilization-per-disk-percentage=95
yarn.nodemanager.disk-health-checker.min-free-space-per-disk-mb=256
yarn.nodemanager.aux-services=mapreduce_shuffle
PROPERTIES
}

# A job's client may be on a node of the other packaging, so a container takes all places from the node it runs on.
# PATH is forced, and whole: a container starts with it as it stands here, and its bash has one of its own already.
print_container_properties() {
  cat <<PROPERTIES
yarn.nodemanager.env-whitelist=$(container_variables | tr '\n' ',' | sed 's/,$//')
yarn.nodemanager.admin-env=MALLOC_ARENA_MAX=2,LD_LIBRARY_PATH=$(java_libraries),JDK_JAVA_OPTIONS=$(trust_words)
yarn.nodemanager.force.path=$BRAMBLE_ROOT/bin:/usr/local/bin:/usr/bin:/bin
yarn.nodemanager.user-home-dir=$BRAMBLE_COMMON/home
PROPERTIES
}

container_variables() {
  cat <<'NAMES'
BRAMBLE_COMMON
CLASSPATH_PREPEND_DISTCACHE
HADOOP_COMMON_HOME
HADOOP_CONF_DIR
HADOOP_HDFS_HOME
HADOOP_HOME
HADOOP_MAPRED_HOME
HADOOP_USER_NAME
HADOOP_YARN_HOME
JAVA_HOME
LANG
PATH
PYTHONPYCACHEPREFIX
TZ
NAMES
}

# One queue. Half of a small cluster may be masters of applications; upstream's tenth would be less than one. What the
# user says about queues comes last here too, for this file is read after yarn-site.xml.
print_scheduler() {
  cat <<'PROPERTIES'
yarn.scheduler.capacity.root.queues=default
yarn.scheduler.capacity.root.default.capacity=100
yarn.scheduler.capacity.root.default.maximum-capacity=100
yarn.scheduler.capacity.maximum-am-resource-percent=0.5
PROPERTIES
  print_extra "$key_extra_yarn_site" | grep '^yarn\.scheduler\.capacity\.' || :
}
