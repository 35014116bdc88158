"""What a sweep's plan has and what it still lacks: four steps, each done or not, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from sweep.access.models import Device, EnrolCode
from sweep.db import db
from sweep.sweeps.models import Authorisation, Sweep

# Of more sites than so many the step names some; the plan below it lists them all.
_MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Step:
    """`part` is where it is mended; `said` what there is or what is missing, as a sentence.

    `but` is what being done hangs on, in a word or two, where it hangs on something.
    """

    part: str
    name: str
    done: bool
    said: str
    but: str = ""


def steps_of(sweep: Sweep, now: datetime) -> tuple[Step, ...]:
    """The steps in the order in which they are taken."""
    return (_sites(sweep), _roster(sweep), _authorised(sweep.authorisation), _ways_in(sweep, now))


def _sites(sweep: Sweep) -> Step:
    names = [site.name for site in sweep.sites]
    if len(names) > _MOST_NAMED:
        rest = len(names) - _MOST_NAMED + 1
        names = [*names[: _MOST_NAMED - 1], f"{rest} more"]
    said = _listed(names) if names else "No sites yet: officers pick where they are from these."
    return Step("sites", "Sites", bool(names), said)


def _roster(sweep: Sweep) -> Step:
    walking = len(sweep.roster)
    said = f"{walking} on the roster." if walking else "Nobody is on the roster yet."
    return Step("roster", "Roster", bool(walking), said)


def _authorised(given: Authorisation | None) -> Step:
    missing = list(_missing(given))
    said = f"It still needs {_listed(missing)}" if missing else "Complete, with its area."
    return Step("authorisation", "Authorisation", not missing, said)


def _missing(given: Authorisation | None) -> Iterator[str]:
    if given is None or not given.superintendent:
        yield "the superintendent’s name"
    if given is None or not given.reference:
        yield "a reference"
    if given is None or given.given_at is None:
        yield "when it was given"
    if given is None or given.area is None:
        yield "an area"


def _ways_in(sweep: Sweep, now: datetime) -> Step:
    roster = {entry.officer_id for entry in sweep.roster}
    ready = len(roster & (with_phone() | with_code(sweep, now)))
    if not roster:
        return Step("codes", "Phones and codes", False, "They come after the roster.")
    without = len(roster) - ready
    said = f"{ready} of {len(roster)} officers {'has' if ready == 1 else 'have'} a phone or a code that is good."
    if not (ready and without):
        return Step("codes", "Phones and codes", ready > 0, said)
    # One phone can run the shifts of everybody on its patrol.
    others = "The other one must walk" if without == 1 else f"The other {without} must each walk"
    said += f" {others} with somebody who has: one phone records for its whole patrol."
    return Step("codes", "Phones and codes", True, said, "shared")


def with_phone() -> set[str]:
    """Officers of the authority who have a phone that was not ended."""
    return set(db.session.scalars(select(Device.officer_id).where(Device.revoked_at.is_(None))))


def with_code(sweep: Sweep, now: datetime) -> set[str]:
    """Officers who have an unused code for this sweep that has not run out."""
    good = select(EnrolCode.officer_id).where(
        EnrolCode.sweep_id == sweep.id,
        EnrolCode.redeemed_at.is_(None),
        EnrolCode.revoked_at.is_(None),
        EnrolCode.expires_at > now,
    )
    return set(db.session.scalars(good))


def _listed(names: list[str]) -> str:
    """`one, two and three.`"""
    return f"{', '.join(names[:-1])} and {names[-1]}." if len(names) > 1 else f"{names[0]}."
