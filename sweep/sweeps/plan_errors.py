"""What is wrong with a typed plan, field by field, in a person's words and in the page's order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

ORDER = (
    "base",
    "title",
    "kind",
    "starts_at",
    "ends_at",
    "sites",
    "officer_ids",
    "new_officers",
    "superintendent",
    "reference",
    "given_at",
    "area",
    "wards",
    "power_starts_at",
    "power_ends_at",
    "premises",
)
_LAT = "Enter a latitude from −90 to 90, such as 52.4128"
_LON = "Enter a longitude from −180 to 180, such as −1.7780"
# Ours where the schema's own message speaks to programmers. Keys leave out row numbers.
_WORDS = {
    "title": "Enter a title, at most 120 characters",
    "kind": "Choose national or local",
    "sites-name": "Enter the site’s name, at most 120 characters",
    "sites-lat": _LAT,
    "sites-lon": _LON,
    "sites-radius_m": "Enter a radius in whole metres, from 1 to 20,000",
    "premises-name": "Enter the place’s name, at most 120 characters",
    "premises-lat": _LAT,
    "premises-lon": _LON,
    "superintendent": "The superintendent’s name has at most 120 characters",
    "reference": "The reference has at most 120 characters",
}
# On the page the authorisation's boxes stand beside the sweep's, so two of them have other names.
_BESIDE = {"starts_at": "power_starts_at", "ends_at": "power_ends_at"}
_ROW_OF = {"sites": "Site", "premises": "Designated place", "new_officers": "Officer"}
_NAMED = {
    "starts_at": "Start",
    "ends_at": "End",
    "given_at": "Direction given",
    "power_starts_at": "Start of the power",
    "power_ends_at": "End of the power",
}
# A moment is a group of boxes: its first one takes the reader there.
_FIRST_BOX = {"base": "title", **{name: f"{name}-day" for name in ORDER if name.endswith("_at")}}


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing to mend: its field, a sentence, and the same with its row for the top of the page."""

    field: str
    words: str

    @property
    def href(self) -> str:
        return "#" + _FIRST_BOX.get(self.field, self.field)

    @property
    def line(self) -> str:
        part, _, rest = self.field.partition("-")
        number = rest.partition("-")[0]
        if part in _ROW_OF and number.isdigit():
            return f"{_ROW_OF[part]} {int(number) + 1}: {self.words[:1].lower()}{self.words[1:]}"
        if part in _NAMED:
            return f"{_NAMED[part]}: {self.words[:1].lower()}{self.words[1:]}"
        return self.words


def all_wrong(messages: Mapping[str, Any], unread: Mapping[str, str]) -> dict[str, Wrong]:
    """By field: the schema's messages, with what could not be read at all in their place."""
    found = {
        field: _WORDS.get(_without_rows(field), message) for field, message in _flat(messages, "")
    }
    found |= unread
    return {
        field: Wrong(field, words)
        for field, words in sorted(found.items(), key=lambda pair: _place(pair[0]))
    }


def _flat(messages: Mapping[Any, Any], before: str) -> Iterator[tuple[str, str]]:
    for name, said in messages.items():
        field = f"{before}{name}"
        if field == "authorisation" and isinstance(said, Mapping):
            yield from _flat({_BESIDE.get(own, own): said[own] for own in said}, "")
        elif isinstance(said, Mapping):
            yield from _flat(said, f"{field}-")
        else:
            yield field, str(said[0]) if isinstance(said, list) else str(said)


def _without_rows(field: str) -> str:
    return "-".join(part for part in field.split("-") if not part.isdigit())


def _place(field: str) -> tuple[int, str]:
    name = field.split("-", maxsplit=1)[0]
    return (ORDER.index(name) if name in ORDER else len(ORDER), field)
