"""Copies 64 MiB within memory on one core for about a second, and prints the bytes that were read and written in each second."""

import time

size = 64 << 20
source, target = bytearray(b"x" * size), bytearray(size)
target[:] = source  # the first time, memory is only being handed out
copies, started = 0, time.monotonic()
while time.monotonic() - started < 1:
    target[:] = source
    copies += 1
if target[-1:] != b"x":
    raise SystemExit("what was copied is not there")
print("BRAMBLE-BENCH", 2 * size * copies / (time.monotonic() - started))
