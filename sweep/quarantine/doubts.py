"""What a person is asked about once more before records count in a sweep: another time, or final figures."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from sweep.db import db
from sweep.fields import is_uuid
from sweep.ledger import Operation
from sweep.london import moment_text
from sweep.quarantine.deciding import Wish
from sweep.quarantine.in_words import when_of
from sweep.quarantine.salvage import read
from sweep.quarantine.sweep_choices import ran_at, sweep_words
from sweep.quarantine.waiting import Record
from sweep.stops.models import Stop
from sweep.sweeps.models import Sweep
from sweep.sweeps.read import all_sweeps


@dataclass(frozen=True, slots=True)
class Counting:
    """A record that would count in a sweep. `named` is whether a person put it there, at `moment`."""

    sweep_id: str | None
    moment: datetime | None
    named: bool
    is_stop: bool
    name: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A sweep in which counting wants a second word: its title, when it was, and what would change.

    `seen` stands for what the sentences say, so that nobody agrees to what they were not shown.
    """

    title: str
    when: str
    sentences: Sequence[str]
    seen: Sequence[str]


def counting(record: Record, wish: Wish) -> Counting:
    """What this wish would let count, and where."""
    if wish.mended is not None:
        said = read(wish.mended.encode("utf-8", "surrogatepass"))
        own, named = said.content.get("sweep_id"), said.makes_a_record
        moment = when_of(said)
    else:
        said, named = record.said, wish.sweep_id is not None
        own, moment = wish.sweep_id or said.content.get("sweep_id"), record.when
    if not said.makes_a_record:
        own = _sweep_of(str(said.content.get("stop_id") or said.content.get("shift_id")).lower())
    sweep_id = own.lower() if isinstance(own, str) else None
    return Counting(sweep_id, moment, named, said.kind == "stop.create", record.name)


def _sweep_of(record_id: str) -> str | None:
    """The sweep of the record that a change is about."""
    if not is_uuid(record_id):
        return None
    own = select(Operation.sweep_id).where(
        Operation.record_id == record_id, Operation.sweep_id.is_not(None)
    )
    return db.session.scalars(own.limit(1)).first()


def doubts(countings: Iterable[Counting]) -> list[Doubt]:
    """Every sweep that is final, or that a person named though it was at another time."""
    every = list(countings)
    found = []
    for sweep in all_sweeps():
        own = [one for one in every if one.sweep_id == sweep.id]
        outside = [one for one in own if _is_outside(one, sweep)]
        if outside or (own and sweep.status == "final"):
            found.append(_doubt(sweep, own, outside))
    return found


def unseen(found: Iterable[Doubt], agreed: str) -> bool:
    """Whether there is a doubt that the person had not been shown when they agreed."""
    return not {each for doubt in found for each in doubt.seen} <= set(agreed.split())


def _is_outside(one: Counting, sweep: Sweep) -> bool:
    return one.named and one.moment is not None and not ran_at(sweep, one.moment)


def _doubt(sweep: Sweep, own: Sequence[Counting], outside: Sequence[Counting]) -> Doubt:
    seen = [f"{sweep.id}:{len(outside)}"] if outside else []
    if sweep.status == "final":
        seen.append(f"{sweep.id}:final")
    return Doubt(sweep.title, sweep_words(sweep), list(_sentences(sweep, own, outside)), seen)


def _sentences(sweep: Sweep, own: Sequence[Counting], outside: Sequence[Counting]) -> Iterator[str]:
    if sweep.status == "final":
        yield (
            "These figures were made final. They will be shown as changed, with an open point, until they"
            " are reopened and made final again."
        )
    if outside:
        yield _not_on_then(outside)
    if stops := sum(one.is_stop for one in own):
        now = _stops_of(sweep)
        yield f"It counts {now} stop{'' if now == 1 else 's'} now, and {now + stops} afterwards."


def _not_on_then(outside: Sequence[Counting]) -> str:
    first = outside[0]
    which = f"{first.name} at {moment_text(first.moment)}" if first.moment else first.name
    if len(outside) == 1:
        return f"{which}: this sweep was not on then."
    return f"{len(outside)} records are of a time when this sweep was not on, such as {which}."


def _stops_of(sweep: Sweep) -> int:
    stand = select(func.count()).where(Stop.sweep_id == sweep.id, Stop.voided.is_(False))
    return db.session.execute(stand.select_from(Stop)).scalar_one()
