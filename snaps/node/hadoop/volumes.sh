# shellcheck shell=sh disable=SC2154
# The folders of HDFS, and the record of those that have held this node's data: lines KIND PATH VOLUME. A file in the
# folder itself says which volume it is, so that a disk that is not mounted is told from one that is empty.
hdfs=$BRAMBLE_COMMON/hdfs
volume_file=bramble-volume
unfinished=bramble-format

list_name_folders() { list_folders "$key_hdfs_name_dirs" name; }
list_data_folders() { list_folders "$key_hdfs_data_dirs" data; }
list_secondary_folders() { list_folders '' secondary; }

# Those that the user set, each once and without idle slashes, or the node's own.
list_folders() {
  printf '%s\n' "${1:-$hdfs/$2}" | sed 's,//*,/,g; s,/$,,' | awk '!seen[$0]++'
}

# One path on each line as one list of URIs.
as_uris() { sed 's,^,file://,' | tr '\n' ',' | sed 's/,$//'; }

# Volume that was in a folder when it was last used; nothing where it never was.
recorded_volume() {
  [ ! -f "$hdfs/volumes" ] || awk -v path="$1" '$2 == path { print $3; exit }' "$hdfs/volumes"
}

# Every folder that ever held this node's data.
list_recorded() {
  [ ! -f "$hdfs/volumes" ] || awk '{ print $2 }' "$hdfs/volumes"
}

# Volume, or with `cluster` file system, that a folder's own file names.
named_volume() {
  [ -f "$1/$volume_file" ] || return 0
  read -r volume cluster <"$1/$volume_file" || :
  if [ "${2:-}" = cluster ]; then echo "${cluster:-}"; else echo "${volume:-}"; fi
}

# Writes the folder's file where it has none, or where an empty folder had another file system's, and the record.
take_volume() {
  volume=$(named_volume "$2")
  if [ -z "$volume" ] || [ "$(named_volume "$2" cluster)" != "$key_hdfs_cluster_id" ]; then
    volume=${volume:-$(tr -d - </proc/sys/kernel/random/uuid)}
    said=$(echo "$volume $key_hdfs_cluster_id" | write_file 644 "$2/$volume_file" 2>&1) || refuse_write "$2" "$said"
  fi
  grep -Fxqs "$1 $2 $volume" "$hdfs/volumes" || echo "$1 $2 $volume" >>"$hdfs/volumes"
}

# One value of the VERSION that Hadoop keeps in a folder in use; nothing where there is none.
version_of() {
  [ ! -f "$1/current/VERSION" ] || sed -n "s/^$2=//p" "$1/current/VERSION"
}

# Whether nothing is in a folder that anybody could miss.
is_empty() {
  [ -z "$(entries_of "$1")" ]
}

# Some names of what is in it. What was cut off before there was any data is nothing.
entries_of() {
  nothing=current
  [ -z "$(find "$1/current" ! -type d 2>/dev/null | head -n 1)" ] || nothing=
  # Names are shown, not used.
  # shellcheck disable=SC2010
  ls -A "$1" | grep -Fxv -e "$volume_file" -e lost+found -e in_use.lock -e "$unfinished" -e "${nothing:-$unfinished}" |
    head -n 3 | tr '\n' ' '
}
