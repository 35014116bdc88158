"""Decisions on possible doubles as they stand, and what became of the stops that they are about."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from sweep.db import db
from sweep.stops.models import DoubleDecision, Stop

Decisions = Mapping[frozenset[str], DoubleDecision]


@dataclass(frozen=True, slots=True)
class Decided:
    """A sweep's decisions on doubles, each in order of time.

    `standing` are the latest of each pair that nobody took back. Of those that say *one child*, `unfinished` are
    those whose other stop is counted still, and `lost` is the latest for each child of whom no stop counts.
    `twice` are the stops that count beside another of the same child, by the one that counts for it. `ends` says
    for each stop of one child which stays for it at the end.
    """

    standing: Decisions
    unfinished: Sequence[DoubleDecision]
    lost: Sequence[DoubleDecision]
    twice: Mapping[str, Sequence[str]]
    ends: Mapping[str, str]

    @property
    def going(self) -> frozenset[str]:
        """The stops that somebody decided are another's."""
        return frozenset(each.goes for each in self.standing.values() if each.goes)

    @property
    def carried(self) -> Mapping[str, Sequence[str]]:
        """By each stop that stays for a child at the end, those that went for it."""
        carried: dict[str, list[str]] = {}
        for stop, end in self.ends.items():
            carried.setdefault(end, []).extend([stop] if stop != end else [])
        return carried

    @property
    def two_children(self) -> Decisions:
        """The pairs of which a person said that they are two children, by their two ids."""
        return {pair: each for pair, each in self.standing.items() if each.stays is None}


def standing_of(sweep_id: str) -> Decisions:
    """The decisions of a sweep that count, by their two ids."""
    own = select(DoubleDecision).where(DoubleDecision.sweep_id == sweep_id)
    latest = {
        frozenset((row.stop_id, row.other_id)): row
        for row in db.session.scalars(own.order_by(DoubleDecision.rev, DoubleDecision.id))
    }
    left = [(pair, row) for pair, row in latest.items() if not row.withdrawn]
    return dict(sorted(left, key=lambda each: (each[1].rev, each[1].id)))


def latest_of(decision: DoubleDecision) -> DoubleDecision:
    """What was said last of the same two stops, be it that nobody has decided on them any more."""
    same = select(DoubleDecision).where(
        DoubleDecision.stop_id == decision.stop_id, DoubleDecision.other_id == decision.other_id
    )
    last = same.order_by(DoubleDecision.rev.desc(), DoubleDecision.id.desc()).limit(1)
    return db.session.scalars(last).one()


def same_child_as(stop_id: str, sweep_id: str) -> str | None:
    """The stop that was said to stay for this one's child, where this one went for it."""
    standing = standing_of(sweep_id).values()
    return next((each.stays for each in standing if each.goes == stop_id), None)


def gone_for(stop_id: str, sweep_id: str) -> list[str]:
    """The stops that went since they were said to be of the same child as this one; also those that went for them."""
    standing = standing_of(sweep_id).values()
    found, ahead = list[str](), [stop_id]
    while ahead:
        at = ahead.pop()
        went = [each.goes for each in standing if each.goes and each.stays == at]
        found += went
        ahead += went
    return found


def decided_of(sweep_id: str) -> Decided:
    """The same with those that are not carried out, and those whose child counts nowhere or more than once."""
    standing = standing_of(sweep_id)
    one_child = [each for each in standing.values() if each.stays]
    there = counted_among({each for pair in standing for each in pair} if one_child else ())
    ends = ends_of(one_child)
    counted: dict[str, list[str]] = {}
    for stop, end in ends.items():
        counted.setdefault(end, []).extend([stop] if stop in there else [])
    lost = {
        ends[each.goes]: each for each in one_child if each.goes and not counted[ends[each.goes]]
    }
    return Decided(
        standing,
        [each for each in one_child if each.goes in there],
        list(lost.values()),
        {first: more for first, *more in filter(None, counted.values()) if more},
        ends,
    )


def ends_of(one_child: Collection[DoubleDecision]) -> dict[str, str]:
    """For each stop of these decisions, in order of time, the one that stays for its child at the end."""
    ends: dict[str, str] = {}
    # A stop that went stays for no other, so whatever it went for was decided later.
    for each in reversed(list(one_child)):
        stays, goes = str(each.stays), str(each.goes)
        ends[goes] = ends.setdefault(stays, stays)
    return ends


def state_of(decision: DoubleDecision) -> str:
    """The same for stops that are looked up now."""
    return state_among(decision, counted_among((decision.stop_id, decision.other_id)))


def state_among(decision: DoubleDecision, counted: Collection[str]) -> str:
    """Which of its stops count: `both`, only the one that `stays` or that `goes`, `neither`; or `two` children."""
    if decision.stays is None:
        return "two"
    if decision.stays in counted:
        return "both" if decision.goes in counted else "stays"
    return "goes" if decision.goes in counted else "neither"


def counted_among(stop_ids: Collection[str]) -> frozenset[str]:
    """Those of these stops that count."""
    if not stop_ids:
        return frozenset()
    counted = select(Stop.id).where(Stop.id.in_(stop_ids), Stop.voided.is_(False))
    return frozenset(db.session.scalars(counted))


def kept_among(stop_ids: Collection[str]) -> frozenset[str]:
    """Those of these stops that are kept, also removed ones: all but the erased."""
    return frozenset(db.session.scalars(select(Stop.id).where(Stop.id.in_(stop_ids))))
