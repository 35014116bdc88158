"""The form by which a stop is corrected: filled in with what stands, read back as what was changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from sweep.access.officers import officer_names
from sweep.core import codes
from sweep.core.finding import reason_fits
from sweep.pages import Fault
from sweep.schools.names import find_school, school_names, school_phases
from sweep.stops.answers import CODED, LABELS
from sweep.stops.read import Shown
from sweep.sweeps.models import Sweep
from sweep.sweeps.moments import put_moment, read_moment

Form = MultiDict[str, str]
Groups = tuple[tuple[str, list[tuple[str, str]]], ...]
# In the order in which they are asked.
_CODED = (
    *("finding", "reason", "accompanied_by", "outcome", "acted_by"),
    *("phase", "age_band", "sex", "ethnicity", "urgent"),
)
_NEEDED = ("finding", "accompanied_by")
_KEEP, _NONE = "keep", "none"


@dataclass(frozen=True, slots=True)
class Box:
    """One choice: its name and label, the options under headings, and what it says where none is chosen."""

    name: str
    label: str
    groups: Groups
    empty: str


def boxes(stop: Shown, sweep: Sweep) -> list[Box]:
    """The choices of the form, those that belong to a place last."""
    coded = [
        Box(
            name,
            LABELS[name],
            _groups(name, stop, sweep),
            "Choose one" if name in _NEEDED else "Not recorded",
        )
        for name in _CODED
    ]
    sites = [(f"site {site.id}", site.name) for site in sweep.sites]
    places = [(_KEEP, "As it was recorded"), *sites, (_NONE, "No place known")]
    return [*coded, Box("location", LABELS["location"], (("", places),), "As it was recorded")]


def _groups(name: str, stop: Shown, sweep: Sweep) -> Groups:
    if name == "reason":
        return tuple(
            (each.words, [(reason.slug, reason.words) for reason in each.reasons])
            for each in codes.FINDINGS.values()
        )
    if name == "acted_by":
        names = officer_names()
        likely = {entry.officer_id for entry in sweep.roster} | {stop["acted_by"]}
        own = [(each, names[each]) for each in likely if each in names]
        return (("", sorted(own, key=lambda pair: pair[1])),)
    return (("", [(slug, entry.words) for slug, entry in CODED[name].items()]),)


def filled_in(stop: Shown) -> Form:
    """The form with what stands."""
    form: Form = MultiDict({name: stop[name] or "" for name in _CODED})
    put_moment(form, "stopped_at", stop["stopped_at"])
    form["school"] = _school_text(stop["school_urn"])
    form["location"] = _KEEP
    form["base"] = stop["head"]
    return form


def _school_text(urn: str | None) -> str:
    return school_names({urn}).get(urn, urn) if urn else ""


@dataclass(frozen=True, slots=True)
class Correction:
    """`changes` as `stop.amend` takes them: what differs from what stands. `faults` by field."""

    changes: Mapping[str, Any]
    faults: Mapping[str, Fault]


def read(form: Form, stop: Shown, sweep: Sweep) -> Correction:
    """What a person wants changed, or what is wrong with it."""
    faults = dict(_faults(form, stop))
    moment = read_moment(form, "stopped_at", stop["stopped_at"])
    if moment is None:
        words = "Enter when the child was stopped, such as 23 11 2026 and 10:04"
        faults["stopped_at"] = Fault(words, "#stopped_at-day")
    if faults:
        return Correction({}, faults)
    assert moment is not None
    changes = {
        name: form.get(name) or None for name in _CODED if (form.get(name) or None) != stop[name]
    }
    if moment != stop["stopped_at"]:
        changes["stopped_at"] = moment.isoformat()
    changes |= _school(form, stop) | _place(form, sweep)
    changes |= _phase(changes, stop)
    if "finding" in changes:
        changes["reason"] = form.get("reason") or None
    return Correction(changes, {})


def _faults(form: Form, stop: Shown) -> Iterator[tuple[str, Fault]]:
    for name in _CODED:
        value = form.get(name, "")
        if (not value and name in _NEEDED) or not _is_known(name, value, stop):
            yield name, Fault(f"Choose one of the answers for: {LABELS[name].lower()}", f"#{name}")
    finding, reason = form.get("finding", ""), form.get("reason") or None
    if finding in codes.FINDINGS and reason in codes.REASONS and not reason_fits(finding, reason):
        words = f"Choose a reason that goes with “{codes.FINDINGS[finding].words}”, or none"
        yield "reason", Fault(words, "#reason")
    typed = form.get("school", "").strip()
    if (
        typed
        and typed not in (stop["school_urn"], _school_text(stop["school_urn"]))
        and not find_school(typed)
    ):
        yield "school", Fault("No school on your list has this name or number", "#school")


def _is_known(name: str, value: str, stop: Shown) -> bool:
    if not value or value == stop[name]:
        return True
    return value in officer_names() if name == "acted_by" else value in CODED[name]


def _school(form: Form, stop: Shown) -> dict[str, Any]:
    typed = form.get("school", "").strip()
    if typed in (_school_text(stop["school_urn"]), stop["school_urn"]):
        return {}
    return {"school_urn": find_school(typed) if typed else None}


def _phase(changes: Mapping[str, Any], stop: Shown) -> dict[str, Any]:
    """The school's, where nobody answered otherwise than the school before; the phone does likewise."""
    if "phase" in changes or not changes.get("school_urn"):
        return {}
    before, now = stop["school_urn"], changes["school_urn"]
    phases = school_phases({now} | ({before} if before else set()))
    own = stop["phase"] not in (None, phases.get(before))
    told = phases.get(now, "unknown")
    return {} if own or told in ("unknown", stop["phase"]) else {"phase": told}


def _place(form: Form, sweep: Sweep) -> dict[str, Any]:
    chosen = form.get("location", _KEEP)
    if chosen == _NONE:
        return {"location": {"source": "none"}}
    site = next((site for site in sweep.sites if chosen == f"site {site.id}"), None)
    return {"location": {"lat": site.lat, "lon": site.lon, "source": "site"}} if site else {}
