"""Prints a Java trust store (JKS) of all certificates in a PEM file: trust_store.py FILE.

Java in the payload has none of its own. The machine's is the better one: it holds what its owner added, such as the
certificate of a school's web filter.
"""

import base64
import hashlib
import re
import struct
import sys

PASSWORD = "changeit"  # Java's own default; it protects nothing, for there is nothing secret in here
TRUSTED_CERTIFICATE = 2


def text(words):
    return struct.pack(">H", len(words)) + words.encode()


def entry(number, certificate):
    head = struct.pack(">I", TRUSTED_CERTIFICATE) + text(f"ca-{number}") + struct.pack(">Q", 0)
    return head + text("X.509") + struct.pack(">I", len(certificate)) + certificate


def trust_store(pem):
    blocks = re.findall("-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", pem, re.DOTALL)
    body = struct.pack(">III", 0xFEEDFEED, 2, len(blocks))
    body += b"".join(entry(number, base64.b64decode(block)) for number, block in enumerate(blocks))
    return body + hashlib.sha1(PASSWORD.encode("utf-16-be") + b"Mighty Aphrodite" + body).digest()


with open(sys.argv[1], encoding="ascii", errors="ignore") as bundle:
    sys.stdout.buffer.write(trust_store(bundle.read()))
