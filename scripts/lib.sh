# shellcheck shell=sh disable=SC2034
# What scripts/test and scripts/demo share: a Node that is new enough, the npm packages, and the programs of the
# distribution. Everything can be run again and does only what is missing.

node_wanted='22.18.0'
cache_dir="${XDG_CACHE_HOME:-$HOME/.cache}/bramble/tools"

# One row a package: its Debian and Ubuntu name, a program that shows that it is there, and why.
packages_for_unit='
squashfs-tools    mksquashfs          packs and reads snaps
shellcheck        shellcheck          checks the shell scripts
openssh-client    ssh                 says what ~/.ssh/config means, to compare with
openssh-server    sshd                is what the SSH tests connect to, on loopback
python3           python3             passes files on from node to node, on loopback
groff-base        groff               reads the man page
'
packages_for_package='
chromium          chromium            shows the page to its tests
'
packages_for_demo='
debootstrap       debootstrap         makes the base image of virtual Pis
squashfs-tools    mksquashfs          packs and reads snaps
iproute2          ip                  makes the network of virtual Pis
openssh-client    ssh-keygen          makes the keys of virtual Pis
python3-pip       pip3                fetches Spark from the Python package registry
maven             mvn                 fetches Hadoop from the Maven repository
unzip             unzip               takes web pages out of jars of Hadoop
'
packages_for_test="$packages_for_unit$packages_for_package$packages_for_demo
qemu-user-static  qemu-aarch64-static shows that the arm64 Java runs
zsh               zsh                 completes command lines of bramble
fish              fish                does so too
bsdutils          script              makes the terminals of tests
"

say() { printf '==> %s\n' "$*"; }

fail() {
  printf 'error: %s\n' "$1" >&2
  [ $# -lt 2 ] || printf '  try: %s\n' "$2" >&2
  exit 1
}

# need_root WHY: stops here, and not in the middle, where root cannot be had.
need_root() {
  [ "$(id -u)" -eq 0 ] || { has_program sudo && { sudo -n true 2>/dev/null || { [ -t 0 ] && sudo -v; }; }; } ||
    fail "$1, which needs root" 'run it as root, or as a user who may use sudo'
}

# as_root COMMAND…: directly, or by sudo.
as_root() {
  need_root "this runs $1"
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -- "$@"; fi
}

# use_packages LIST: installs those whose program is not there.
use_packages() {
  names=''
  while read -r package program reason; do
    if [ -z "$package" ] || has_program "$program"; then continue; fi
    say "missing: $package ($reason)"
    names="$names $package"
  done <<LIST
$1
LIST
  [ -n "$names" ] || return 0
  has_program apt-get || fail "missing:$names" "install them with your distribution's package manager, then run this again"
  say "installing with apt-get:$names"
  as_root apt-get -qq update
  # Package names hold no blanks.
  # shellcheck disable=SC2086
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qqy -o Dpkg::Use-Pty=0 install --no-install-recommends $names >/dev/null
  case $names in *openssh-server*) keep_sshd_off ;; esac
}

# The tests start an sshd of their own; the machine's is not to open a port because of them.
keep_sshd_off() {
  if has_program systemctl; then
    as_root systemctl disable --quiet --now ssh.service ssh.socket 2>/dev/null || true
  fi
}

# Administrators' programs are there even where their folder is not on a user's PATH.
has_program() {
  command -v "$1" >/dev/null || [ -x "/usr/sbin/$1" ]
}

# use_node: puts a Node that runs TypeScript sources first on PATH.
use_node() {
  command -v npm >/dev/null || fail 'npm is not installed' 'apt-get install npm'
  if ! node_is_new_enough; then
    say "Node $(node --version) is older than $node_wanted: using the npm package node@24"
    [ -x "$cache_dir/node24/node_modules/node/bin/node" ] ||
      npm install --no-audit --no-fund --loglevel=error --prefix "$cache_dir/node24" node@24
    PATH="$cache_dir/node24/node_modules/node/bin:$PATH"
    export PATH
    node_is_new_enough || fail 'the npm package node@24 did not bring a working Node' "rm -r $cache_dir/node24 and run this again"
  fi
}

node_is_new_enough() {
  node -e '
    const [major, minor] = process.versions.node.split(".").map(Number);
    const [wantedMajor, wantedMinor] = process.argv[1].split(".").map(Number);
    process.exit(major > wantedMajor || (major === wantedMajor && minor >= wantedMinor) ? 0 : 1);
  ' "$node_wanted" 2>/dev/null
}

# use_modules: installs what package-lock.json says, where that has not been done. Not `npm ci`: it refuses a lock file
# without the binaries of every other platform, and a lock file made behind a registry that lacks them has none.
use_modules() {
  if ! cmp -s package-lock.json node_modules/.bramble-lock; then
    say 'installing the npm packages of package-lock.json'
    npm install --no-save --no-audit --no-fund --loglevel=error
    cp package-lock.json node_modules/.bramble-lock
  fi
  PATH="$PWD/node_modules/.bin:$PATH"
  export PATH
}

# use_fuzzer: the program that reads the API's description and asks whatever it may mean, with its packages in a folder of its own.
use_fuzzer() {
  fuzzer=schemathesis==4.32.5
  folder=$cache_dir/schemathesis
  if [ "$(cat "$folder/.version" 2>/dev/null)" != "$fuzzer" ]; then
    say "installing $fuzzer from the Python package registry"
    rm -rf "$folder"
    PIP_DISABLE_PIP_VERSION_CHECK=1 pip3 install --quiet --root-user-action=ignore --target "$folder" "$fuzzer"
    printf '%s\n' "$fuzzer" >"$folder/.version"
  fi
}
