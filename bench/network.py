"""Measures the way from one node to another: `network.py listen ADDRESS` there, then `network.py send ADDRESS PORT` here.

The listener prints its port, takes one connection and ends: it returns each single byte of the first part, then reads the
stream, and answers with what it counted. The sender prints the median time of a round trip in seconds, and bytes per second.
"""

import socket
import statistics
import sys
import time

trips, piece, pieces, patience = 200, bytes(1 << 20), 64, 60


def listen(address):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.create_server((address, 0), family=family) as server:
        server.settimeout(patience)
        print("BRAMBLE-BENCH", server.getsockname()[1], flush=True)
        connection, _ = server.accept()
    with connection:
        connection.settimeout(patience)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        for _ in range(trips):
            connection.sendall(connection.recv(1))
        received = 0
        while received < len(piece) * pieces:
            got = len(connection.recv(1 << 20))
            if got == 0:
                break
            received += got
        connection.sendall(b"%d\n" % received)


def send(address, port):
    with socket.create_connection((address, int(port)), timeout=patience) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        times = []
        for _ in range(trips):
            started = time.monotonic()
            connection.sendall(b".")
            connection.recv(1)
            times.append(time.monotonic() - started)
        started = time.monotonic()
        for _ in range(pieces):
            connection.sendall(piece)
        received = int(connection.makefile("rb").readline())
        seconds = time.monotonic() - started
    if received != len(piece) * pieces:
        raise SystemExit(f"{received} bytes came")
    print("BRAMBLE-BENCH", statistics.median(times), received / seconds)


{"listen": listen, "send": send}[sys.argv[1]](*sys.argv[2:])
