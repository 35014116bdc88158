"""Every problem we can answer: its code, its sentence, its status, and the one JSON shape.

HTTP problems are RFC 9457 `application/problem+json` with a stable `code`. Problems of one operation
inside a push travel as `{code, title, detail}` in its result. The only file that knows HTTP statuses.
"""

import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from traceback import format_tb
from typing import Any

from flask import Flask, Response, g, json, redirect, render_template, request, url_for
from gunicorn.http.errors import NoMoreData, ParseException
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from werkzeug.exceptions import ClientDisconnected, HTTPException, RequestEntityTooLarge
from werkzeug.wrappers import Response as BaseResponse

from sweep.db import Busy

log = logging.getLogger(__name__)

# Of any request, in bytes as sent.
LONGEST_BODY = 1024 * 1024
# A client that is still sending when we answer would see a reset, not our sentence; beyond this
# much we let it.
DRAIN_LIMIT = 32 * 1024 * 1024


@dataclass(frozen=True)
class Kind:
    status: int
    title: str


KINDS: dict[str, Kind] = {
    "unreadable_json": Kind(400, "The body is not whole JSON"),
    "unreadable_envelope": Kind(400, "The push can’t be read"),
    "unknown_protocol": Kind(400, "This protocol version is not spoken here"),
    "unreadable_request": Kind(400, "The request can’t be read"),
    "form_expired": Kind(400, "The form has expired"),
    "sign_in_needed": Kind(401, "Sign-in needed"),
    "not_allowed": Kind(403, "Not allowed"),
    "device_lost": Kind(403, "This phone was reported lost"),
    "device_left": Kind(403, "This phone was signed off"),
    "not_found": Kind(404, "Not found"),
    "enrol_code_unknown": Kind(404, "No such code"),
    "method_not_allowed": Kind(405, "Not that method"),
    "request_cut_off": Kind(408, "The request did not arrive whole"),
    "enrol_code_used": Kind(409, "The code was used already"),
    "already_decided": Kind(409, "Decided already"),
    "points_open": Kind(409, "Points are still open"),
    "nothing_to_write_off": Kind(409, "There is nothing to write off"),
    "still_kept_out": Kind(409, "It still can’t be taken in"),
    "cursor_from_another_epoch": Kind(410, "Start the pull again"),
    "enrol_code_expired": Kind(410, "The code has run out"),
    "erased_since": Kind(410, "These figures can’t be made again"),
    "too_big": Kind(413, "Too big"),
    "unsupported_encoding": Kind(415, "This encoding is not read here"),
    "fields_wrong": Kind(422, "Some fields need mending"),
    "rescue_unreadable": Kind(422, "The rescue file can’t be opened"),
    "too_many_tries": Kind(429, "Too many tries"),
    "our_fault": Kind(500, "Something went wrong here"),
    "database_away": Kind(503, "The database can’t be reached"),
    "journal_away": Kind(503, "The journal can’t be written"),
}

_CODE_OF_STATUS = {
    400: "unreadable_request",
    401: "sign_in_needed",
    403: "not_allowed",
    404: "not_found",
    405: "method_not_allowed",
    413: "too_big",
    415: "unsupported_encoding",
    422: "fields_wrong",
    429: "too_many_tries",
}
_SENTENCES = {
    "not_found": "There is nothing here, or it is not yours to see.",
    "method_not_allowed": "This address doesn’t take that method.",
    "request_cut_off": "The rest of it did not come in time. Send it again.",
    "too_big": "What was sent is larger than we take: send less at a time, or a smaller file.",
    "already_decided": "Somebody has decided otherwise on this already. Reload the page to see what.",
    "nothing_to_write_off": "Nobody waits for this phone: it holds nothing of this sweep that is known of.",
    "rescue_unreadable": "This is no rescue file of this authority, or it is damaged. Nothing was taken in.",
    "too_many_tries": "Too many tries from here. Wait a minute, then try again.",
    "journal_away": "Nothing was done: the server can’t write its journal. Whoever runs it must look at its disk.",
    "our_fault": "It is our mistake, not yours. Nothing that you sent was lost: please try again.",
    "database_away": "Nothing was stored. Keep what you have and try again in a moment.",
}


class Problem(Exception):
    """A known problem, raised anywhere in a room and answered here.

    `detail` is a plain sentence for the person; `extra` are further members of the answer;
    `retry_after` is in whole seconds.
    """

    def __init__(
        self,
        code: str,
        detail: str = "",
        *,
        retry_after: int | None = None,
        **extra: Any,
    ) -> None:
        self.code = code
        self.kind = KINDS[code]
        self.detail = detail or _SENTENCES.get(code, self.kind.title + ".")
        self.retry_after = retry_after
        self.extra = extra
        super().__init__(self.detail)


def init_app(app: Flask) -> None:
    app.config["MAX_CONTENT_LENGTH"] = LONGEST_BODY  # forms too, before anybody has signed in
    app.config["MAX_FORM_MEMORY_SIZE"] = LONGEST_BODY
    app.register_error_handler(Problem, answer)
    app.register_error_handler(HTTPException, _answer_http)
    app.register_error_handler(OperationalError, _answer_database)
    app.register_error_handler(InterfaceError, _answer_database)
    app.register_error_handler(PoolTimeoutError, _answer_database)
    app.register_error_handler(Busy, _answer_database)
    for gone in (ConnectionError, TimeoutError, NoMoreData):
        app.register_error_handler(gone, _answer_cut_off)
    app.register_error_handler(ParseException, _answer_garbled)
    app.register_error_handler(Exception, _answer_unforeseen)


def answer(problem: Problem) -> BaseResponse:
    """The problem as JSON for scripts and phones, as a page (or the way to sign in) for people."""
    if not _wants_page():
        return _as_json(problem)
    if problem.code == "sign_in_needed":
        return redirect(url_for("people.sign_in", next=request.full_path.rstrip("?")))
    page = Response(
        render_template("problem.html", problem=problem), problem.kind.status, mimetype="text/html"
    )
    return _with_retry(page, problem)


def _wants_page() -> bool:
    if request.path.startswith("/api/"):
        return False
    best = request.accept_mimetypes.best_match(["application/json", "text/html"])
    return best == "text/html" and "Authorization" not in request.headers


def _as_json(problem: Problem) -> BaseResponse:
    body = {
        "type": "about:blank",
        "title": problem.kind.title,
        "status": problem.kind.status,
        "detail": problem.detail,
        "code": problem.code,
        **problem.extra,
    }
    response = Response(json.dumps(body), problem.kind.status, mimetype="application/problem+json")
    if problem.kind.status == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    return _with_retry(response, problem)


def _with_retry(response: BaseResponse, problem: Problem) -> BaseResponse:
    if problem.retry_after is not None:
        response.headers["Retry-After"] = str(problem.retry_after)
    return response


def _answer_http(error: HTTPException) -> BaseResponse:
    if error.response is not None or (error.code or 500) < 400:
        return error.get_response()
    if isinstance(error, RequestEntityTooLarge):
        drain()
    if isinstance(error, ClientDisconnected) and isinstance(error.__context__, OSError):
        return _answer_cut_off(error)
    # webargs hangs its messages by field on the exception
    messages = getattr(error, "data", {}).get("messages", {}).get("json")
    code = _CODE_OF_STATUS.get(error.code or 500, "our_fault")
    if messages:
        return answer(fields_wrong(messages))
    return answer(Problem(code, retry_after=60 if code == "too_many_tries" else None))


def fields_wrong(messages: Mapping[Any, Any]) -> Problem:
    """A 422 whose `errors` says per field what is wrong and whose detail says it in a sentence."""
    said = "; ".join(f"{field}: {_flat(what)}" for field, what in messages.items())
    return Problem("fields_wrong", said, errors=messages)


def _flat(what: Any) -> str:
    if isinstance(what, dict):
        return " ".join(f"{key}: {_flat(value)}" for key, value in what.items())
    return " ".join(map(str, what)) if isinstance(what, list) else str(what)


def _answer_database(error: Exception) -> BaseResponse:
    log.error("database away: %s", type(error).__name__)
    return answer(Problem("database_away", retry_after=5))


def _answer_cut_off(_error: Exception) -> BaseResponse:
    """For a client that went quiet or away inside its body: its doing or its network's, so not logged."""
    return answer(Problem("request_cut_off"))


def _answer_garbled(_error: Exception) -> BaseResponse:
    return answer(Problem("unreadable_request", "The body's chunks can't be read."))


def _answer_unforeseen(error: Exception) -> BaseResponse:
    log.error("unforeseen %s at\n%s", type(error).__name__, where(error))
    g.pop("caller", None)
    return answer(Problem("our_fault"))


def where(error: BaseException) -> str:
    """The way to an error for a log: code alone. Its message may hold values, which are children's data."""
    return "".join(format_tb(error.__traceback__))


def drain() -> None:
    """Read what the client is still sending, up to a bound, so that it can hear our answer."""
    stream, left = request.environ["wsgi.input"], DRAIN_LIMIT
    with suppress(OSError, ParseException):
        while left > 0 and (piece := stream.read(min(left, 65536))):
            left -= len(piece)
