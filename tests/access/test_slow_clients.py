"""Clients that send nothing, half a request or nonsense keep nobody else from being served."""

import http.client
import logging
import socket
from contextlib import ExitStack
from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from rig.server import LiveServer
from sweep import worker
from sweep.worker import PatientSocket

HALF_A_HEAD = b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: "
HALF_A_BODY = b"POST /api/v1/enrol HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{"


def answers(server: LiveServer) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    connection.request("GET", "/healthz")
    answered = connection.getresponse().status == 200
    connection.close()
    return answered


@pytest.mark.parametrize(("said", "clients"), [(b"", 100), (HALF_A_HEAD, 100), (HALF_A_BODY, 20)])
def test_others_are_served_while_slow_clients_dawdle(
    live_server: LiveServer, said: bytes, clients: int
) -> None:
    with ExitStack() as open_sockets:
        for _ in range(clients):
            client = open_sockets.enter_context(
                socket.create_connection(("127.0.0.1", live_server.port))
            )
            client.sendall(said)
        assert answers(live_server)


def test_a_request_that_comes_in_pieces_is_answered(live_server: LiveServer) -> None:
    with socket.create_connection(("127.0.0.1", live_server.port), timeout=30) as client:
        for _ in range(2):  # the second on the same connection
            for piece in (b"GET /healthz HT", b"TP/1.1\r\nHost: x\r", b"\n\r\n"):
                client.sendall(piece)
                assert answers(live_server)
            answer = b""
            while not answer.endswith(b'{"status":"up"}\n'):
                piece = client.recv(1000)
                assert piece, answer
                answer += piece
            assert answer.startswith(b"HTTP/1.1 200")


def test_a_malformed_chunked_body_is_a_400_with_a_sentence(live_server: LiveServer) -> None:
    with socket.create_connection(("127.0.0.1", live_server.port), timeout=30) as client:
        client.sendall(
            b"POST /api/v1/enrol HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            b"Transfer-Encoding: chunked\r\n\r\nnonsense\r\n"
        )
        with client.makefile("rb") as answer:
            said = answer.read()
    assert said.startswith(b"HTTP/1.1 400")
    assert b"chunks can't be read" in said
    assert "Traceback" not in live_server.output.read_text()


def test_a_socket_gives_up_on_a_client_that_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "SILENCE_S", 0.01)
    ours, theirs = socket.socketpair()
    with PatientSocket(fileno=ours.detach()) as patient, theirs:
        patient.begin()
        patient.setblocking(True)
        with pytest.raises(ConnectionResetError):
            patient.recv(1)


def test_a_socket_gives_up_on_a_client_that_takes_no_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker, "SILENCE_S", 0.01)
    ours, theirs = socket.socketpair()
    with PatientSocket(fileno=ours.detach()) as patient, theirs:
        patient.begin()
        patient.setblocking(True)
        with pytest.raises(ConnectionResetError):
            patient.sendall(bytes(10_000_000))


def test_a_client_that_drips_is_given_up_when_its_time_is_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker, "ARRIVED_BY_S", 0.0)
    ours, theirs = socket.socketpair()
    with PatientSocket(fileno=ours.detach()) as patient, theirs:
        patient.begin()
        patient.setblocking(True)
        theirs.sendall(b"x")
        with pytest.raises(ConnectionResetError):
            patient.recv(1)


class BrokenBody(BytesIO):
    """What the server reads where a client's connection broke inside its body."""

    def read(self, *_args: Any) -> bytes:
        raise ConnectionResetError

    readinto = read  # type: ignore[assignment]


@pytest.mark.parametrize("length", [{"CONTENT_LENGTH": "100"}, {"wsgi.input_terminated": True}])
def test_a_connection_that_breaks_inside_a_body_is_no_error_of_ours(
    app: Flask, caplog: pytest.LogCaptureFixture, length: dict[str, Any]
) -> None:
    caplog.set_level(logging.INFO)
    answer = app.test_client().post(
        "/api/v1/enrol", input_stream=BrokenBody(), environ_overrides=length
    )
    assert answer.status_code == 408
    assert answer.get_json()["code"] == "request_cut_off"
    assert caplog.records == []
