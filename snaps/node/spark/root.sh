# shellcheck shell=sh
# What root does before anything of Spark starts as the service user.

prepare_as_root() { make_folders; }

reason_for_sudo() { echo "the cluster's shared secret is readable by the user $BRAMBLE_USER only"; }

# Nothing yet where a node has roles and no secret: snapd shows what it waits for.
report_health() {
  if [ -n "$key_roles" ] && [ ! -s "$BRAMBLE_COMMON/secret/authenticate" ]; then
    snapctl set-health waiting --code=no-secret 'the shared secret is not there yet'
  else
    snapctl set-health okay
  fi
}
