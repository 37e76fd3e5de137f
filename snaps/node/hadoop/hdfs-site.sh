# shellcheck shell=sh disable=SC2154
# hdfs-site.xml.

# The first part is read by whatever writes files: commands, containers, and the NameNode, which tells it to others.
# With few DataNodes there is none to take the place of one that fails; a write then goes on with those that are left.
print_hdfs() {
  cat <<PROPERTIES
dfs.replication=$key_hdfs_replication
dfs.blocksize=${key_hdfs_block_size_mb}m
dfs.client.block.write.replace-datanode-on-failure.best-effort=true
dfs.namenode.support.allow.format=false
PROPERTIES
  case $1 in
    namenode) print_namenode_properties ;;
    secondarynamenode) print_secondarynamenode_properties ;;
    datanode) print_datanode_properties ;;
    client) print_namenode_page ;;
  esac
  print_extra "$key_extra_hdfs_site"
}

print_namenode_page() {
  [ -z "$(host_of namenode)" ] || echo "dfs.namenode.http-address=$(host_of namenode):$key_namenode_ui_port"
}

# At home nothing answers questions about addresses, so DataNodes are not turned away for theirs. The extension of safe
# mode is meant for thousands of them. One that was switched off is last in line long before it counts as dead. Who is to
# leave, or is away for a while, stands in a file that outlives restarts; a few DataNodes are looked over quickly.
print_namenode_properties() {
  print_namenode_page
  cat <<PROPERTIES
dfs.namenode.rpc-bind-host=0.0.0.0
dfs.namenode.http-bind-host=0.0.0.0
dfs.namenode.name.dir=$(list_name_folders | as_uris)
dfs.namenode.datanode.registration.ip-hostname-check=false
dfs.namenode.safemode.extension=3000
dfs.namenode.avoid.read.stale.datanode=true
dfs.namenode.avoid.write.stale.datanode=true
dfs.namenode.hosts.provider.classname=org.apache.hadoop.hdfs.server.blockmanagement.CombinedHostFileManager
dfs.hosts=$hdfs/hosts.json
dfs.namenode.decommission.interval=3
PROPERTIES
}

print_secondarynamenode_properties() {
  print_namenode_page
  cat <<PROPERTIES
dfs.namenode.secondary.http-address=0.0.0.0:$key_secondarynamenode_ui_port
dfs.namenode.checkpoint.dir=$(list_secondary_folders | as_uris)
PROPERTIES
}

# A block that is acknowledged is on the disk, not only in memory: Pis lose power. How full the disk is follows from the
# blocks themselves, so that no program reads the whole card for it. What is reserved is all that stays free: upstream
# keeps another GB, and then says that there is space which it does not use.
print_datanode_properties() {
  cat <<PROPERTIES
dfs.datanode.address=0.0.0.0:$key_datanode_port
dfs.datanode.ipc.address=0.0.0.0:$key_datanode_ipc_port
dfs.datanode.http.address=0.0.0.0:$key_datanode_ui_port
dfs.datanode.hostname=$(this_node)
dfs.datanode.data.dir=$(list_data_folders | as_uris)
dfs.datanode.du.reserved=$((key_hdfs_reserved_mb * 1048576))
dfs.datanode.round-robin-volume-choosing-policy.additional-available-space=0
dfs.datanode.synconclose=true
fs.getspaceused.classname=org.apache.hadoop.hdfs.server.datanode.fsdataset.impl.ReplicaCachingGetSpaceUsed
PROPERTIES
}
