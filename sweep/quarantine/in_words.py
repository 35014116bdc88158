"""An operation in words: what it is, answer by answer, and which of them can't be taken as they are."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sweep.core import codes
from sweep.quarantine.salvage import Said
from sweep.stops.answers import (
    CODED,
    KINDS,
    LABELS,
    NUMBERS,
    SHAPES,
    TIMES,
    Names,
    in_words,
    is_listed,
    moment_of,
)

MISSING, OFF_ITS_LIST, UNREADABLE = "Missing", "Not on its list", "Can’t be read"


@dataclass(frozen=True, slots=True)
class Line:
    """One answer: its label, its words, and what is wrong with it (empty where nothing is)."""

    name: str
    label: str
    words: str
    wrong: str = ""


def wrong_answers(said: Said) -> dict[str, str]:
    """By name, what is wrong with each answer that can't be taken."""
    if said.kind not in SHAPES:
        return {}
    found: dict[str, Any] = {**SHAPES[said.kind].validate(dict(said.content))}
    nested = found.pop("changes", None)
    if isinstance(nested, dict) and said.changes:
        found |= nested
    return {name: _wrong(name, said) for name in found if name in LABELS}


def _wrong(name: str, said: Said) -> str:
    value = said.changes.get(name, said.content.get(name))
    if value is None:
        return MISSING
    return OFF_ITS_LIST if name in CODED else UNREADABLE


def lines_of(said: Said, names: Names) -> list[Line]:
    """Its answers in the order in which they are read; those of a correction are what it sets anew."""
    return list(_lines(said, names))


def _lines(said: Said, names: Names) -> Iterator[Line]:
    wrong, changes = wrong_answers(said), said.changes
    for name, label in LABELS.items():
        value = changes.get(name, said.content.get(name))
        bad = wrong.get(name, "")
        shown = f"{label}, set anew" if name in changes else label
        named = name == "sweep_id" and said.makes_a_record
        if value in (None, "") and not named:
            if bad:
                yield Line(name, shown, "", bad)
        elif bad or name not in NUMBERS:
            lacking = MISSING if named and value is None else ""
            yield Line(name, shown, in_words(name, value, names, said.offset_ms), bad or lacking)


def heading_of(said: Said) -> str:
    """What it is, in a word or two."""
    if said.kind:
        return KINDS[said.kind]
    return "A record that can’t be read" if said.head is None else "A record of an unknown kind"


def when_of(said: Said) -> datetime | None:
    """When it happened, on the server's clock, as far as it says."""
    moments = (moment_of(said.content.get(name), said.offset_ms) for name in TIMES)
    return next((moment for moment in moments if moment), None)


def gist_of(said: Said, names: Names) -> str:
    """What a list says of it: `truanting, with parent`."""
    return ", ".join(_gist(said, names))


def _gist(said: Said, names: Names) -> Iterator[str]:
    answers: Mapping[str, Any] = said.changes or said.content
    for name in ("finding", "reason", "accompanied_by", "verified_finding", "officer_id"):
        if answers.get(name) is None:
            continue
        words = in_words(name, answers[name], names)
        if name == "officer_id":
            yield words
        elif not is_listed(name, answers[name]):
            yield f"“{words[:40]}”"
        else:
            yield f"with {words.lower()}" if words in _COMPANY else words[:1].lower() + words[1:]


_COMPANY = [codes.ACCOMPANIED_BY[slug].words for slug in ("parent", "other_adult")]
