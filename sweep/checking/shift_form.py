"""The form of one shift: filled in with what stands, read back as what was changed, or as a new shift."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from werkzeug.datastructures import MultiDict

from sweep.checking import once
from sweep.checking.entering import Entry
from sweep.pages import Fault
from sweep.sweeps.models import Sweep
from sweep.sweeps.moments import is_empty, put_moment, read_moment

Form = MultiDict[str, str]
Faults = dict[str, Fault]

# A day's breaks; what is longer is a slip of the finger.
MOST_BREAKS = 24 * 60
_START = "Enter when it started, such as 23 11 2026 and 09:00"
_END = "Enter when it ended, or leave all its boxes empty while it runs"
_LATER = "It ended before it started"
_NEW: Mapping[str, Any] = {"started_at": None, "ended_at": None}


@dataclass(frozen=True, slots=True)
class Worked:
    """What a form says of one shift; `ended_at` is None while it is open."""

    started_at: datetime
    ended_at: datetime | None
    break_minutes: int


def filled_in(shift: Mapping[str, Any]) -> Form:
    """The form with what stands."""
    form: Form = MultiDict({"breaks": str(shift["break_minutes"]), "base": shift["head"]})
    put_moment(form, "started_at", shift["started_at"])
    put_moment(form, "ended_at", shift["ended_at"] or shift["started_at"])
    if shift["ended_at"] is None:
        form["ended_at-clock"] = ""
    return form


def new_form(sweep: Sweep, now: datetime) -> Form:
    """A shift on the sweep's first day. Until the sweep's end it may run still, so no day is filled in for its end;
    after that one is, so that an end forgotten is asked for.
    """
    form: Form = MultiDict({"breaks": "0", "once": once.new_key()})
    put_moment(form, "started_at", sweep.starts_at)
    put_moment(form, "ended_at", sweep.ends_at if sweep.ends_at <= now else None)
    for name in ("started_at", "ended_at"):
        form[f"{name}-clock"] = ""
    return form


def once_more(form: Form) -> Form:
    """The same as it was typed, good for making another shift."""
    again: Form = MultiDict(form)
    again["once"] = once.new_key()
    return again


def read(form: Form, shift: Mapping[str, Any] = _NEW) -> tuple[Worked | None, Faults]:
    """What was typed, or what is wrong with it. `shift` is the one that the form was filled in with.

    A time without a day is an end on the day of the start. Of a shift that is still open the day of its end is filled
    in already, so a time left empty leaves it open.
    """
    faults: Faults = {}
    started = read_moment(form, "started_at", shift["started_at"])
    ended = read_moment(_with_day(form), "ended_at", shift["ended_at"])
    if started is None:
        faults["started_at"] = Fault(_START, "#started_at-day")
    runs_on = (
        shift is not _NEW
        and shift["ended_at"] is None
        and not form.get("ended_at-clock", "").strip()
    )
    if ended is None and not runs_on and not is_empty(form, "ended_at"):
        faults["ended_at"] = Fault(_END, "#ended_at-day")
    if started and ended and ended <= started:
        faults["ended_at"] = Fault(_LATER, "#ended_at-day")
    typed = form.get("breaks", "").strip() or "0"
    breaks = int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 4 else -1
    if not 0 <= breaks <= MOST_BREAKS:
        faults["breaks"] = Fault("Breaks are whole minutes, such as 30", "#breaks")
    if faults or started is None:
        return None, faults
    return Worked(started, ended, breaks), {}


def _with_day(form: Form) -> Form:
    """The end's day as that of the start, where none is typed."""
    days = ("day", "month", "year")
    if any(form.get(f"ended_at-{box}", "").strip() for box in days):
        return form
    return MultiDict(
        {**form, **{f"ended_at-{box}": form.get(f"started_at-{box}", "") for box in days}}
    )


def changes_of(worked: Worked, shift: Mapping[str, Any]) -> dict[str, Any]:
    """What differs from what stands, as `shift.amend` takes it."""
    changes: dict[str, Any] = {}
    for name, now in (("started_at", worked.started_at), ("ended_at", worked.ended_at)):
        if now != shift[name]:
            changes[name] = now.isoformat() if now else None
    if worked.break_minutes != shift["break_minutes"]:
        changes["break_minutes"] = worked.break_minutes
    return changes


def new_shift(sweep: Sweep, officer_id: str, worked: Worked, form: Form) -> list[Entry]:
    """A shift that nobody recorded: its start and its end. The reason is kept with its start.

    The form sent again as it is makes the same shift, which the ledger knows already.
    """
    key = once.key_of(form.get("once", ""))
    start = {
        "sweep_id": sweep.id,
        "officer_id": officer_id,
        "started_at": worked.started_at.isoformat(),
        "why": form.get("why", "").strip(),
    }
    end = {
        "ended_at": worked.ended_at.isoformat() if worked.ended_at else None,
        "break_minutes": worked.break_minutes,
    }
    shift_id = once.id_of(key, "shift", json.dumps([start, end], sort_keys=True))
    begun = Entry("shift.start", {"shift_id": shift_id, **start}, key)
    if worked.ended_at is None:
        return [begun]
    return [begun, Entry("shift.end", {"shift_id": shift_id, **end}, key)]
