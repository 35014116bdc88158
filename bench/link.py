"""The link between phone and server: a proxy of ours that counts what passes and can be as slow as a weak signal.

Messages are taken in whole, counted, held for as long as the link needs for their bytes, and handed on whole: both
ends see each message complete when a link of this kind would have brought its last byte. TCP's own slow start, its
and IP's headers, and TLS are not modelled.
"""

import contextlib
import socket
import threading
import time
from dataclasses import dataclass

from drills.messages import goes_on_after, read_message, reset

_PATIENCE_S = 120


@dataclass(frozen=True, slots=True)
class Shape:
    """Bits a second in each direction, and the seconds of a round trip."""

    bits_per_s: float
    round_trip_s: float

    def carrying_s(self, size: int) -> float:
        """How long the last byte is behind the first."""
        return size * 8 / self.bits_per_s


@dataclass(frozen=True, slots=True)
class Message:
    """A request or an answer."""

    head: bytes
    body: bytes

    @property
    def size(self) -> int:
        """In bytes, the empty line included."""
        return len(self.head) + 4 + len(self.body)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer as they passed. Times by `time.monotonic()`, as the phone sees them."""

    asked: Message
    answered: Message
    began: float
    ended: float

    @property
    def path(self) -> str:
        """What was asked for, without its query."""
        return self.asked.head.split(b" ", 2)[1].decode().partition("?")[0]

    @property
    def size(self) -> int:
        """Bytes in both directions."""
        return self.asked.size + self.answered.size

    @property
    def seconds(self) -> float:
        """From the first byte of the request to the last of the answer."""
        return self.ended - self.began


class Link:
    """Listens from `open()` to `close()`. `exchanges` and `connections` count what passed since `shape()`."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.origin = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.exchanges: list[Exchange] = []
        self.connections = 0
        self._shape: Shape | None = None
        self._port = 0
        self._clients: set[socket.socket] = set()
        # When the line is free again, up and down.
        self._free = [0.0, 0.0]
        self._lock = threading.Lock()

    def open(self, server_port: int) -> None:
        """Begin to pass on what comes to the server on this port of 127.0.0.1."""
        self._port = server_port
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def shape(self, shape: Shape | None) -> None:
        """From now on the link is so slow; None: as quick as it can be. Counts begin anew, and connections too."""
        self._shape = shape
        self.exchanges, self.connections = [], 0
        for client in list(self._clients):
            reset(client)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self._clients.add(client)
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(
                target=self._serve, args=(client, time.monotonic()), daemon=True
            ).start()

    def _serve(self, client: socket.socket, opened: float) -> None:
        with contextlib.suppress(OSError), client:
            self._answer_all(client, opened)
        self._clients.discard(client)

    def _answer_all(self, client: socket.socket, opened: float) -> None:
        used = False
        while request := read_message(client):
            came = time.monotonic()
            if not used:
                self.connections += 1
                self._shake_hands(opened)
            used = True
            answer = self._across(request)
            if not answer:
                return
            client.sendall(answer)
            self._note(request, answer, came)
            if not goes_on_after(answer):
                return

    def _shake_hands(self, opened: float) -> None:
        """A new connection costs a round trip before its first byte may leave."""
        if self._shape:
            _sleep_until(opened + self._shape.round_trip_s)

    def _across(self, request: bytes) -> bytes:
        self._carry(len(request), 0)
        with socket.create_connection(("127.0.0.1", self._port), timeout=_PATIENCE_S) as server:
            server.sendall(request)
            answer = read_message(server)
        self._carry(len(answer), 1)
        return answer

    def _carry(self, size: int, way: int) -> None:
        shape = self._shape
        if not shape:
            return
        with self._lock:
            begins = max(time.monotonic(), self._free[way])
            self._free[way] = gone = begins + shape.carrying_s(size)
        _sleep_until(gone + shape.round_trip_s / 2)

    def _note(self, request: bytes, answer: bytes, began: float) -> None:
        self.exchanges.append(
            Exchange(_message(request), _message(answer), began, time.monotonic())
        )


def _sleep_until(moment: float) -> None:
    time.sleep(max(0.0, moment - time.monotonic()))


def _message(whole: bytes) -> Message:
    head, _, body = whole.partition(b"\r\n\r\n")
    return Message(head, body)
