"""Long answers of the API leave packed to whoever reads gzip, and say the same."""

import gzip

import pytest
from flask import Flask
from werkzeug.test import TestResponse

LONG, SHORT, PAGE = "/api/openapi.json", "/api/v1/hello?nonce=1", "/sign-in"
GZIP = "gzip, deflate, br"


def answer(app: Flask, path: str, reads: str) -> TestResponse:
    return app.test_client().get(path, headers={"Accept-Encoding": reads})


def test_a_long_answer_leaves_packed_and_says_the_same(app: Flask) -> None:
    packed = answer(app, LONG, GZIP)
    assert packed.content_encoding == "gzip"
    assert gzip.decompress(packed.data) == answer(app, LONG, "identity").data


def test_what_is_told_of_its_length_is_that_of_the_packed_one(app: Flask) -> None:
    packed = answer(app, LONG, GZIP)
    assert packed.content_length == len(packed.data)


@pytest.mark.parametrize("reads", ["identity", "", "gzip;q=0", "br"])
def test_who_does_not_read_gzip_gets_it_plain(app: Flask, reads: str) -> None:
    assert answer(app, LONG, reads).content_encoding is None


@pytest.mark.parametrize("reads", ["identity", GZIP])
def test_what_stands_between_is_told_that_there_are_two_of_it(app: Flask, reads: str) -> None:
    assert "Accept-Encoding" in answer(app, LONG, reads).vary


@pytest.mark.parametrize("path", [SHORT, PAGE])
def test_a_short_answer_and_a_page_leave_plain(app: Flask, path: str) -> None:
    assert answer(app, path, GZIP).content_encoding is None
