# shellcheck shell=sh disable=SC2154
# How each daemon is started.

# Class and arguments.
daemon_words() {
  case $1 in
    master)
      echo org.apache.spark.deploy.master.Master \
        --host "$(usable_name "$(node_name)")" --port "$key_master_port" --webui-port "$key_master_ui_port"
      ;;
    worker)
      echo org.apache.spark.deploy.worker.Worker \
        --host "$(usable_name "$(node_name)")" --port "$key_worker_port" --webui-port "$key_worker_ui_port" \
        --cores "$key_worker_cores" --memory "${key_worker_memory_mb}M" \
        --work-dir "$BRAMBLE_COMMON/work" "$(master_url)"
      ;;
    history-server)
      echo org.apache.spark.deploy.history.HistoryServer
      ;;
    connect)
      echo org.apache.spark.deploy.SparkSubmit \
        --class org.apache.spark.sql.connect.service.SparkConnectServer --name Connect spark-internal
      ;;
  esac
}

# Spark Connect is the driver of what its clients ask for.
heap_words() {
  case $1 in
    connect) echo "-Xmx${key_driver_memory_mb}m" ;;
    *) echo "-Xmx${key_daemon_heap_mb}m" ;;
  esac
}

master_url() { echo "spark://$(usable_name "$key_master_host"):$key_master_port"; }

# Everything that a running daemon depends on but the secret itself: where it differs, the daemon must be restarted.
describe_daemon() {
  heap_words "$1"
  daemon_words "$1"
  print_properties "$1"
  print_logging "$1"
}
