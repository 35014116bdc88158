"""A TCP proxy of the drills' own, between a browser and gunicorn, that spoils the next pushes as it is told.

Every request is taken in whole before anything is done with it, so that each byte at which it is cut off is known;
so is every answer. All but the pushes that carry operations go through untouched, as do those when nothing is planned.
"""

import contextlib
import socket
import threading
from collections import Counter, deque
from collections.abc import Callable, Iterator

from drills.messages import carries_operations, goes_on_after, read_message, reset

_PATIENCE_S = 120


class Exchange:
    """One push on its way: what was asked, and the ends to do with as one likes."""

    def __init__(self, request: bytes, client: socket.socket, port: int, over: threading.Event):
        self.request = request
        self.client = client
        # Set when the proxy closes, for faults that wait.
        self.over = over
        self._port = port

    def ask(self) -> bytes:
        """Give the request to the server; its whole answer."""
        with self.server() as server:
            server.sendall(self.request)
            return read_message(server)

    def give(self, answer: bytes) -> bool:
        """Pass a whole answer on; True when the connection goes on."""
        self.client.sendall(answer)
        return goes_on_after(answer)

    def server(self) -> socket.socket:
        """A new connection to the server. Raises OSError where it is down."""
        return socket.create_connection(("127.0.0.1", self._port), timeout=_PATIENCE_S)


# Does with a push what it likes; True when the client's connection may go on.
Fault = Callable[[Exchange], bool]


class FaultProxy:
    """Listens from `open()` to `close()`. `did` counts faults by name, `sent` the pushes with operations that came."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.origin = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self.did: Counter[str] = Counter()
        self.sent = 0
        # Of the last push that went through untouched.
        self.last_request = self.last_answer = b""
        self._planned: deque[Fault] = deque()
        self._under_way = 0
        self._change = threading.Condition()
        self._over = threading.Event()
        self._clients: set[socket.socket] = set()
        self._port = 0

    def open(self, server_port: int) -> None:
        """Begin to pass on what comes to the server on this port of 127.0.0.1."""
        self._port = server_port
        self._start(self._accept)

    def close(self) -> None:
        """End everything, connections under way too."""
        self._over.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for client in list(self._clients):
            reset(client)

    def spoil_next(self, *faults: Fault) -> None:
        """What befalls the next pushes that carry operations, one each."""
        with self._change:
            self._planned.extend(faults)

    def wait_for_next(self, left: int) -> None:
        """Until only so many of the planned faults have still to happen, and none is happening."""
        with self._change:
            done = self._change.wait_for(
                lambda: len(self._planned) <= left and not self._under_way, _PATIENCE_S
            )
        assert done, f"{len(self._planned)} faults still wait for a push"

    @property
    def planned(self) -> int:
        """How many faults have still to happen."""
        return len(self._planned)

    def _start(self, work: Callable[..., None], *args: object) -> None:
        threading.Thread(target=work, args=args, daemon=True).start()

    def _accept(self) -> None:
        while not self._over.is_set():
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            client.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._clients.add(client)
            self._start(self._serve, client)

    def _serve(self, client: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while request := read_message(client):
                exchange = Exchange(request, client, self._port, self._over)
                if not self._handle(exchange):
                    break
        self._clients.discard(client)
        with contextlib.suppress(OSError):
            client.close()

    def _handle(self, exchange: Exchange) -> bool:
        carries = carries_operations(exchange.request)
        with self._change:
            self.sent += carries
            fault = self._planned.popleft() if carries and self._planned else None
        if fault is None:
            return self._pass_on(exchange, carries)
        with self._happening(fault.__name__):
            return fault(exchange)

    @contextlib.contextmanager
    def _happening(self, name: str) -> Iterator[None]:
        with self._change:
            self._under_way += 1
        try:
            yield
        finally:
            with self._change:
                self.did[name] += 1
                self._under_way -= 1
                self._change.notify_all()

    def _pass_on(self, exchange: Exchange, carries: bool) -> bool:
        try:
            answer = exchange.ask()
        except OSError:
            answer = b""
        if not answer:  # the server is down, or ended in the middle: so for the browser
            reset(exchange.client)
            return False
        if carries:
            self.last_request, self.last_answer = exchange.request, answer
        return exchange.give(answer)
