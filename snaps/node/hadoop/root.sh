# shellcheck shell=sh disable=SC2154
# What root does before anything of Hadoop starts as the service user.
. "$BRAMBLE_ROOT/node/hadoop/volumes.sh"

prepare_as_root() {
  make_folders
  case $1 in namenode | datanode) make_disk_folders "$1" ;; esac
}

# One that held data is not made again: its disk is not mounted. The daemon itself says what is wrong with a folder.
make_disk_folders() {
  load_settings
  for folder in $(list_"${1%node}"_folders); do
    [ -d "$folder" ] || [ -n "$(recorded_volume "$folder")" ] || give_folder "$folder" 2>/dev/null || :
  done
}

reason_for_sudo() { echo "all commands act as one user of the cluster, whose settings only root and $BRAMBLE_USER read"; }

report_health() { snapctl set-health okay; }
