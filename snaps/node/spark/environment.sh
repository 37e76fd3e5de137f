# shellcheck shell=sh
# What Spark's programs find in their environment. Executors inherit it from the worker.

use_environment() {
  JAVA_HOME=$BRAMBLE_ROOT/usr/lib/jvm/java-17-openjdk
  SPARK_HOME=$BRAMBLE_ROOT/spark
  SPARK_CONF_DIR=$BRAMBLE_DATA/conf/$1
  SPARK_SCALA_VERSION=$(scala_version)
  SPARK_LOCAL_DIRS=$BRAMBLE_COMMON/local
  SPARK_WORKER_DIR=$BRAMBLE_COMMON/work
  SPARK_LOCAL_HOSTNAME=$(node_name)
  SPARK_PUBLIC_DNS=$SPARK_LOCAL_HOSTNAME
  PYSPARK_PYTHON=bramble-python
  PYSPARK_DRIVER_PYTHON=bramble-python
  PYTHONPYCACHEPREFIX=$BRAMBLE_COMMON/cache/python
  SPARK_LAUNCHER_OPTS="$(java_words | tr '\n' ' ') -XX:TieredStopAtLevel=1"
  HOME=$BRAMBLE_COMMON/home
  PATH=$BRAMBLE_ROOT/bin:$PATH
  LD_LIBRARY_PATH=$(java_libraries)
  # Read by the JVMs of executors, whose command line comes from a driver that may be on a node of the other packaging.
  JDK_JAVA_OPTIONS="$(trust_words)"
  export JAVA_HOME SPARK_HOME SPARK_CONF_DIR SPARK_SCALA_VERSION SPARK_LOCAL_DIRS SPARK_WORKER_DIR
  export SPARK_LOCAL_HOSTNAME SPARK_PUBLIC_DNS
  export PYSPARK_PYTHON PYSPARK_DRIVER_PYTHON PYTHONPYCACHEPREFIX SPARK_LAUNCHER_OPTS HOME PATH LD_LIBRARY_PATH
  [ "$1" != worker ] || export JDK_JAVA_OPTIONS
  # More files and sockets than a service usually gets; where that is not allowed, what there is must do.
  # shellcheck disable=SC3045
  { ulimit -n "$(ulimit -H -n)"; } 2>/dev/null || :
}

# Such as 2.13, by the names of the jars. Without it a worker starts no executor.
scala_version() {
  for jar in "$SPARK_HOME"/jars/spark-core_*.jar; do
    version=${jar##*/spark-core_}
    echo "${version%%-*}"
  done
}

# Two libraries that Java alone uses, and the C++ runtime where the system has none.
java_libraries() {
  for library in /usr/lib/*/libstdc++.so.6; do
    [ -e "$library" ] || printf '%s:' "$BRAMBLE_ROOT/lib/fallback"
  done
  printf '%s' "$BRAMBLE_ROOT/lib/java"
}

# For every JVM on the node: small and quiet. The diagnostic ones, and no look at control groups, spare the system log
# the denials of a confined program.
java_words() {
  cat <<WORDS
-XX:+UseSerialGC
-XX:-UsePerfData
-XX:+ExitOnOutOfMemoryError
-XX:-UseContainerSupport
-XX:+UnlockDiagnosticVMOptions
-XX:-DumpPrivateMappingsInCore
-XX:-DumpSharedMappingsInCore
-Duser.home=$BRAMBLE_COMMON/home
-Dderby.system.home=$BRAMBLE_COMMON/home/derby
WORDS
  module_words
}

# An executor may be on a node of the other packaging, so nothing here names a place.
executor_java_words() {
  java_words | grep '^-XX:'
}

trust_words() { echo "-Djavax.net.ssl.trustStore=$BRAMBLE_COMMON/cache/cacerts"; }

# The machine's certificates as Java reads them, made again when they changed.
make_trust_store() {
  bundle=/etc/ssl/certs/ca-certificates.crt
  store=$BRAMBLE_COMMON/cache/cacerts
  if [ ! -r "$bundle" ] || [ -n "$(find "$store" -newer "$bundle" 2>/dev/null)" ]; then return; fi
  bramble-python "$BRAMBLE_ROOT/node/python/trust_store.py" "$bundle" | write_file 644 "$store"
}

# What Spark opens in Java 17, as its own launcher does.
module_words() {
  for package in java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util \
    java.util.concurrent java.util.concurrent.atomic jdk.internal.ref sun.nio.ch sun.nio.cs sun.security.action \
    sun.util.calendar; do
    echo "--add-opens=java.base/$package=ALL-UNNAMED"
  done
  cat <<WORDS
--add-opens=java.security.jgss/sun.security.krb5=ALL-UNNAMED
-Dio.netty.tryReflectionSetAccessible=true
-Dio.netty.allocator.type=pooled
-Dio.netty.handler.ssl.defaultEndpointVerificationAlgorithm=NONE
WORDS
}
