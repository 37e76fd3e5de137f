/** Where a node's lock is: gone after a reboot, as is what the holder did. */
export const lockFolder = '/run/bramble';

/** Exit status of a shell that met the lock of another. */
export const heldByOther = 75;

/** A lock whose holder was not heard of for so long is free. A holder speaks every few seconds. */
export const silenceSeconds = 60;

/** So long a holder that was told to go may take to end what is under way. */
const graceSeconds = 30;

/** An unlocking waits this long: for a holder that is silent, or for one that ends what is under way. */
export const unlockSeconds = silenceSeconds + graceSeconds + 10;

/**
 * `sh -c … FOLDER HOLDER`: takes the lock, says `held`, and holds it as long as lines come on standard input. Says the
 * words of whoever wants the lock, once, and waits a little for the holder's end. What it starts must not inherit the
 * lock, or it would outlive the shell.
 */
export const holdScript = `mkdir -p "$1" && cd "$1" || exit 1
exec 9>>lock
flock -n 9 || { cat lock.json; exit ${heldByOther}; }
rm -f wanted
printf '%s\\n' "$2" > lock.json
echo $$ > holder
echo held
while timeout --foreground ${silenceSeconds} grep -qm1 . 9>&-; do
  [ -s wanted ] || continue
  cat wanted
  timeout --foreground ${graceSeconds} cat > /dev/null 9>&-
  exit 0
done`;

/** `sh -c … FOLDER WHO`: tells the holder to go, and waits until the lock is free. */
export const unlockScript = `cd "$1" 2> /dev/null || exit 0
exec 9>>lock
flock -n 9 && exit 0
printf '%s\\n' "$2" > wanted.new
mv wanted.new wanted
flock -w ${unlockSeconds} 9 || exit ${heldByOther}
rm -f wanted`;
