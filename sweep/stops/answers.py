"""The answers an operation may hold: in which order a person reads them, their labels, and what they say in words."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from marshmallow import Schema, ValidationError

from sweep.core import codes
from sweep.core.register_codes import REGISTER_CODES
from sweep.fields import Moment
from sweep.london import moment_text
from sweep.stops import schemas as stops
from sweep.sweeps import schemas as shifts

SHAPES: Mapping[str, Schema] = {
    "stop.create": stops.CreateStop(),
    "stop.locate": stops.LocateStop(),
    "stop.amend": stops.AmendStop(),
    "stop.void": stops.VoidStop(),
    "stop.restore": stops.RestoreStop(),
    "stop.verify": stops.VerifyStop(),
    "shift.start": shifts.StartShift(),
    "shift.end": shifts.EndShift(),
    "shift.amend": shifts.AmendShift(),
    "shift.void": shifts.VoidShift(),
}
KINDS: Mapping[str, str] = {
    "stop.create": "Stop",
    "stop.locate": "Place of a stop",
    "stop.amend": "Correction of a stop",
    "stop.void": "Removal of a stop",
    "stop.restore": "Stop put back",
    "stop.verify": "School’s answer about a stop",
    "shift.start": "Start of a shift",
    "shift.end": "End of a shift",
    "shift.amend": "Correction of a shift",
    "shift.void": "Removal of a shift",
}
CODED: Mapping[str, Mapping[str, Any]] = {
    "finding": codes.FINDINGS,
    "reason": codes.REASONS,
    "accompanied_by": codes.ACCOMPANIED_BY,
    "outcome": codes.OUTCOMES,
    "phase": codes.PHASES,
    "age_band": codes.AGE_BANDS,
    "sex": codes.SEXES,
    "ethnicity": codes.ETHNICITIES,
    "urgent": codes.URGENT,
    "verification": codes.VERIFICATIONS,
    "verified_finding": codes.FINDINGS,
    "register_code": REGISTER_CODES,
}
TIMES = ("stopped_at", "started_at", "ended_at")
# In the order in which they are read.
LABELS: Mapping[str, str] = {
    "sweep_id": "Sweep",
    "stopped_at": "Stopped at",
    "officer_id": "Officer",
    "started_at": "Started at",
    "ended_at": "Ended at",
    "break_minutes": "Breaks",
    "finding": "Finding",
    "reason": "Reason",
    "accompanied_by": "With the child",
    "outcome": "What happened next",
    "acted_by": "Used the power",
    "phase": "School phase",
    "age_band": "Age",
    "sex": "Sex",
    "ethnicity": "Ethnicity",
    "school_urn": "School’s number",
    "urgent": "Urgent",
    "location": "Place",
    "note": "Note",
    "verification": "School’s check",
    "verified_finding": "School’s finding",
    "register_code": "Register mark",
    "told_by": "Told by",
    "why": "Why it was changed",
    "stop_id": "Number of the stop",
    "shift_id": "Number of the shift",
    "encounter_id": "Number of the group",
    "base_op": "Number of what it changes",
}
_LONGEST_SHOWN = 2000
# Numbers say nothing to a person unless they are what is wrong.
NUMBERS = ("stop_id", "shift_id", "encounter_id", "base_op")


@dataclass(frozen=True, slots=True)
class Names:
    """Titles of sweeps and names of officers, by id."""

    sweeps: Mapping[str, str]
    officers: Mapping[str, str]


def in_words(name: str, value: Any, names: Names, offset_ms: int = 0) -> str:
    """An answer as a person reads it; as it came where it is no answer that we know."""
    say = _SAYERS.get(name)
    if name in CODED:
        return str(CODED[name][value].words) if is_listed(name, value) else _raw(value)
    if name in TIMES:
        moment = moment_of(value, offset_ms)
        return moment_text(moment) if moment else _raw(value)
    return say(value, names) if say else _raw(value)


def is_listed(name: str, value: Any) -> bool:
    """Whether this is a code of the answer's list."""
    return isinstance(value, str) and value in CODED[name]


def moment_of(value: Any, offset_ms: int = 0) -> datetime | None:
    """A time on the server's clock, or None where it is none."""
    try:
        moment: datetime = Moment().deserialize(value)
        return moment + timedelta(milliseconds=offset_ms)
    except (ValidationError, OverflowError):
        return None


def _raw(value: Any) -> str:
    try:
        return (value if isinstance(value, str) else str(value))[:_LONGEST_SHOWN]
    except RecursionError:
        return "…"


def _sweep(value: Any, names: Names) -> str:
    if value is None:
        return "Not named"
    return names.sweeps.get(str(value).lower(), "One that is not here")


def _officer(value: Any, names: Names) -> str:
    return names.officers.get(str(value).lower(), "Somebody not known here")


def _breaks(value: Any, _names: Names) -> str:
    return f"{_raw(value)} minutes"


def _place(value: Any, _names: Names) -> str:
    said = value if isinstance(value, dict) else {}
    lat, lon, accuracy = said.get("lat"), said.get("lon"), said.get("accuracy_m")
    if isinstance(lat, int | float) and isinstance(lon, int | float):
        near = f", to within {accuracy:.0f} m" if isinstance(accuracy, int | float) else ""
        return f"{lat:.4f}, {lon:.4f}{near}"
    why = codes.WHY_NONE.get(str(said.get("why_none")))
    return f"No place: {why.words.lower()}" if why else "No place" if said else _raw(value)


_SAYERS: Mapping[str, Callable[[Any, Names], str]] = {
    "sweep_id": _sweep,
    "officer_id": _officer,
    "acted_by": _officer,
    "break_minutes": _breaks,
    "location": _place,
}
