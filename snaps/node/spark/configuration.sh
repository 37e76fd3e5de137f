# shellcheck shell=sh disable=SC2154
# Spark's configuration files, made from the settings each time something starts.
. "$BRAMBLE_ROOT/node/spark/hadoop.sh"

# Into the folder of one daemon, or of the commands, so that none reads what another is writing. On YARN an application
# takes its configuration along through HDFS, and has a secret of its own: the cluster's stays here.
write_configuration() {
  mkdir -p "$HADOOP_CONF_DIR"
  print_core_site | write_file 644 "$HADOOP_CONF_DIR/core-site.xml"
  read_secret
  {
    print_properties "$1"
    [ -n "${for_yarn:-}" ] || printf 'spark.authenticate.secret=%s\n' "$secret"
  } | write_file 600 "$SPARK_CONF_DIR/spark-defaults.conf"
  print_logging "$1" | write_file 644 "$SPARK_CONF_DIR/log4j2.properties"
}

# All properties but the secret. The first line makes a change of secret a change of what is printed. A node that is to
# leave is told so: its executors end their tasks, get no others, and hand on what they hold.
print_properties() {
  cat <<PROPERTIES
# secret ${key_secret_id:-unnamed}
spark.authenticate=true
spark.decommission.enabled=true
spark.storage.decommission.enabled=true
PROPERTIES
  case $1 in
    master) print_master_properties ;;
    worker) print_worker_properties ;;
    history-server) print_history_properties ;;
    connect) print_client_properties && print_sharing_properties && echo "spark.connect.grpc.binding.port=$key_connect_port" ;;
    interactive) print_client_properties && print_sharing_properties ;;
    client) print_client_properties ;;
  esac
  print_extra_properties
}

# What runs goes on when a master comes back: it answers at once, and what has ended meanwhile never does. What one has
# noted, only the same Spark can read.
print_master_properties() {
  for core in "$BRAMBLE_ROOT"/spark/jars/spark-core_*.jar; do :; done
  core=${core##*-}
  cat <<PROPERTIES
spark.master.rest.enabled=false
spark.deploy.recoveryMode=FILESYSTEM
spark.deploy.recoveryTimeout=20s
spark.deploy.recoveryDirectory=$BRAMBLE_COMMON/recovery/${core%.jar}
PROPERTIES
}

print_worker_properties() {
  cat <<PROPERTIES
spark.worker.cleanup.enabled=true
spark.worker.cleanup.appDataTtl=259200
spark.shuffle.service.db.backend=ROCKSDB
PROPERTIES
}

print_history_properties() {
  cat <<PROPERTIES
spark.history.ui.port=$key_history_port
spark.history.fs.logDirectory=file:$BRAMBLE_COMMON/events
spark.history.fs.cleaner.enabled=true
spark.history.fs.cleaner.maxAge=14d
spark.history.store.hybridStore.diskBackend=ROCKSDB
PROPERTIES
}

# For whatever has a driver on this node.
print_client_properties() {
  [ -z "$key_master_host" ] || echo "spark.master=$(master_url)"
  cat <<PROPERTIES
spark.driver.host=$(node_name)
spark.driver.bindAddress=0.0.0.0
spark.driver.memory=${key_driver_memory_mb}m
spark.executor.memory=${key_executor_memory_mb}m
spark.driver.defaultJavaOptions=$(java_words | tr '\n' ' ')$(trust_words)
spark.executor.defaultJavaOptions=$(jvm_words | tr '\n' ' ')
spark.eventLog.enabled=true
spark.eventLog.dir=file:$BRAMBLE_COMMON/events
spark.sql.warehouse.dir=$(warehouse)
spark.jars.ivy=$BRAMBLE_COMMON/home/ivy
PROPERTIES
  print_hdfs_properties
  print_yarn_properties
}

# Tables belong where every node finds them.
warehouse() {
  if [ -n "$key_namenode_host" ]; then echo "$(hdfs_url)/user/$HADOOP_USER_NAME/warehouse"; else echo "file:$BRAMBLE_COMMON/home/warehouse"; fi
}

# Something that stays open gives executors back while nobody uses it, so that others get their turn.
print_sharing_properties() {
  cat <<PROPERTIES
spark.dynamicAllocation.enabled=true
spark.dynamicAllocation.shuffleTracking.enabled=true
spark.dynamicAllocation.executorIdleTimeout=60s
PROPERTIES
}

# A backslash would mean something else in a properties file.
print_extra_properties() {
  [ -z "$key_extra_spark_defaults" ] || printf '%s\n' "$key_extra_spark_defaults" | sed 's/\\/\\\\/g'
}

# Sets `secret`.
read_secret() {
  secret_file=$BRAMBLE_COMMON/secret/authenticate
  [ -s "$secret_file" ] || fail "the cluster's shared secret is missing: there is no $secret_file"
  IFS= read -r secret <"$secret_file" || :
  case $secret in
    '' | *[!A-Za-z0-9+/=_-]*) fail "$secret_file must hold one line of letters, digits and + / = _ -" ;;
  esac
}

# Daemons log as the settings say, and the journal keeps it; what a person reads on a terminal is warnings.
print_logging() {
  case $1 in
    client | interactive) level=warn ;;
    *) level=$key_log_level ;;
  esac
  cat <<LOGGING
rootLogger.level = $level
rootLogger.appenderRef.stderr.ref = stderr
appender.stderr.type = Console
appender.stderr.name = stderr
appender.stderr.target = SYSTEM_ERR
appender.stderr.layout.type = PatternLayout
appender.stderr.layout.pattern = %d{yy/MM/dd HH:mm:ss} %p %c{1}: %m%n%ex
logger.native.name = org.apache.hadoop.util.NativeCodeLoader
logger.native.level = error
LOGGING
}
