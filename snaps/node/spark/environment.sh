# shellcheck shell=sh
# What Spark's programs find in their environment. Executors inherit it from the worker.
. "$BRAMBLE_ROOT/node/lib/identity.sh"

use_environment() {
  use_java
  SPARK_HOME=$BRAMBLE_ROOT/spark
  SPARK_CONF_DIR=$BRAMBLE_DATA/conf/$1
  # Spark asks for it where YARN is the master, and sends what is in it along: all that is needed is in its properties.
  HADOOP_CONF_DIR=$SPARK_CONF_DIR/hadoop
  SPARK_SCALA_VERSION=$(scala_version)
  SPARK_LOCAL_DIRS=$BRAMBLE_COMMON/local
  SPARK_WORKER_DIR=$BRAMBLE_COMMON/work
  SPARK_LOCAL_HOSTNAME=$(node_name)
  SPARK_PUBLIC_DNS=$SPARK_LOCAL_HOSTNAME
  PYSPARK_PYTHON=bramble-python
  PYSPARK_DRIVER_PYTHON=bramble-python
  SPARK_LAUNCHER_OPTS="$(java_words | tr '\n' ' ') -XX:TieredStopAtLevel=1"
  # Read by the JVMs of executors, whose command line comes from a driver that may be on a node of the other packaging.
  JDK_JAVA_OPTIONS="$(trust_words)"
  export SPARK_HOME SPARK_CONF_DIR HADOOP_CONF_DIR SPARK_SCALA_VERSION SPARK_LOCAL_DIRS SPARK_WORKER_DIR
  export SPARK_LOCAL_HOSTNAME SPARK_PUBLIC_DNS PYSPARK_PYTHON PYSPARK_DRIVER_PYTHON SPARK_LAUNCHER_OPTS
  [ "$1" != worker ] || export JDK_JAVA_OPTIONS
}

# Such as 2.13, by the names of the jars. Without it a worker starts no executor.
scala_version() {
  for jar in "$SPARK_HOME"/jars/spark-core_*.jar; do
    version=${jar##*/spark-core_}
    echo "${version%%-*}"
  done
}

# For the JVMs of this node. An executor may be on a node of the other packaging, and is given jvm_words only.
java_words() {
  jvm_words
  cat <<WORDS
-Duser.home=$BRAMBLE_COMMON/home
-Dderby.system.home=$BRAMBLE_COMMON/home/derby
WORDS
  module_words
}

# What Spark opens in Java 17, as its own launcher does.
module_words() {
  open_words java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util \
    java.util.concurrent java.util.concurrent.atomic jdk.internal.ref sun.nio.ch sun.nio.cs sun.security.action \
    sun.util.calendar
  cat <<WORDS
--add-opens=java.security.jgss/sun.security.krb5=ALL-UNNAMED
-Dio.netty.tryReflectionSetAccessible=true
-Dio.netty.allocator.type=pooled
-Dio.netty.handler.ssl.defaultEndpointVerificationAlgorithm=NONE
WORDS
}
