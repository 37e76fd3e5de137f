# shellcheck shell=sh
# The one user that all daemons, commands and containers are to HDFS and YARN, whatever user the system runs them as,
# which differs between the packagings. It owns the file system: never change it.
HADOOP_USER_NAME=hadoop
export HADOOP_USER_NAME
