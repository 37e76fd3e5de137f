# shellcheck shell=sh
# Java and what every program of the node finds in its environment, the same for all components.

use_java() {
  JAVA_HOME=$BRAMBLE_ROOT/usr/lib/jvm/java-17-openjdk
  HOME=$BRAMBLE_COMMON/home
  PATH=$BRAMBLE_ROOT/bin:$PATH
  PYTHONPYCACHEPREFIX=$BRAMBLE_COMMON/cache/python
  LD_LIBRARY_PATH=$(java_libraries)
  export JAVA_HOME HOME PATH PYTHONPYCACHEPREFIX LD_LIBRARY_PATH
  # More files and sockets than a service usually gets; where that is not allowed, what there is must do.
  # shellcheck disable=SC3045
  { ulimit -n "$(ulimit -H -n)"; } 2>/dev/null || :
}

# Two libraries that Java alone uses, and the C++ runtime where the system has none.
java_libraries() {
  for library in /usr/lib/*/libstdc++.so.6; do
    [ -e "$library" ] || printf '%s:' "$BRAMBLE_ROOT/lib/fallback"
  done
  printf '%s' "$BRAMBLE_ROOT/lib/java"
}

# For every JVM, on this node or another: small and quiet, and no place is named. The diagnostic ones, and no look at
# control groups, spare the system log the denials of a confined program.
jvm_words() {
  cat <<WORDS
-XX:+UseSerialGC
-XX:-UsePerfData
-XX:+ExitOnOutOfMemoryError
-XX:-UseContainerSupport
-XX:+UnlockDiagnosticVMOptions
-XX:-DumpPrivateMappingsInCore
-XX:-DumpSharedMappingsInCore
WORDS
}

trust_words() { echo "-Djavax.net.ssl.trustStore=$BRAMBLE_COMMON/cache/cacerts"; }

# The machine's certificates as Java reads them, made again when they changed.
make_trust_store() {
  bundle=/etc/ssl/certs/ca-certificates.crt
  store=$BRAMBLE_COMMON/cache/cacerts
  if [ ! -r "$bundle" ] || [ -n "$(find "$store" -newer "$bundle" 2>/dev/null)" ]; then return; fi
  bramble-python "$BRAMBLE_ROOT/node/python/trust_store.py" "$bundle" | write_file 644 "$store"
}

# Opens packages of Java 17's base module to everything: open_words PACKAGE...
open_words() {
  for package in "$@"; do
    echo "--add-opens=java.base/$package=ALL-UNNAMED"
  done
}

# Where the service user may not look, its programs could not put anything either. Opened for a test, because what
# confines a snap is not asked by `test -r`.
leave_private_folder() {
  if [ ! -x . ] || ! (: <.) 2>/dev/null; then cd "$HOME" || exit 1; fi
}

# Opened for a test, as above.
must_be_readable() {
  (: <"$1") 2>/dev/null || fail "$1 cannot be read by the user $BRAMBLE_USER; put it into $BRAMBLE_COMMON/jobs"
}
