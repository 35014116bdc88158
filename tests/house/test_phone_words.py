"""Whatever a server remarks on, the phone has words of its own for it, in each of its languages."""

import json
from pathlib import Path

import pytest

from sweep.core.flags import FLAGS
from sweep.core.operation import REFUSED

_WORDS = Path(__file__).parents[2] / "static" / "pwa" / "src" / "words"
# They are about what was entered at a desk: a school's answer, a shift put right. Of no use to the officer.
_OF_THE_DESK = {"register_code_does_not_fit", "outside_shift"}

languages = pytest.mark.parametrize("language", ["en", "cy"])


def words(language: str) -> dict[str, dict[str, object]]:
    read: dict[str, dict[str, object]] = json.loads(
        (_WORDS / f"{language}.json").read_text("utf-8")
    )
    return read


@languages
def test_every_flag_that_an_officer_is_told_has_words_on_the_phone(language: str) -> None:
    assert set(words(language)["FLAG"]) == set(FLAGS) - _OF_THE_DESK


def test_the_page_about_sync_names_every_flag() -> None:
    page = (_WORDS.parents[3] / "docs" / "sync.md").read_text("utf-8")
    assert {code for code in FLAGS if f"`{code}`" not in page} == set()


@languages
def test_an_operation_that_no_server_takes_has_words_on_the_phone(language: str) -> None:
    problems = words(language)["TROUBLE"]["problem"]
    assert isinstance(problems, dict)
    assert REFUSED.slug in problems
