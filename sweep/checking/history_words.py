"""A record's fields in words, as its history tells of them. Never a note's words, and never a point on the map."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sweep.core import codes
from sweep.stops.answers import CODED, LABELS, Names, in_words


@dataclass(frozen=True, slots=True)
class HistoryWords:
    """Names by id: officers, users at desks, schools."""

    officers: Mapping[str, str]
    users: Mapping[str, str]
    schools: Mapping[str, str]


ANSWERS = {
    **{name: label for name, label in LABELS.items() if name in ("stopped_at", "officer_id")},
    **{name: LABELS[name] for name in ("started_at", "ended_at", "break_minutes")},
    **{name: LABELS[name] for name in CODED if name not in ("verification", "verified_finding")},
    "acted_by": LABELS["acted_by"],
    "school_urn": "School",
    "location": LABELS["location"],
    "told_by": LABELS["told_by"],
}
_NONE = Names({}, {})


def answers_in_words(fields: Mapping[str, Any], words: HistoryWords) -> dict[str, str]:
    """A record's fields in words by name; what is empty is left out."""
    found = {}
    for name in ANSWERS:
        value = fields.get(name)
        if value is not None:
            found[name] = _in_words(name, value, words)
    if "location_source" in fields:
        found["location"] = place_text(fields)
    return found


def _in_words(name: str, value: Any, words: HistoryWords) -> str:
    if isinstance(value, datetime):
        return in_words(name, value.isoformat(), _NONE)
    if name in ("officer_id", "acted_by"):
        return words.officers.get(value, "somebody not known here")
    if name == "school_urn":
        return words.schools.get(value, f"number {value}")
    if name == "register_code":
        return f"{value}, {codes.REGISTER_CODES[value].words.lower()}"
    return f"{value} minutes" if name == "break_minutes" else in_words(name, value, _NONE)


def place_text(fields: Mapping[str, Any]) -> str:
    """How good a place is, and where from; never the point itself."""
    source = codes.words_for(codes.LOCATION_SOURCES, fields["location_source"]).lower()
    if fields.get("lat") is None:
        why = fields.get("why_none")
        return f"none: {codes.words_for(codes.WHY_NONE, why).lower()}" if why else "none"
    near = fields.get("accuracy_m")
    return f"{source}, to within {near:.0f} m" if near is not None else source


def school_said(fields: Mapping[str, Any]) -> str:
    """What the school answered, beside the street's finding that it was asked about; empty until it has."""
    said, street = fields.get("verification"), _quoted(fields.get("finding"))
    if said == "confirmed":
        return f"its register bears out {street}"
    if said == "changed":
        shown = _quoted(fields.get("verified_finding"))
        return f"its register shows {shown} where the street found {street}"
    if said == "cannot_verify":
        return f"it could not say, or no school is known; the street found {street}"
    return ""


def school_not_said(fields: Mapping[str, Any]) -> str:
    """That there is no answer, and what was asked."""
    if fields.get("verification") == "asked":
        return f"none yet; it was asked what its register shows of a child found {_quoted(fields.get('finding'))}"
    return "none; the school is to be asked"


def _quoted(finding: Any) -> str:
    return (
        f"“{codes.words_for(codes.FINDINGS, finding)}”" if finding else "something not known here"
    )
