"""The form by which a person puts a record right: which answers it asks, and how they are filled in at first.

A new stop or shift is asked whole. Of a correction only what it sets anew is asked. What has a form by nobody (a
number that names another record) can be put right as text alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from werkzeug.datastructures import MultiDict

from sweep.core import codes
from sweep.london import LONDON
from sweep.places import on_earth
from sweep.quarantine.in_words import wrong_answers
from sweep.quarantine.salvage import Said
from sweep.stops.answers import CODED, LABELS, TIMES, Names, in_words, is_listed, moment_of
from sweep.sweeps.moments import BOXES

Form = MultiDict[str, str]
Options = list[tuple[str, str]]

_ASKED: Mapping[str, tuple[str, ...]] = {
    "stop.create": (
        "sweep_id",
        "stopped_at",
        "finding",
        "reason",
        "accompanied_by",
        "outcome",
    ),
    "shift.start": ("sweep_id", "officer_id", "started_at"),
    "shift.end": ("ended_at", "break_minutes"),
    "stop.amend": (),
    "shift.amend": (),
}
_HAVE_A_BOX = {
    *(name for names in _ASKED.values() for name in names),
    *("phase", "age_band", "sex", "ethnicity", "urgent", "location", "note"),
}
NEEDED = {
    *("sweep_id", "stopped_at", "finding", "accompanied_by", "location"),
    *("officer_id", "started_at", "ended_at"),
}
# Without these nobody knows which record is meant.
_NO_GUESS = ("base_op",)
_OWN = {"stop": "stop_id", "shift": "shift_id"}


@dataclass(frozen=True, slots=True)
class Box:
    """One answer to fill in. `sort` is `choice`, `moment`, `number` or `text`; `hint` says what came."""

    name: str
    label: str
    sort: str
    hint: str = ""
    groups: tuple[tuple[str, Options], ...] = ()
    empty: str = ""


def for_form(said: Said) -> Said | None:
    """What a form can be made of, or None. Damaged bytes that tell no kind are entered as a stop."""
    if said.newer:
        return None
    if not said.kind and said.head is None:
        said = replace(said, kind="stop.create")
    broken = said.head is None and not (said.makes_a_record or said.kind == "shift.end")
    if said.kind not in _ASKED or broken or _unnamed(said) or not asked(said):
        return None
    return said


def _unnamed(said: Said) -> bool:
    """Whether it changes a record that nobody can tell."""
    if said.makes_a_record:
        return False
    own = _OWN[said.kind.partition(".")[0]]
    return bool(wrong_answers(said).keys() & {own, *_NO_GUESS})


def asked(said: Said) -> list[str]:
    """The names of the answers that the form asks, in the order in which they are read."""
    wrong = wrong_answers(said).keys()
    names = {*_ASKED[said.kind], *said.changes.keys(), *wrong} & _HAVE_A_BOX
    if said.changes:
        names = {name for name in names if name in said.changes}
    return [name for name in LABELS if name in names]


def boxes(said: Said, names: Names) -> Iterator[Box]:
    """The form's boxes; the sweep's choices are the page's."""
    wrong = wrong_answers(said)
    for name in asked(said):
        value = said.changes.get(name, said.content.get(name))
        bad = name in wrong and value not in (None, "")
        hint = f"It says “{in_words(name, value, names)[:80]}”" if bad else ""
        yield _box(name, value, names, hint, changing=bool(said.changes))


def _box(name: str, value: Any, names: Names, hint: str, *, changing: bool) -> Box:
    needed = name in NEEDED and not changing
    empty = "Choose one" if needed else "Leave it as it was" if changing else "Not recorded"
    if name in TIMES:
        return Box(name, LABELS[name], "moment", hint)
    if name == "break_minutes":
        return Box(name, LABELS[name], "number", hint)
    if name == "note":
        return Box(name, LABELS[name], "text", hint)
    groups = tuple(_groups(name, value, names))
    if name == "reason":
        hint = " ".join(filter(None, (hint, "Of the finding chosen above, or none.")))
    return Box(name, LABELS[name], "choice", hint, groups, empty)


def _groups(name: str, value: Any, names: Names) -> Iterator[tuple[str, Options]]:
    """The choices of an answer under headings; an empty heading is none."""
    if name == "reason":
        for finding in codes.FINDINGS.values():
            yield finding.words, [(each.slug, each.words) for each in finding.reasons]
    elif name == "officer_id":
        yield "", sorted(names.officers.items(), key=lambda each: each[1])
    elif name == "location":
        yield "", [*_as_recorded(value), ("none", "No place known")]
    elif name in CODED:
        yield "", [(slug, entry.words) for slug, entry in CODED[name].items()]


def _as_recorded(value: Any) -> Options:
    place = readable_place(value)
    return [("keep", f"{place['lat']:.4f}, {place['lon']:.4f}")] if place else []


def readable_place(value: Any) -> dict[str, float] | None:
    """The degrees of a place whose other parts can't be read."""
    said = value if isinstance(value, dict) else {}
    lat, lon = said.get("lat"), said.get("lon")
    if isinstance(lat, int | float) and isinstance(lon, int | float) and on_earth(lat, lon):
        return {"lat": lat, "lon": lon}
    return None


def filled_in(said: Said) -> Form:
    """The form with what could be read."""
    form: Form = MultiDict()
    for name in asked(said):
        value = said.changes.get(name, said.content.get(name))
        if name in TIMES:
            _put_moment(form, name, value, said.offset_ms)
        elif name == "location":
            form[name] = "keep" if readable_place(value) else ""
        elif name in CODED:
            form[name] = value if is_listed(name, value) else ""
        else:
            form[name] = "" if value is None else str(value)
    return form


def _put_moment(form: Form, name: str, value: Any, offset_ms: int) -> None:
    moment = moment_of(value, offset_ms)
    if moment is None:
        return
    here = moment.astimezone(LONDON)
    parts = (str(here.day), str(here.month), str(here.year), f"{here:%H:%M}")
    for box, text in zip(BOXES, parts, strict=True):
        form[f"{name}-{box}"] = text
