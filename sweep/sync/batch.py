"""The new operations of one push: their shape, their ledger rows, and the records they touch."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from functools import cached_property

from sqlalchemy import select

from sweep.access.revs import Revs
from sweep.core.flags import FLAGS, Flag
from sweep.core.merge import Op, Record
from sweep.core.operation import ERASED, WAITING, Clock, KeptOut, Meaning, Problem, flagged, said
from sweep.core.school_days import SchoolTerm
from sweep.db import db
from sweep.ledger import Operation
from sweep.schools.calendar import read_calendar
from sweep.stops.flags import PLAN_PARTS, Plan, flags_of, plan_of
from sweep.sweeps.flags import flags_of_shift
from sweep.sweeps.models import Sweep
from sweep.sync import entries, records
from sweep.sync.entries import Author
from sweep.sync.late_words import late_among, marked
from sweep.sync.reading import Incoming, meaning, offset_ms
from sweep.sync.records import Key


class Batch:
    """Operations to be taken in, gathered one by one with `add` or `take`, then written by `finish`.

    `rows` are their ledger rows by id. `later` are those that can't be taken in just now: nothing of
    them is written.
    """

    def __init__(
        self, author: Author, revs: Revs, received_at: datetime, sent_at: datetime | None
    ) -> None:
        self.author = author
        self.revs = revs
        self.received_at = received_at
        self.sent_at = sent_at
        self.rows: dict[str, Operation] = {}
        self.later: set[str] = set()
        self._said: dict[str, Meaning] = {}

    def add(self, came: Incoming, offset: int | None = None) -> Operation:
        """Give the operation its rev and its ledger row; read what it says.

        `offset` is the clock's correction in ms, where it is known otherwise than from the operation.
        """
        if offset is None:
            offset = 0 if self.author.at_desk else offset_ms(came, self.received_at, self.sent_at)
        row = entries.new_row(came, self.author, self.revs.next(), offset, self.received_at)
        self.rows[row.op_id] = row
        try:
            self._said[row.op_id] = self._read(came, row)
        except KeptOut as why:
            _keep_out(row, why)
        return row

    def take(self, row: Operation) -> None:
        """Take in an operation that lies in the ledger but was kept out. Raises KeptOut as before."""
        row.taken_rev = self.revs.next()
        found = entries.meaning_of(row)
        if found.part == "create" and found.sweep_id is None:
            raise KeptOut("no_sweep")
        row.record_id, row.base_op = found.record_id, found.base_op
        self.rows[row.op_id], self._said[row.op_id] = row, found

    def _read(self, came: Incoming, row: Operation) -> Meaning:
        if self.author.left:
            raise KeptOut("device_left")
        if came.kind and came.kind not in self.author.may:
            raise KeptOut("not_permitted")
        clock = Clock(timedelta(milliseconds=row.offset_ms), row.received_at)
        found = meaning(came, clock)
        row.record_id, row.base_op = found.record_id, found.base_op
        if found.part == "create" and found.sweep_id is None:
            raise KeptOut("no_sweep")
        return found

    def finish(self) -> None:
        """Hold the batch against what is known, then write ledger rows and records."""
        plans = self._plans()
        for op_id, found in list(self._said.items()):
            if found.part == "create" and found.sweep_id not in plans:
                self._drop(op_id, KeptOut("unknown_sweep"))
                self.rows[op_id].sweep_id = None
        self._turn_away()
        known = entries.of_records({row.record_id for row in self.rows.values() if row.record_id})
        made = self._merge(known)
        self._tell(made, plans)
        self._place(made, known)
        entries.enter(row for row in self.rows.values() if row not in db.session)
        records.write(self.author.authority_id, made)

    def _plans(self) -> dict[str, Plan]:
        """The plans of the sweeps that are named here and are this authority's."""
        named = {found.sweep_id for found in self._said.values() if found.sweep_id}
        if not named:
            return {}
        sweeps = db.session.scalars(select(Sweep).where(Sweep.id.in_(named)).options(*PLAN_PARTS))
        return {sweep.id: plan_of(sweep, self._terms) for sweep in sweeps}

    def _drop(self, op_id: str, why: KeptOut) -> None:
        del self._said[op_id]
        _keep_out(self.rows[op_id], why)

    def _known_ops(self, known: dict[Key, list[Operation]]) -> dict[Key, list[Op]]:
        """What is known of each record, less those that a newer server wrote to."""
        ops = {}
        for key, rows in known.items():
            if not self._is_named(key):
                continue
            try:
                ops[key] = [entries.as_op(row) for row in rows]
            except KeptOut:
                self._put_off(key)
        return ops

    def _is_named(self, key: Key) -> bool:
        return bool(self._about(key))

    def _about(self, key: Key) -> list[str]:
        """The operations of this batch that are about this record."""
        return [
            op_id
            for op_id, found in self._said.items()
            if entries.record_key(self.rows[op_id].kind, found.record_id) == key
        ]

    def _turn_away(self) -> None:
        """Of a late word on what was erased, also one that would be kept out, only its number stays."""
        late = late_among(self.rows.values(), self._said)
        for op_id, row in self.rows.items():
            if op_id in late:
                self._forget(row, late[op_id])
            elif op_id not in self._said and row.problem:
                row.problem = marked(row.problem, row.body)

    def _forget(self, row: Operation, record_id: str) -> None:
        """Known for its number alone, so that it is never asked for again."""
        self._said.pop(row.op_id, None)
        row.standing, row.problem = "erased", said(ERASED)
        row.record_id, row.body, row.erased_at = record_id, b"", self.received_at

    def _put_off(self, key: Key) -> None:
        for op_id in self._about(key):
            self.later.add(op_id)
            del self.rows[op_id], self._said[op_id]

    def _merge(self, known: dict[Key, list[Operation]]) -> dict[Key, Record]:
        ops = defaultdict(list, self._known_ops(known))
        for op_id, found in list(self._said.items()):
            key = entries.record_key(self.rows[op_id].kind, found.record_id)
            if found.part == "create" and any(op.part == "create" for op in ops[key]):
                self._drop(op_id, KeptOut("id_in_use"))
            else:
                ops[key].append(entries.make_op(self.rows[op_id], found))
        made = {}
        for key, together in ops.items():
            record = records.merged(key, together)
            self._restand(together, record, known.get(key, ()))
            if record is not None:
                made[key] = record
        return made

    def _restand(
        self, together: Iterable[Op], record: Record | None, known: Iterable[Operation]
    ) -> None:
        stood = {row.op_id: row.standing for row in known}
        changed = {}
        for op in together:
            standing = records.standing_of(op, record)
            if op.op_id in self.rows:
                self.rows[op.op_id].standing = standing
            elif stood[op.op_id] != standing:
                changed[op.op_id] = standing
        entries.restand(changed)

    def _tell(self, made: dict[Key, Record], plans: dict[str, Plan]) -> None:
        """Write on each new row what its sender hears about it."""
        for op_id, found in self._said.items():
            row = self.rows[op_id]
            record = made.get(entries.record_key(row.kind, found.record_id))
            if row.standing == "waiting" or record is None:
                row.problem = said(WAITING)
            else:
                row.problem = _worst(self._flags(row, record, plans))

    def _place(self, made: dict[Key, Record], known: dict[Key, list[Operation]]) -> None:
        """Tell each row to its record's sweep, also those that are kept out, wait, or came earlier."""
        keys = {
            entries.record_key(row.kind, row.record_id)
            for row in self.rows.values()
            if row.record_id and row.sweep_id is None
        }
        sweeps = records.sweeps_of(keys - made.keys()) | {
            key: record.fields["sweep_id"] for key, record in made.items()
        }
        for row in (*self.rows.values(), *(row for rows in known.values() for row in rows)):
            if row.sweep_id is None and row.record_id:
                row.sweep_id = sweeps.get(entries.record_key(row.kind, row.record_id))

    def _flags(self, row: Operation, record: Record, plans: dict[str, Plan]) -> Iterable[Flag]:
        """All that is odd about the record now, in the order in which it matters."""
        key = entries.record_key(row.kind, row.record_id or "")
        shown = records.row_of(self.author.authority_id, key, record)
        plan = plans.get(shown["sweep_id"]) or self._plan(shown["sweep_id"], plans)
        if key[0] == "stop":
            return flags_of(shown, plan)
        return flags_of_shift(shown, plan.roles, plan.period)

    def _plan(self, sweep_id: str, plans: dict[str, Plan]) -> Plan:
        named = select(Sweep).where(Sweep.id == sweep_id).options(*PLAN_PARTS)
        plans[sweep_id] = plan_of(db.session.scalars(named).one(), self._terms)
        return plans[sweep_id]

    @cached_property
    def _terms(self) -> Sequence[SchoolTerm]:
        return read_calendar().terms


def _keep_out(row: Operation, why: KeptOut) -> None:
    row.standing, row.problem = "quarantined", why.problem


_ORDER = ("conflict", "by_another_officer", *FLAGS)
# The phone says it before Save. A remark to be read on each stop of a Saturday would only teach to read none.
_KNOWN_BEFORE = {"no_school_day"}


def _worst(flags: Iterable[Flag]) -> Problem | None:
    """The first flag in order of weight; the record's own page shows them all."""
    told = (flag for flag in flags if flag.code not in _KNOWN_BEFORE)
    ranked = sorted(told, key=lambda flag: _ORDER.index(flag.code))
    return flagged(ranked[0]) if ranked else None
