"""Warnings that ask for a second look at what was found: on days without school, and of children met twice."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import select

from sweep.core.school_days import no_school_on
from sweep.db import db
from sweep.london import LONDON
from sweep.national.facts import PlannedSweep
from sweep.national.warnings import Warned, named
from sweep.schools.calendar import read_calendar
from sweep.stops.doubles import doubles_of
from sweep.sweeps.models import Sweep


def no_school(sweeps: Sequence[PlannedSweep]) -> Iterator[Warned]:
    """Whoever was out then was no more truanting than on a Sunday, whatever an officer tapped."""
    terms = read_calendar().terms
    closed = [
        sweep for sweep in sweeps if no_school_on(sweep.starts_at.astimezone(LONDON).date(), terms)
    ]
    if closed:
        yield Warned(
            "no_school_day",
            f"By the term dates there was no school on the day of {named(closed)}. What was found there counts.",
        )


def undecided_doubles(sweeps: Sequence[PlannedSweep]) -> Iterator[Warned]:
    """Pairs of stops of which nobody has said whether they are one child, and children whom a decision miscounted."""
    found = db.session.scalars(select(Sweep).where(Sweep.id.in_([each.id for each in sweeps])))
    doubles = {sweep.id: doubles_of(sweep) for sweep in found}
    yield from _undecided(sweeps, {sweep: len(each.pairs) for sweep, each in doubles.items()})
    yield from _lost(sweeps, {sweep: len(each.decided.lost) for sweep, each in doubles.items()})
    yield from _twice(sweeps, {sweep: len(each.decided.twice) for sweep, each in doubles.items()})


def _undecided(sweeps: Sequence[PlannedSweep], pairs: Mapping[str, int]) -> Iterator[Warned]:
    if number := sum(pairs.values()):
        waiting = [sweep for sweep in sweeps if pairs.get(sweep.id)]
        noun = "pair of stops may" if number == 1 else "pairs of stops may each"
        yield Warned(
            "possible_doubles",
            f"{number} {noun} be one child met by two officers, and nobody has decided: {named(waiting)}."
            " Every stop counts.",
            discreet="Stops that may be one child met by two officers wait for a decision. Every stop counts.",
        )


def _lost(sweeps: Sequence[PlannedSweep], lost: Mapping[str, int]) -> Iterator[Warned]:
    if number := sum(lost.values()):
        where = [sweep for sweep in sweeps if lost.get(sweep.id)]
        noun = "child is" if number == 1 else "children are"
        yield Warned(
            "children_not_counted",
            f"{number} {noun} counted nowhere: of two stops that were taken for one child both were removed:"
            f" {named(where)}. Put one of the two back.",
            discreet="Of stops that were taken for one child both were removed, so a child is counted nowhere.",
        )


def _twice(sweeps: Sequence[PlannedSweep], twice: Mapping[str, int]) -> Iterator[Warned]:
    if number := sum(twice.values()):
        where = [sweep for sweep in sweeps if twice.get(sweep.id)]
        noun = "child is" if number == 1 else "children are"
        yield Warned(
            "children_counted_twice",
            f"{number} {noun} counted more than once: of stops that were taken for one child more than one is counted"
            f" still: {named(where)}. Carry the decision out, or take it back.",
            discreet="Of stops that were taken for one child more than one is counted still.",
        )
