#!/bin/sh
# Stands in for sudo as it behaves on its streams: fake-sudo.sh BEHAVIOUR WORDS-OF-SUDO… The password is "right".
# What it was told is written beside it: the words of each call, and each password that was tried.
behaviour=$1
folder=$2
shift 2
echo "$*" >>"$folder/words"

case $1 in
-S) prompt=$3 ;;
*) prompt= ;;
esac

refuse() {
  [ -z "${1-}" ] || echo "$1" >&2
  exit 1
}

ask() {
  [ -n "$prompt" ] || refuse 'sudo: a password is required'
  printf %s "$prompt" >&2
  line=
  read -r line || refuse 'sudo: no password was provided'
  echo "$line" >>"$folder/tried"
  [ "$line" = right ]
}

case $behaviour in
asks)
  for try in first second third; do
    ask && try=ok && break
    echo 'Sorry, try again.' >&2
  done
  [ "$try" = ok ] || refuse 'sudo: 3 incorrect password attempts'
  ;;
asks-once) ask || refuse 'sudo: 1 incorrect password attempt' ;;
unknown-user)
  ask
  refuse 'pi is not in the sudoers file.'
  ;;
wants-terminal) refuse 'sudo: sorry, you must have a tty to run sudo' ;;
needs-none) ;;
esac

while [ "$1" != -- ]; do shift; done
shift
exec "$@"
