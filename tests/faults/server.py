"""The server room: the application on a store, and what can be done to it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy.exc
from flask import Flask
from sqlalchemy import event
from werkzeug.test import Client, EnvironBuilder

from faults.ground import CANARY
from faults.stores import Store
from sweep.db import db

OUR_MISTAKE = "a mistake in our own code"


class Killed(BaseException):
    """`kill -9`: nothing of ours runs any more."""


@dataclass(frozen=True)
class Request:
    """One request, to the byte. `length` is what Content-Length says, where that is not so."""

    path: str
    token: str
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    method: str = ""


@dataclass(frozen=True)
class Answer:
    status: int
    body: bytes


@dataclass
class Trap:
    """What happens at the n-th statement from now: `killed`, or the sentence of a database error."""

    at: int
    what: str
    sprung: bool = False


class ServerRoom:
    """One server at a time on one store. `neighbours` are the tokens by which the canary may be seen."""

    def __init__(self, store: Store, make_app: Callable[[str], Flask]) -> None:
        self._store = store
        self._make_app = make_app
        self.neighbours: set[str] = set()
        self._app: Flask | None = None
        self._trap: Trap | None = None
        self.kill_at_commit = False
        self.asked = 0

    @property
    def app(self) -> Flask:
        """The running application, started if it is down."""
        if self._app is None:
            self._app = self._make_app(self._store.url)
            with self._app.app_context():
                event.listen(db.engine, "before_cursor_execute", self._before_statement)
                event.listen(db.engine, "commit", self._before_commit)
        return self._app

    def stop(self) -> None:
        """End every connection at once, whatever it was doing. What is asked next finds it started again."""
        if self._app is not None:
            with self._app.app_context():
                db.session.remove()
                db.engine.dispose()

    def restart(self) -> None:
        """The same, and everything the process had in memory is gone too."""
        self.stop()
        self._app = None

    def keep(self, name: str) -> None:
        """Copy the database aside."""
        self.stop()
        self._store.keep(name)

    def put_back(self, name: str) -> None:
        """Make a copy the live database."""
        self.stop()
        self._store.put_back(name)

    def ask(self, request: Request) -> Answer | None:
        """The answer, or None where the server was killed before it gave one."""
        self.asked += 1
        length = request.length if request.length is not None else len(request.body or b"")
        headers = {"Authorization": f"Bearer {request.token}", **request.headers}
        builder = EnvironBuilder(
            path=request.path.partition("?")[0],
            query_string=request.path.partition("?")[2],
            method=request.method or ("GET" if request.body is None else "POST"),
            headers=headers,
            data=request.body,
            content_type="application/json",
        )
        environ = builder.get_environ()
        environ["CONTENT_LENGTH"] = str(length)
        try:
            got = Client(self.app).open(environ)
        except Killed:
            self.stop()
            return None
        answer = Answer(got.status_code, got.get_data())
        got.close()
        if request.token not in self.neighbours:
            assert CANARY.encode() not in answer.body, "another authority's bytes in an answer"
        return answer

    def spring(self, at: int, what: str, request: Request) -> tuple[Answer | None, bool]:
        """Ask with a trap at the n-th statement; the answer, and whether the trap was sprung."""
        self._trap = Trap(at, what)
        answer = self.ask(request)
        trap, self._trap = self._trap, None
        return answer, trap.sprung

    def _before_statement(self, *_: Any) -> None:
        if self._trap is None or self._trap.sprung:
            return
        self._trap.at -= 1
        if self._trap.at > 0:
            return
        self._trap.sprung = True
        if self._trap.what == "killed":
            raise Killed
        if self._trap.what == OUR_MISTAKE:
            raise ZeroDivisionError(OUR_MISTAKE)
        raise sqlalchemy.exc.OperationalError("", {}, Exception(self._trap.what))

    def _before_commit(self, _connection: Any) -> None:
        if self.kill_at_commit:
            self.kill_at_commit = False
            raise Killed
