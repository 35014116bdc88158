"""The page of possible doubles: pairs side by side, for a person to say whether they are one child or two."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from flask import Blueprint, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as Answer

from sweep.access.callers import caller
from sweep.access.models import User
from sweep.checking.asking import who_text
from sweep.checking.decisions import keep_two_children
from sweep.checking.entering import Entry, enter
from sweep.core.doubles import FARTHEST_APART_M, LONGEST_APART, Pair
from sweep.core.reference import reference
from sweep.db import db
from sweep.errors import Problem
from sweep.places import metres_between
from sweep.returns.double_note import note_of
from sweep.returns.read import totals_without
from sweep.returns.watch import Line, in_sweep_text, lines_of
from sweep.stops.doubles import doubles_of, two_children_of
from sweep.stops.read import Shown, stops_of
from sweep.sweeps.models import Sweep
from sweep.sweeps.read import find_sweep

blp = Blueprint("double_pages", __name__)

# More at once than anybody decides in one go; the rest follows when these are decided.
AT_ONCE = 50
_DONE = {
    "same": "One of the two is removed. The other stays, and counts once.",
    "two": "Kept as two children.",
    "gone": "Somebody had decided on these two before. Nothing was changed.",
}


@dataclass(frozen=True, slots=True)
class Side:
    """One stop of a pair in words."""

    stop: Shown
    line: Line
    who: str


@dataclass(frozen=True, slots=True)
class Couple:
    """Two stops that may be one child, the earlier first, and how near they are in words."""

    sides: tuple[Side, Side]
    near: str


@dataclass(frozen=True, slots=True)
class Decided:
    """Two stops that somebody said are two children."""

    sides: tuple[Line, Line]
    who: str
    at: datetime


@blp.get("/sweeps/<sweep_id>/doubles")
def show_doubles(sweep_id: str) -> str:
    """The pairs that nobody has decided on, and what the figures would be if each were one child."""
    sweep, now = find_sweep(sweep_id), datetime.now(UTC)
    doubles, stops = doubles_of(sweep), {stop["id"]: stop for stop in stops_of(sweep, voided=False)}
    return render_template(
        "checking/doubles.html",
        sweep=sweep,
        couples=_couples(doubles.pairs[:AT_ONCE], stops, sweep),
        total=len(doubles.pairs),
        decided=_decided(sweep, stops),
        note=note_of(sweep, doubles, totals_without(sweep, now, ()), now),
        minutes=int(LONGEST_APART.total_seconds() // 60),
        metres=FARTHEST_APART_M,
        done=_DONE.get(request.args.get("done", ""), ""),
        at=lambda moment: in_sweep_text(moment, sweep),
    )


@blp.post("/sweeps/<sweep_id>/doubles")
def decide_double(sweep_id: str) -> Answer:
    """One child: remove one of the two, by an operation like any other. Or two: remember it."""
    sweep, form = find_sweep(sweep_id), request.form
    pair = (form.get("first", ""), form.get("second", ""))
    if pair not in doubles_of(sweep).pairs:
        return _back(sweep, "gone")
    if "two" in form:
        keep_two_children(sweep, pair, caller(), datetime.now(UTC))
        return _back(sweep, "two")
    stays = form.get("stays", "")
    if stays not in pair:
        raise Problem("unreadable_request", "Say which of the two stays.")
    goes = pair[0] if stays == pair[1] else pair[1]
    taken = _remove(sweep, goes, stays)
    return _back(find_sweep(sweep_id), "same" if taken else "gone")


def _remove(sweep: Sweep, goes: str, stays: str) -> bool:
    stop = next(stop for stop in stops_of(sweep, voided=False) if stop["id"] == goes)
    said = {"stop_id": goes, "base_op": stop["head"], "why": f"same child as {reference(stays)}"}
    return enter([Entry("stop.void", said)]) == [""]


def _back(sweep: Sweep, done: str) -> Answer:
    return redirect(url_for("double_pages.show_doubles", sweep_id=sweep.id, done=done), 303)


def _couples(pairs: Sequence[Pair], stops: dict[str, Shown], sweep: Sweep) -> list[Couple]:
    wanted = [stops[each] for pair in pairs for each in pair]
    sides = [
        Side(stop, line, who_text(stop))
        for stop, line in zip(wanted, lines_of(wanted, sweep), strict=True)
    ]
    return [
        Couple((one, other), _near(one.stop, other.stop))
        for one, other in zip(sides[::2], sides[1::2], strict=True)
    ]


def _near(one: Shown, other: Shown) -> str:
    minutes = round((other["stopped_at"] - one["stopped_at"]).total_seconds() / 60)
    apart = (
        f"{minutes} minute{'' if minutes == 1 else 's'} apart" if minutes else "At the same minute"
    )
    if None in (one["lat"], other["lat"]) or "site" in (
        one["location_source"],
        other["location_source"],
    ):
        return f"{apart}, at the same site"
    metres = metres_between(one["lat"], one["lon"], other["lat"], other["lon"])
    return f"{apart}, {metres:.0f} m from each other"


def _decided(sweep: Sweep, stops: dict[str, Shown]) -> list[Decided]:
    names = {user.id: user.name or user.email for user in db.session.scalars(select(User))}
    rows = [
        row
        for row in two_children_of(sweep.id).values()
        if {row.stop_id, row.other_id} <= stops.keys()
    ]
    rows.sort(key=lambda row: row.decided_at, reverse=True)
    return [
        Decided(
            tuple(lines_of([stops[row.stop_id], stops[row.other_id]], sweep)),  # type: ignore[arg-type]
            names.get(row.user_id, "Somebody who is gone"),
            row.decided_at,
        )
        for row in rows
    ]
