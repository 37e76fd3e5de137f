# shellcheck shell=sh disable=SC2154
# Hadoop's configuration files, made from the settings each time something starts.
. "$BRAMBLE_ROOT/node/hadoop/addresses.sh"
. "$BRAMBLE_ROOT/node/hadoop/volumes.sh"
. "$BRAMBLE_ROOT/node/hadoop/hdfs-site.sh"
. "$BRAMBLE_ROOT/node/hadoop/yarn-site.sh"
. "$BRAMBLE_ROOT/node/hadoop/mapred-site.sh"

# Into the folder of one daemon, or of the commands, so that none reads what another is writing.
write_configuration() {
  for site in core hdfs yarn mapred; do
    "print_$site" "$1" | print_site | write_file 644 "$HADOOP_CONF_DIR/$site-site.xml"
  done
  print_scheduler | print_site | write_file 644 "$HADOOP_CONF_DIR/capacity-scheduler.xml"
  print_logging "$1" | write_file 644 "$HADOOP_CONF_DIR/log4j.properties"
}

# Lines NAME=VALUE as Hadoop's XML. Of two with one name the last one wins.
print_site() {
  sed 's/&/\&amp;/g; s/</\&lt;/g; s/>/\&gt;/g' | awk '
    BEGIN { print "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<configuration>" }
    index($0, "=") {
      at = index($0, "=")
      printf "<property><name>%s</name><value>%s</value></property>\n", substr($0, 1, at - 1), substr($0, at + 1)
    }
    END { print "</configuration>" }'
}

# A path in a job's configuration is read on other nodes, of the other packaging too: so its beginning is a variable.
print_core() {
  namenode=$(host_of namenode)
  [ -z "$namenode" ] || echo "fs.defaultFS=hdfs://$namenode:$key_namenode_port"
  cat <<'PROPERTIES'
hadoop.tmp.dir=${env.BRAMBLE_COMMON}/tmp
fs.trash.interval=1440
PROPERTIES
  # No node has the cluster's user in its passwd(5).
  echo "hadoop.user.group.static.mapping.overrides=dr.who=;$HADOOP_USER_NAME=supergroup"
  # A machine that is switched off would hold a command up for a quarter of an hour.
  [ "$1" != client ] || echo 'ipc.client.connect.max.retries.on.timeouts=3'
  print_extra "$key_extra_core_site"
}

print_extra() { [ -z "$1" ] || printf '%s\n' "$1"; }

# What the daemons log is kept by the journal. What is asked of the web pages and of HDFS, each time, is no news.
print_logging() {
  case $1 in
    client) level=INFO ;;
    *) level=$(echo "$key_log_level" | tr '[:lower:]' '[:upper:]') ;;
  esac
  cat <<LOGGING
log4j.rootLogger=$level,stderr
log4j.appender.stderr=org.apache.log4j.ConsoleAppender
log4j.appender.stderr.target=System.err
log4j.appender.stderr.layout=org.apache.log4j.PatternLayout
log4j.appender.stderr.layout.ConversionPattern=%d{yy/MM/dd HH:mm:ss} %p %c{1}: %m%n
log4j.logger.org.apache.hadoop.util.NativeCodeLoader=ERROR
log4j.logger.org.apache.hadoop.metrics2=ERROR
log4j.logger.org.apache.hadoop.security.authentication.server.AuthenticationFilter=ERROR
log4j.logger.org.apache.hadoop.hdfs.server.namenode.FSNamesystem.audit=WARN
log4j.logger.org.apache.hadoop.hdfs.server.datanode.DataNode.clienttrace=WARN
log4j.logger.BlockStateChange=WARN
log4j.logger.SecurityLogger=WARN
log4j.logger.http.requests=WARN
LOGGING
}
