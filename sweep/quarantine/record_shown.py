"""One record that was kept out, as its page shows it: in words, beside what holds its number, and what was decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from sweep.access.models import User
from sweep.core.operation import Clock, KeptOut
from sweep.db import db
from sweep.ledger import Decision, Operation
from sweep.quarantine.deciding import Kept
from sweep.quarantine.in_words import Line, lines_of
from sweep.quarantine.mend_form import for_form
from sweep.quarantine.problem_words import Told, told
from sweep.quarantine.salvage import Said, read
from sweep.quarantine.sweep_choices import Choices, choices_for
from sweep.quarantine.waiting import Record, all_names, phone_names, record_of, whose
from sweep.stops.answers import LABELS, NUMBERS, Names, in_words
from sweep.sync import entries
from sweep.sync.reading import meaning, opened

_CLASH = ("id_in_use", "other_content")


@dataclass(frozen=True, slots=True)
class Shown:
    """`form` is what a form can be made of, None where none can; `reads` whether it can count as it is.

    `first` is what holds its number, and `taken` whether that is a record of the same number.
    """

    record: Record
    names: Names
    whose: str
    told: Told
    lines: Sequence[Line]
    reads: bool
    form: Said | None
    first: Sequence[Line]
    taken: bool
    choices: Choices

    @property
    def erased(self) -> bool:
        return (self.record.row.problem or {}).get("code") == "erased"

    @property
    def title(self) -> str:
        return "A record that is no longer kept" if self.erased else self.record.title

    @property
    def fresh(self) -> bool:
        """Whether it can only count under a new number: its own is another's, or may be an erased one's."""
        return self.taken or (self.record.row.problem or {}).get("code") == "names_erased"

    @property
    def needs_sweep(self) -> bool:
        return self.reads and self.record.needs_sweep


@dataclass(frozen=True, slots=True)
class Decided:
    """What was decided, by whom and why; `instead` is what counts in its place where it was mended."""

    decision: Decision
    who: str
    sweep: str
    instead: Sequence[Line]


def shown(row: Kept) -> Shown:
    """A row with all that its page tells of it."""
    names = all_names()
    record = record_of(row, names)
    reads = _reads(row)
    first = _first(row, record.said)
    return Shown(
        record=record,
        names=names,
        whose=whose(row, phone_names(names)),
        told=told(row.problem),
        lines=lines_of(record.said, names),
        reads=reads,
        form=None if reads else for_form(record.said),
        first=_differing(record.said, first, names) if first else (),
        taken=bool(first and first.record_id == _number(record.said)),
        choices=choices_for(row.officer_id, record.moment),
    )


def _reads(row: Kept) -> bool:
    """Whether it could count just as it came, now that a person says so."""
    if (row.problem or {}).get("code") in _CLASH:
        return False
    try:
        meaning(opened(row.body), Clock(timedelta(0), datetime.now(UTC)))
    except KeptOut:
        return False
    return True


def _number(said: Said) -> str:
    name = "stop_id" if said.kind.startswith("stop") else "shift_id"
    return str(said.content.get(name, "")).lower()


def _first(row: Kept, said: Said) -> Operation | None:
    """The operation that holds its number."""
    code = (row.problem or {}).get("code")
    if code == "other_content" and row.op_id:
        return entries.seen([row.op_id]).get(row.op_id)
    if code == "id_in_use":
        known = entries.of_records({_number(said)})
        ops = known.get(entries.record_key(said.kind, _number(said)), [])
        return next((each for each in ops if each.kind == said.kind), None)
    return None


def _differing(said: Said, first: Operation, names: Names) -> list[Line]:
    """What the first one says where it says something else."""
    own, other = (
        {name: {**each.content, **each.changes}.get(name) for name in LABELS}
        for each in (said, read(first.body))
    )
    return [
        Line(name, label, in_words(name, other[name], names) if other[name] else "Nothing")
        for name, label in LABELS.items()
        if own[name] != other[name] and name not in NUMBERS
    ]


def decided(decision: Decision, record: Shown) -> Decided:
    """What was decided on a record."""
    user = db.session.scalars(select(User).where(User.id == decision.user_id)).one_or_none()
    who = (user.name or user.email) if user else "The server, after an upgrade"
    sweep = record.names.sweeps.get(decision.sweep_id or "", "")
    taken = select(Operation).where(
        Operation.op_id == decision.op_id, Operation.sha256 != decision.sha256
    )
    mended = db.session.scalars(taken).one_or_none()
    instead = lines_of(read(mended.body), record.names) if mended else ()
    return Decided(decision, who, sweep, instead)
