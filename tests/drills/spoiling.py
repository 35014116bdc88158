"""What can befall a push between browser and server. Each maker gives a `Fault` for `FaultProxy.spoil_next`."""

import socket
import threading

from drills.messages import read_message, reset
from drills.proxy import Exchange, Fault


def cut_request(after: int) -> Fault:
    """The server gets so many bytes of the request, then both connections are reset."""

    def cut_in_request(exchange: Exchange) -> bool:
        with exchange.server() as server:
            server.sendall(exchange.request[:after])
            reset(server)
        reset(exchange.client)
        return False

    return cut_in_request


def cut_answer(after: int, *, politely: bool = False) -> Fault:
    """The server has answered; so many bytes arrive, then a reset, or `politely` an end as if that were all."""

    def cut_in_answer(exchange: Exchange) -> bool:
        exchange.client.sendall(exchange.ask()[:after])
        if not politely:
            reset(exchange.client)
        return False

    return cut_in_answer


def swallow(exchange: Exchange) -> bool:
    """The request never arrives, and nobody says so: the way there is dead."""
    exchange.over.wait()
    return False


def swallow_answer(exchange: Exchange) -> bool:
    """The request arrives, the answer never does, and nobody says so: the way back is dead."""
    exchange.ask()
    exchange.over.wait()
    return False


def hold_answer(arrived: threading.Event, go_on: threading.Event) -> Fault:
    """A very long way back: the server has answered (`arrived`), the browser hears of it when told to `go_on`."""

    def late_answer(exchange: Exchange) -> bool:
        answer = exchange.ask()
        arrived.set()
        go_on.wait()
        return exchange.give(answer)

    return late_answer


def byte_by_byte(exchange: Exchange) -> bool:
    """Request and answer, each byte in a packet of its own."""
    with exchange.server() as server:
        server.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        _trickle(server, exchange.request)
        answer = read_message(server)
    _trickle(exchange.client, answer)
    return False


def twice(exchange: Exchange) -> bool:
    """The network doubles the request; the browser gets what the second was answered."""
    exchange.ask()
    return exchange.give(exchange.ask())


def at_once_twice(exchange: Exchange) -> bool:
    """Both of the doubled request arrive together."""
    answers: list[bytes] = []
    asking = [threading.Thread(target=lambda: answers.append(exchange.ask())) for _ in range(2)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    return exchange.give(answers[0])


def answer_with(answer: bytes) -> Fault:
    """Somebody else answers, and the server never hears of it."""

    def foreign_answer(exchange: Exchange) -> bool:
        exchange.client.sendall(answer)
        return False

    return foreign_answer


def http(status: str, body: str, kind: str = "text/html", *headers: str) -> bytes:
    """A whole answer, as a portal or another server would give it."""
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body.encode())}"]
    return "\r\n".join([*lines, "Connection: close", *headers, "", body]).encode()


def _trickle(end: socket.socket, message: bytes) -> None:
    for place in range(len(message)):
        end.sendall(message[place : place + 1])
