# shellcheck shell=sh disable=SC2154
# Services of systemd and programs on PATH.

write_units() {
  for role in $(list_roles); do
    print_unit "$role" | write_file 644 "$units/$(unit_of "$role")"
  done
  systemctl daemon-reload
  mkdir -p /opt/bramble/bin
  write_file 755 /opt/bramble/bin/bramble-node <"$BRAMBLE_ROOT/node/bramble-node"
}

print_unit() {
  cat <<UNIT
[Unit]
Description=$BRAMBLE_PACKAGE $1
Wants=network-online.target
After=network-online.target

[Service]
User=$BRAMBLE_USER
ExecStartPre=+$opt/current/node/tarball/prepare $1
ExecStart=$opt/current/node/run $1
Restart=always
RestartSec=10
TimeoutStopSec=60
SuccessExitStatus=143
NoNewPrivileges=yes
ProtectSystem=full
ProtectHome=yes
PrivateTmp=yes

[Install]
WantedBy=multi-user.target
UNIT
}

# Each command of the payload's snap.yaml that is no daemon, under the name that it has in a snap.
write_programs() {
  mkdir -p "$programs"
  for name in $(list_commands); do
    printf '#!/bin/sh\nexec %s/current/node/run %s "$@"\n' "$opt" "$name" |
      write_file 755 "$programs/$BRAMBLE_PACKAGE.$name"
  done
}

list_commands() {
  sed -n 's/^    command: node\/run //p' "$BRAMBLE_ROOT/meta/snap.yaml" | grep -Fxv "$(list_roles)"
}

list_active() {
  list_services | awk '$3 == "active" { print $1 }'
}

stop_all() {
  for role in $1; do
    systemctl stop "$(unit_of "$role")"
  done
}

start_all() {
  for role in $1; do
    systemctl start "$(unit_of "$role")"
  done
}
