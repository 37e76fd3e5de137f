"""Passes one file on from node to node while it is still arriving.

    serve PATH TOTAL ADDRESS PEER...       offers it on a free port of ADDRESS, which is printed, to these peers only
    fetch PATH TOTAL ADDRESS SOURCE PORT   fetches what is missing of it, prints how much is there, puts it in place

Until it is whole it is PATH.part. Whoever fetches says how much it has; the rest comes as it is. Nothing is trusted:
the caller checks the hash. Both end when nobody reads what they print.
"""

import errno
import fcntl
import os
import select
import socket
import sys
import threading
import time

CHUNK = 1 << 18
LOOK_SECONDS = 0.05  # how long a byte may wait on its way through a node
TELL_SECONDS = 0.5
HEARTBEAT_SECONDS = 3
CONNECT_SECONDS = 5
SILENCE_SECONDS = 60
UNREACHABLE, CUT_OFF, DISK_FULL, NOT_WRITTEN, BUSY = 10, 11, 12, 13, 14


def serve(path, total, address, *peers):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listener = socket.create_server((address, 0), family=family)
    tell(f"port {listener.getsockname()[1]}")
    threading.Thread(target=accept, args=(listener, path, total, peers), daemon=True).start()
    while True:
        time.sleep(HEARTBEAT_SECONDS)
        tell("")


def accept(listener, path, total, peers):
    while True:
        connection, (peer, *_) = listener.accept()
        if peer in peers:
            threading.Thread(target=offer, args=(connection, path, total), daemon=True).start()
        else:
            connection.close()


def offer(connection, path, total):
    connection.settimeout(SILENCE_SECONDS)
    try:
        with connection, connection.makefile("rb") as request:
            position = int(request.readline(20))
            with open_growing(path, connection) as file:
                pass_on(connection, file, range(position, total))
    except (OSError, ValueError):
        pass  # whoever fetches tells what became of it


def pass_on(connection, file, missing):
    position = missing.start
    while position < missing.stop:
        arrived = os.fstat(file.fileno()).st_size - position
        if arrived > 0:
            position += connection.sendfile(file, position, min(arrived, CHUNK))
        else:
            wait(connection)


def open_growing(path, connection):
    while True:
        for name in (path, path + ".part"):
            try:
                return open(name, "rb")
            except FileNotFoundError:
                pass
        wait(connection)


def wait(connection):
    """For the file to grow; whoever fetches says no more, so what can be read is the end of the connection."""
    if select.select([connection], [], [], LOOK_SECONDS)[0]:
        raise ConnectionResetError


def fetch(path, total, address, source, port):
    with open_part(path) as part:
        hold(part)
        if os.path.exists(path):
            return os.unlink(part.name)
        with connect(address, source, port) as connection:
            receive(connection, part, total)
    os.rename(path + ".part", path)


def open_part(path):
    try:
        return open(path + ".part", "ab")
    except OSError as error:
        give_up(NOT_WRITTEN, words_of(error))


def hold(part):
    """A fetcher that was told to end may need a moment for it."""
    for _ in range(100):
        try:
            return fcntl.flock(part, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(LOOK_SECONDS)
    give_up(BUSY, "something else is writing " + part.name)


def connect(address, source, port):
    try:
        return socket.create_connection((source, int(port)), CONNECT_SECONDS, (address, 0))
    except OSError as error:
        give_up(UNREACHABLE, "it cannot be reached: " + words_of(error))


def receive(connection, part, total):
    connection.settimeout(SILENCE_SECONDS)
    size = part.tell()
    guard(connection.sendall, b"%d\n" % size)
    told = 0.0
    while size < total:
        chunk = guard(connection.recv, min(total - size, CHUNK)) or give_up(CUT_OFF, "it hung up")
        write(part, chunk)
        size += len(chunk)
        if time.monotonic() - told >= TELL_SECONDS:
            tell(size)
            told = time.monotonic()
    tell(size)


def guard(use, argument):
    try:
        return use(argument)
    except OSError as error:
        give_up(CUT_OFF, "the connection broke: " + words_of(error))


def write(part, chunk):
    try:
        part.write(chunk)
        part.flush()
    except OSError as error:
        if error.errno != errno.ENOSPC:
            give_up(NOT_WRITTEN, words_of(error))
        os.unlink(part.name)
        give_up(DISK_FULL, words_of(error))


def words_of(error):
    return (error.strerror or str(error)).lower()


def tell(what):
    print(what, flush=True)


def give_up(status, why):
    print(why, file=sys.stderr, flush=True)
    os._exit(status)


if __name__ == "__main__":
    verb, path, total, *rest = sys.argv[1:]
    try:
        {"serve": serve, "fetch": fetch}[verb](path, int(total), *rest)
    except BrokenPipeError:
        os._exit(1)
