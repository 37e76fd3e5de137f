# shellcheck shell=sh
# What Hadoop's programs find in their environment. YARN's containers inherit the part that configuration.sh names.

. "$BRAMBLE_ROOT/node/lib/identity.sh"

use_environment() {
  use_java
  PATH=$BRAMBLE_ROOT/node/hadoop/bin:$PATH
  HADOOP_HOME=$BRAMBLE_ROOT/hadoop
  HADOOP_COMMON_HOME=$HADOOP_HOME
  HADOOP_HDFS_HOME=$HADOOP_HOME
  HADOOP_YARN_HOME=$HADOOP_HOME
  HADOOP_MAPRED_HOME=$HADOOP_HOME
  HADOOP_CONF_DIR=$BRAMBLE_DATA/conf/$1
  LD_LIBRARY_PATH=$HADOOP_HOME/lib/native:$LD_LIBRARY_PATH
  export HADOOP_HOME HADOOP_COMMON_HOME HADOOP_HDFS_HOME HADOOP_YARN_HOME HADOOP_MAPRED_HOME HADOOP_CONF_DIR
  # Each thread that asks the C library for memory would otherwise get a pool of 64 MB of its own.
  MALLOC_ARENA_MAX=2
  export MALLOC_ARENA_MAX
}

# As upstream lays it out. Folders stand in it too, for the web pages below them.
class_path() {
  share=$BRAMBLE_ROOT/hadoop/share/hadoop
  printf '%s' "$HADOOP_CONF_DIR"
  for part in common hdfs yarn mapreduce; do
    printf ':%s' "$share/$part" "$share/$part/lib/*" "$share/$part/*"
  done
  printf ':%s' "$share/yarn/timelineservice/*" "$share/yarn/timelineservice/lib/*" "$share/tools/lib/*"
}

# For the JVMs of this node.
java_words() {
  jvm_words
  cat <<WORDS
-Duser.home=$BRAMBLE_COMMON/home
-Djava.library.path=$BRAMBLE_ROOT/hadoop/lib/native
-Djava.net.preferIPv4Stack=true
-Dhadoop.home.dir=$BRAMBLE_ROOT/hadoop
WORDS
  open_words java.io java.lang java.math java.net java.text java.util java.util.concurrent java.util.zip \
    sun.security.util sun.security.x509
}
