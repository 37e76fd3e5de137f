# shellcheck shell=sh disable=SC2154
# When the NameNode may start, and when it may make a file system: once, where none has ever been.

guard_namenode() {
  must_have_cluster_id
  take_turn
  for folder in $(list_name_folders); do must_be_usable "$folder" NAME_NODE; done
  must_agree_with_record
  if [ -n "$(list_full)" ]; then
    must_agree
    must_miss_no_copy
  else
    must_be_first
  fi
  for folder in $(list_name_folders); do take_volume name "$folder"; done
  [ -n "$(list_full)" ] || create_file_system
  record_file_system
  record_version
  exec 9>&-
}

# A second one that is started by mistake must not look at folders that the first is filling.
take_turn() {
  exec 9>"$hdfs/lock"
  flock -n 9 || fail 'another NameNode is starting on this node'
}

list_full() {
  for folder in $(list_name_folders); do
    [ -z "$(version_of "$folder" clusterID)" ] || echo "$folder"
  done
}

must_agree_with_record() {
  [ -s "$hdfs/created" ] || return 0
  read -r created <"$hdfs/created" || :
  [ "$created" = "$key_hdfs_cluster_id" ] ||
    fail "the file system $created was created on this node, but hdfs.cluster-id is $key_hdfs_cluster_id (see $hdfs/created)"
  [ -n "$(list_full)" ] ||
    fail "$(list_name_folders | tr '\n' ' ')holds no metadata, but the file system $created was created here (see $hdfs/created); mount its disk or put its metadata back"
}

# Copies of one file system's metadata.
must_agree() {
  for value in clusterID namespaceID blockpoolID; do
    found=$(for folder in $(list_full); do version_of "$folder" "$value"; done | sort -u)
    [ "$(printf '%s\n' "$found" | wc -l)" -eq 1 ] ||
      fail "the folders of the NameNode hold different file systems ($(list_full | tr '\n' ' ')disagree about $value)"
  done
}

# A folder that is new is filled by the NameNode from the others. One that was used has lost its copy.
must_miss_no_copy() {
  [ -s "$hdfs/created" ] || return 0
  for folder in $(list_name_folders); do
    [ -z "$(recorded_volume "$folder")" ] || [ -n "$(version_of "$folder" clusterID)" ] ||
      fail "$folder has lost its copy of the metadata, which $(list_full | head -n 1) still has; $(how_to_replace "$folder")"
  done
}

must_be_first() {
  [ -n "$key_hdfs_create_id" ] ||
    fail "there is no file system in $(list_name_folders | tr '\n' ' ')and this node was not told to create one (hdfs.create-id)"
  [ "$key_hdfs_create_id" = "$key_hdfs_cluster_id" ] ||
    fail "hdfs.create-id is $key_hdfs_create_id, but hdfs.cluster-id is $key_hdfs_cluster_id: nothing is created"
  for folder in $(list_data_folders) $(list_recorded); do
    [ "$(version_of "$folder" clusterID)" != "$key_hdfs_cluster_id" ] ||
      fail "$folder holds data of the file system $key_hdfs_cluster_id, so there is one: nothing is created"
  done
}

# Made aside and moved in one step, so that whatever happens meanwhile leaves either no file system or a whole one.
create_file_system() {
  for folder in $(list_name_folders); do
    # What an attempt left that was cut off: it was never in use.
    rm -rf "${folder:?}/$unfinished"
    mkdir "$folder/$unfinished"
  done
  say "creating the file system $key_hdfs_cluster_id"
  run_format </dev/null >&2 || fail "the file system could not be created"
  sync
  for folder in $(list_name_folders); do
    mv -T "$folder/$unfinished/current" "$folder/current"
    rm -rf "${folder:?}/$unfinished"
  done
}

# Whose metadata an older Hadoop may not be able to read. It outlives the program, as the data does.
record_version() {
  version=$(sed -n 's/^version: *//p' "$BRAMBLE_ROOT/meta/snap.yaml")
  [ "$(cat "$hdfs/version" 2>/dev/null)" = "$version" ] || echo "$version" | write_file 644 "$hdfs/version"
}

run_format() {
  # The words hold no blanks but those between them.
  # shellcheck disable=SC2046
  "$JAVA_HOME/bin/java" -cp "$(class_path)" $(java_words) $(heap_words namenode) \
    org.apache.hadoop.hdfs.server.namenode.NameNode \
    -D dfs.namenode.name.dir="$(list_name_folders | sed "s,\$,/$unfinished," | as_uris)" \
    -D dfs.namenode.support.allow.format=true \
    -format -clusterid "$key_hdfs_cluster_id" -nonInteractive 9>&-
}

# Only when the metadata has reached the disk: after a power failure the record must not speak of what is not there.
record_file_system() {
  [ ! -s "$hdfs/created" ] || return 0
  sync
  echo "$key_hdfs_cluster_id" | write_file 644 "$hdfs/created"
  sync
}
