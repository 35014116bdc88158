"""Exact bytes made visible: text as it is, and what can't be seen or is no text by its number."""

import re
from collections.abc import Iterator

# Control characters but for tab and line feed; what turns or hides the text around it; bytes that are no UTF-8.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\udc80-\udcff]"
)


def pieces(body: bytes) -> Iterator[tuple[str, bool]]:
    """The bytes as pieces of text; True with those that stand for what can't be seen."""
    text = body.decode("utf-8", "surrogateescape")
    at = 0
    for found in _UNSEEN.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], False
        yield _named(found[0]), True
        at = found.end()
    if at < len(text):
        yield text[at:], False


def _named(character: str) -> str:
    number = ord(character)
    if 0xDC80 <= number <= 0xDCFF:
        return f"\\x{number - 0xDC00:02x}"
    return f"\\x{number:02x}" if number < 0x80 else f"\\u{number:04x}"
