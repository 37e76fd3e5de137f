# shellcheck shell=sh disable=SC2154
# What a daemon makes sure of before it touches HDFS data. It refuses with one line; nothing here removes anything.

# What is to be looked at before a daemon starts: nothing but for those with folders of HDFS. Without its list of nodes
# that leave, neither NameNode nor ResourceManager would start.
guard() {
  case $1 in
    namenode)
      guard_namenode
      make_list "$hdfs/hosts.json" '[]'
      ;;
    datanode) guard_datanode ;;
    secondarynamenode) guard_secondarynamenode ;;
    resourcemanager) make_list "$BRAMBLE_COMMON/yarn/exclude" '' ;;
  esac
}

# An empty one where there is none, or where a power failure left nothing of it.
make_list() {
  [ -s "$1" ] || printf '%s' "$2" | write_file 644 "$1"
}

guard_datanode() {
  must_have_cluster_id
  for folder in $(list_data_folders); do must_be_usable "$folder" DATA_NODE; done
  for folder in $(list_data_folders); do take_volume data "$folder"; done
  tell_of_unused
}

# Blocks in a folder that was taken out of the settings are not lost, but with one copy their files cannot be read.
tell_of_unused() {
  for folder in $(list_recorded); do
    if [ "$(version_of "$folder" storageType)" = DATA_NODE ] && ! list_data_folders | grep -Fxq -e "$folder"; then
      say "warning: $folder still holds blocks and is not in hdfs.data-dirs: files with no other copy cannot be read"
    fi
  done
}

# Its folder is always the node's own; checkpoints may be the last copy of another file system's metadata.
guard_secondarynamenode() {
  [ -z "$key_hdfs_cluster_id" ] || must_be_of_cluster "$(list_secondary_folders)"
}

must_have_cluster_id() {
  [ -n "$key_hdfs_cluster_id" ] || fail 'hdfs.cluster-id is not set: this node does not know which file system is its own'
}

# A folder that can be written, is the volume it was, and holds nothing but what belongs to this file system.
must_be_usable() {
  must_be_there "$1"
  must_be_same_volume "$1"
  must_be_of_cluster "$1"
  must_be_of_kind "$1" "$2"
  must_hold_nothing_strange "$1"
  must_be_writable "$1"
}

must_be_there() {
  if [ ! -d "$1" ] && [ -n "$(recorded_volume "$1")" ]; then fail "$1 is not there: its disk is not mounted"; fi
  [ -d "$1" ] || fail "$1 is not there and cannot be made; $(how_to_give "$1")"
  said=$(LC_ALL=C ls -A "$1" 2>&1 >/dev/null) || fail "$1 cannot be read: ${said##*: }; $(how_to_give "$1")"
}

how_to_give() {
  echo "type: sudo install -d -o $BRAMBLE_USER -g root -m 0770 $1$(folder_hint)"
}

must_be_same_volume() {
  recorded=$(recorded_volume "$1")
  [ -n "$recorded" ] || return 0
  found=$(named_volume "$1")
  [ -n "$found" ] || fail "$1 is not mounted, or is another disk: its volume file is missing; $(how_to_replace "$1")"
  [ "$found" = "$recorded" ] || fail "$1 is another disk: it holds volume $found, not $recorded; $(how_to_replace "$1")"
}

how_to_replace() {
  echo "mount the right one, or, where it was replaced for good, take the line of $1 out of $hdfs/volumes"
}

must_be_of_cluster() {
  found=$(version_of "$1" clusterID)
  if [ -z "$found" ] && ! is_empty "$1"; then found=$(named_volume "$1" cluster); fi
  [ -z "$found" ] || [ "$found" = "$key_hdfs_cluster_id" ] ||
    fail "$1 holds data of the file system $found, but hdfs.cluster-id is $key_hdfs_cluster_id"
}

must_be_of_kind() {
  found=$(version_of "$1" storageType)
  [ -z "$found" ] || [ "$found" = "$2" ] || fail "$1 is used as a $found already; give each use a folder of its own"
}

# Other people's files, or what is left of a folder of HDFS that was damaged.
must_hold_nothing_strange() {
  [ -z "$(version_of "$1" clusterID)" ] || return 0
  is_empty "$1" || fail "$1 is not empty and holds no file system ($(entries_of "$1")...); look at it, and move it away or give HDFS a folder of its own"
}

# Appends nothing: only tries whether it could. A folder without the file is written to when it is taken.
must_be_writable() {
  [ -f "$1/$volume_file" ] || return 0
  said=$( (: >>"$1/$volume_file") 2>&1) || refuse_write "$1" "$said"
}

refuse_write() {
  case $2 in
    *'Read-only file system'*) fail "$1 is read-only: its disk is mounted so, or the system has found an error on it" ;;
  esac
  fail "$1 cannot be written by the user $BRAMBLE_USER: ${2##*: }; type: sudo chown $BRAMBLE_USER $1"
}
