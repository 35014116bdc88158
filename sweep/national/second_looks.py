"""Warnings that ask for a second look at what was found: on days without school, and of children met twice."""

from collections.abc import Iterator, Sequence

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
    """Pairs of stops of which nobody has said whether they are one child; each is counted."""
    found = db.session.scalars(select(Sweep).where(Sweep.id.in_([each.id for each in sweeps])))
    pairs = {sweep.id: len(doubles_of(sweep).pairs) for sweep in found}
    if number := sum(pairs.values()):
        waiting = [sweep for sweep in sweeps if pairs.get(sweep.id)]
        noun = "pair of stops" if number == 1 else "pairs of stops"
        yield Warned(
            "possible_doubles",
            f"{number} {noun} may each be one child met by two officers, and nobody has decided: {named(waiting)}."
            " Every stop counts.",
            discreet="Stops that may be one child met by two officers wait for a decision. Every stop counts.",
        )
