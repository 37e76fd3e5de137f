/** Exit status where the board has no LED that may be switched. */
export const noLed = 69;

/** LEDs as the kernel names them: the green one of a Pi, by its new and its old name, then the red one. */
const leds = ['ACT', 'led0', 'PWR', 'led1'];

/**
 * Blinks an LED for some seconds and gives it back what it did before, also when it is interrupted or nobody listens any
 * more: each blink is told on standard output, and a pipe that is closed ends it. Arguments: seconds, and the directory
 * where the LEDs are. A trigger file reads `none [mmc0] timer`: in brackets is the one that is set.
 */
export const blinkScript = `for name in ${leds.join(' ')}; do
  led=$2/$name
  [ -w "$led/trigger" ] && [ -w "$led/brightness" ] && break
  led=
done
[ -n "$led" ] || exit ${noLed}
trigger=$(sed 's/.*\\[\\(.*\\)\\].*/\\1/' "$led/trigger")
brightness=$(cat "$led/brightness")
restore() { echo "$brightness" > "$led/brightness"; echo "$trigger" > "$led/trigger"; }
trap restore EXIT
trap 'exit 1' INT TERM HUP PIPE
on=$(cat "$led/max_brightness" 2> /dev/null) || on=1
echo none > "$led/trigger"
left=$(($1 * 2))
while [ "$left" -gt 0 ]; do
  echo "$name" || exit 1
  echo "$on" > "$led/brightness"; sleep 0.25
  echo 0 > "$led/brightness"; sleep 0.25
  left=$((left - 1))
done`;

/** Where the kernel shows LEDs. */
export const ledFolder = '/sys/class/leds';
