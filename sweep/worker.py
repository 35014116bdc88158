"""How gunicorn's threads are kept from waiting for clients that say nothing, half a request, or a byte at a time.

A request takes a thread only when its head has arrived: until then it costs a socket and a few kilobytes.
From there on a thread waits `SILENCE_S` for the next bytes, `ARRIVED_BY_S` for the whole body and
`GONE_BY_S` until the answer has gone. Whoever is slower is cut off as if the connection had broken.
"""

import errno
import socket
import time
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn import util
from gunicorn.workers.gthread import TConn, ThreadWorker

SILENCE_S = 10.0
ARRIVED_BY_S = 30.0
GONE_BY_S = 90.0
# A longer head than this may go on arriving in a thread, where gunicorn's own limits hold.
LONGEST_HEAD = 16 * 1024
_HEAD_ENDS = b"\r\n\r\n"


class PatientSocket(socket.socket):
    """A client's socket whose blocking calls end in time. Raises ConnectionResetError when they don't."""

    _arrived_by = _gone_by = float("inf")

    def begin(self) -> None:
        """A request starts now."""
        now = time.monotonic()
        self._arrived_by, self._gone_by = now + ARRIVED_BY_S, now + GONE_BY_S

    def setblocking(self, flag: bool) -> None:
        self.settimeout(SILENCE_S if flag else 0)

    def recv(self, *args: Any) -> bytes:
        return bytes(self._in_time(self._arrived_by, super().recv, *args))

    def sendall(self, data: Any, flags: int = 0) -> None:
        left = memoryview(data).cast("B")
        while left:
            left = left[self._in_time(self._gone_by, super().send, left, flags) :]

    def _in_time(self, deadline: float, call: Any, *args: Any) -> Any:
        silence = self.gettimeout()
        if silence == 0:
            return call(*args)
        left = deadline - time.monotonic()
        if left <= 0:
            raise _cut_off()
        self.settimeout(left if silence is None else min(left, silence))
        try:
            return call(*args)
        except TimeoutError as error:
            raise _cut_off() from error
        finally:
            self.settimeout(silence)


def _cut_off() -> ConnectionResetError:
    return ConnectionResetError(errno.ECONNRESET, "the client was too slow")


class _Connection(TConn):
    """A client's connection, and what of a request's head has arrived before it gets a thread."""

    head = b""
    said_goodbye = False

    def hand_over(self) -> None:
        """Give the head to gunicorn's parser."""
        self.sock.begin()
        self.sock.setblocking(True)
        self.init()
        self.parser.unreader.unread(self.head)
        self.head = b""

    def close(self, graceful: bool = False) -> None:
        # Taking leave waits for the client, so it is done in the request's thread and not in the loop.
        super().close(graceful=graceful and not self.said_goodbye)


class PatientWorker(ThreadWorker):
    """gunicorn's threaded worker with the patience above. TLS is the proxy's: it reads heads as plain text."""

    def accept(self, listener: Any) -> None:
        try:
            client, address = listener.accept()
        except OSError as error:
            if error.errno not in (errno.EAGAIN, errno.ECONNABORTED, errno.EWOULDBLOCK):
                raise
            return
        self.nr_conns += 1
        patient = PatientSocket(fileno=client.detach())
        self._await_head(_Connection(self.cfg, patient, address, listener.getsockname()))

    def on_client_socket_readable(self, conn: Any, client: Any) -> None:
        """The next request begins to arrive on a kept connection: the same patience for it."""
        self.poller.unregister(client)
        self.keepalived_conns.remove(conn)
        self._await_head(conn)

    def _await_head(self, conn: Any) -> None:
        conn.sock.setblocking(False)
        conn.timeout = time.monotonic() + SILENCE_S
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, EVENT_READ, partial(self.on_pending_socket_readable, conn))

    def on_pending_socket_readable(self, conn: Any, client: Any) -> None:
        """More of a head: into a thread with it once it is whole, too long, or the client has gone."""
        try:
            piece = client.recv(LONGEST_HEAD)
        except BlockingIOError:
            return
        except OSError:
            piece = b""
        conn.head += piece
        if piece and _HEAD_ENDS not in conn.head and len(conn.head) < LONGEST_HEAD:
            return
        super().on_pending_socket_readable(conn, client)

    def handle(self, conn: Any) -> Any:
        try:
            conn.hand_over()
        except OSError:
            return False
        kept = super().handle(conn)
        if not kept:
            conn.said_goodbye = True
            util.close_graceful(conn.sock)
        return kept
