"""Reading a request's JSON body: bounded before and after unpacking, for every call of the API."""

import json
import zlib
from typing import Any

from flask import request
from webargs.flaskparser import FlaskParser

from sweep.errors import LONGEST_BODY, Problem, drain

LONGEST = LONGEST_BODY
_PIECE = 64 * 1024


class BodyParser(FlaskParser):
    """webargs' parser with our own reading of bodies, so that gzip and its bounds hold everywhere."""

    def load_json(self, req: Any, schema: Any) -> Any:
        return read_json()


def read_json() -> Any:
    """The body's JSON. Raises `unreadable_json`, `too_big` or `unsupported_encoding`."""
    try:
        return json.loads(_unpacked(), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise Problem(
            "unreadable_json", "The body is not whole JSON. Was it cut off on the way?"
        ) from error


def _unpacked() -> bytes:
    if (request.content_length or 0) > LONGEST:
        _refuse_size()
    encoding = request.headers.get("Content-Encoding", "identity").lower()
    if encoding == "identity":
        body = request.stream.read(LONGEST + 1)
    elif encoding == "gzip":
        body = _gunzip()
    else:
        raise Problem("unsupported_encoding", "Send the body plain or as gzip.")
    if len(body) > LONGEST:
        _refuse_size()
    return body


def _gunzip() -> bytes:
    """At most one byte more than we take, however much the body would unpack to."""
    unpacker, out = zlib.decompressobj(wbits=31), b""
    try:
        while len(out) <= LONGEST and (piece := request.stream.read(_PIECE)):
            out += unpacker.decompress(piece, LONGEST + 1 - len(out))
        if len(out) <= LONGEST and not unpacker.eof:
            raise Problem("unreadable_json", "The gzip body is cut off.")
    except zlib.error as error:
        raise Problem("unreadable_json", "The body is not gzip, although it says so.") from error
    return out


def _refuse_size() -> None:
    drain()
    raise Problem("too_big", "A body may be 1 MiB at most, unpacked. Send fewer at a time.")


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
