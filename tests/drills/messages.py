"""HTTP/1.1 as bytes: where a message ends, what it is, and how a connection breaks."""

import contextlib
import re
import socket
import struct

from rig.pushes import unpacked

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.I)
_GOODBYE = re.compile(rb"\r\nconnection: *close", re.I)
_NO_BODY = re.compile(rb"HTTP/1\.1 (1..|204|304)")


def goes_on_after(answer: bytes) -> bool:
    """Whether the connection is kept after this answer."""
    return not _GOODBYE.search(answer.partition(b"\r\n\r\n")[0])


def carries_operations(request: bytes) -> bool:
    """Whether it is a push with something in it: an empty one only asks how things stand."""
    if not request.startswith(b"POST /api/v1/sync/push "):
        return False
    return b'"ops":[]' not in unpacked(request.partition(b"\r\n\r\n")[2])


def reset(end: socket.socket) -> None:
    """Break the connection as a network does (RST), whatever was still on its way."""
    with contextlib.suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        # Whoever waits in another thread for this socket must let go of it before it is gone.
        end.close()


def read_message(end: socket.socket) -> bytes:
    """One whole request or answer; empty where none begins. Without a length, an answer goes on to the end."""
    whole = bytearray()
    while b"\r\n\r\n" not in whole:
        if not (piece := end.recv(65536)):
            return bytes(whole)
        whole += piece
    head = whole.partition(b"\r\n\r\n")[0]
    length = _LENGTH.search(head)
    bare = not whole.startswith(b"HTTP/") or _NO_BODY.match(whole)
    wanted = len(head) + 4 + int(length[1]) if length else len(whole) if bare else 1 << 40
    while len(whole) < wanted and (piece := end.recv(65536)):
        whole += piece
    return bytes(whole)
