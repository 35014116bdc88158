"""Words that pages and phones show are set alike, wherever they are written."""

from collections.abc import Iterator, Mapping

from sweep import errors
from sweep.core import codes
from sweep.core.entries import Code
from sweep.core.flags import FLAGS
from sweep.core.operation import KEPT_OUT


def _listed() -> Iterator[Code]:
    lists = [*vars(codes).values(), FLAGS, KEPT_OUT]
    for each in lists:
        if isinstance(each, Mapping):
            yield from (code for code in each.values() if isinstance(code, Code))


def _shown() -> Iterator[str]:
    for code in _listed():
        yield code.words
        yield code.meaning
    yield from (kind.title for kind in errors.KINDS.values())
    yield from errors._SENTENCES.values()


def test_an_apostrophe_is_the_same_on_all_pages() -> None:
    words = list(_shown())
    assert {"Can’t tell", "Outside the officer’s shift"} <= set(words), "the lists are looked at"
    assert [text for text in words if "'" in text] == []
