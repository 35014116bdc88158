"""Answers of the API leave packed to whoever reads gzip: on a weak signal the bytes are the wait.

Pages don't: they hold secrets beside what a stranger may have put into the address (BREACH).
"""

import gzip

from flask import Flask, Response, request

# What fits into one packet is not there sooner for being smaller.
_ONE_PACKET = 1400


def init_app(app: Flask) -> None:
    @app.after_request
    def pack(response: Response) -> Response:
        if _worth_it(response):
            response.vary.add("Accept-Encoding")
            if request.accept_encodings["gzip"] > 0:
                response.set_data(gzip.compress(response.get_data(), 6, mtime=0))
                response.content_encoding = "gzip"
        return response


def _worth_it(response: Response) -> bool:
    """JSON, whole, and more than a packet of it."""
    if not response.is_json or response.is_streamed or response.content_encoding:
        return False
    return len(response.get_data()) > _ONE_PACKET
