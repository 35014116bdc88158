"""Figures as at a moment: which of the authority's revs counted by then, and the same material from the ledger.

The revs of an authority are committed in the order in which they are given out. So what counted by a moment is a
prefix of them: all before the first that was received, decided or noted later. Where there is none such yet, the
moment itself is noted, so that whatever is on its way in counts later, whatever its clock says.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select

from sweep.access.history import note
from sweep.access.models import Authority, PlanFact
from sweep.access.revs import Revs
from sweep.core.operation import KeptOut
from sweep.core.tally import STOP_FIELDS, CountedStop, StopCell, meetings_of
from sweep.db import db, writing
from sweep.errors import Problem
from sweep.ledger import MERGED, Decision, Erasure, Operation, Quarantined
from sweep.london import moment_text
from sweep.national.columns import TOTAL
from sweep.national.facts import Facts, PlannedSweep, not_noted
from sweep.national.material import Material, type_of, worked_shifts
from sweep.national.models import Explanation, PublishedReturn
from sweep.sync import entries, records
from sweep.sync.records import ROOMS, Key

_AN_INSTANT = timedelta(microseconds=1)
_STAMPS = (
    (Operation.rev, Operation.received_at),
    (Quarantined.rev, Quarantined.received_at),
    (Decision.rev, Decision.decided_at),
    (Erasure.rev, Erasure.erased_at),
    (PlanFact.rev, PlanFact.at),
    (PublishedReturn.rev, PublishedReturn.as_at),
    (Explanation.rev, Explanation.at),
)


def rev_at(authority: Authority, moment: datetime) -> int:
    """The last rev that counts as at `moment`, the same each time it is asked for.

    However long ago it is: a clock that is set back stamps what comes next before it.
    """
    if _first_after(moment) is None:
        _note_asked(authority, moment)
    later = _first_after(moment)
    return _last_rev(authority) if later is None else later - 1


def _first_after(moment: datetime) -> int | None:
    """The first rev stamped later than this. What stood before there was a history has none."""
    found = [
        db.session.execute(select(func.min(rev)).where(at > moment, rev > 0)).scalar_one()
        for rev, at in _STAMPS
    ]
    return min((rev for rev in found if rev is not None), default=None)


def _last_rev(authority: Authority) -> int:
    return db.session.scalars(select(Authority.rev).where(Authority.id == authority.id)).one()


def _note_asked(authority: Authority, moment: datetime) -> None:
    authority_id = authority.id
    with writing(authority_id):
        revs = Revs(authority_id)
        if _first_after(moment) is None:
            close(authority_id, revs, moment)


def close(authority_id: int, revs: Revs, moment: datetime) -> None:
    """Whatever comes from now on counts after this moment, also what was stamped before it and is on its way.

    Inside `writing`.
    """
    note(authority_id, ("asked", ""), revs.next(), {}, moment + _AN_INSTANT)


def catch_up(authority: Authority, now: datetime) -> None:
    """Bring the history up to what is true, before anybody is told figures.

    Plans, roles and terms are noted as they change. Where an authority lies comes with an import that is nobody's
    own, and a plan may be changed by hand: that is noted here.
    """
    authority_id = authority.id
    if not not_noted(authority, _last_rev(authority), now):
        return
    with writing(authority_id):
        revs = Revs(authority_id)
        for fact, said in not_noted(authority, revs.last, now).items():
            note(authority_id, fact, revs.next(), said)


def ledger_head(rev: int) -> str:
    """SHA-256 over the ledger up to `rev`, operation by operation: no edit, gap or cut tail leaves it the same."""
    head = b""
    rows = select(Operation.rev, Operation.op_id, Operation.sha256).where(Operation.rev <= rev)
    for number, op_id, sha256 in db.session.execute(rows.order_by(Operation.rev)):
        head = hashlib.sha256(head + f"{number} {op_id} {sha256}\n".encode()).digest()
    return head.hex() if head else hashlib.sha256().hexdigest()


def refuse_erased(sweeps: Sequence[PlannedSweep], rev: int) -> None:
    """Raise `erased_since` where an operation of these sweeps that counted by `rev` is there no more.

    One that was kept out counted from the decision to take it in.
    """
    taken_in = (
        (Decision.authority_id == Operation.authority_id)
        & (Decision.op_id == Operation.op_id)
        & (Decision.action == "apply")
    )
    gone = (
        select(func.min(Operation.erased_at), func.max(Operation.erased_at))
        .outerjoin(Decision, taken_in)
        .where(
            Operation.erased_at.is_not(None),
            func.coalesce(Decision.rev, Operation.rev) <= rev,
            Operation.taken_rev > rev,
            Operation.sweep_id.in_([sweep.id for sweep in sweeps]),
        )
    )
    first, last = db.session.execute(gone).one()
    if first is None or last is None:
        return
    since = f"at {moment_text(first)}"
    if last != first:
        since = f"from {moment_text(first)} to {moment_text(last)}"
    raise Problem(
        "erased_since",
        f"Records that counted then were erased {since}, so these figures can’t be made again."
        " Published revisions are kept as they were.",
        erased_since=first.isoformat(),
    )


def material_at(
    sweeps: Sequence[PlannedSweep], facts: Facts, rev: int, moment: datetime
) -> Material:
    """Of these sweeps, from the operations that counted by `rev`, merged as they always are."""
    of = {sweep.id: sweep for sweep in sweeps}
    rows = _rows(of, rev)
    stops = [row for sort, row in rows if sort == "stop" and not row["voided"]]
    shifts = [row for sort, row in rows if sort == "shift" and not row["voided"]]
    worked, still_open = worked_shifts(shifts, sweeps, facts.roles, moment)
    counted = [(type_of(of[stop["sweep_id"]]), _counted(stop)) for stop in stops]
    meetings = {TOTAL: meetings_of(stop for _, stop in counted)}
    for sweep_type in {sweep_type for sweep_type, _ in counted}:
        meetings[sweep_type] = meetings_of(stop for own, stop in counted if own == sweep_type)
    cells: Counter[tuple[str, StopCell]] = Counter(counted)
    return Material(cells, meetings, worked, still_open)


def _counted(stop: Mapping[str, Any]) -> CountedStop:
    return CountedStop(**{name: stop[name] for name in STOP_FIELDS})


def _rows(of: Mapping[str, PlannedSweep], rev: int) -> list[tuple[str, Mapping[str, Any]]]:
    made = []
    for key, rows in _ledger(of, rev).items():
        record = records.merged(key, _opened(rows))
        if record is not None:
            made.append((key[0], ROOMS[key[0]].finish(record.fields, record.root)))
    return [(sort, row) for sort, row in made if row["sweep_id"] in of]


def _ledger(of: Mapping[str, PlannedSweep], rev: int) -> Mapping[Key, list[Operation]]:
    counted = select(Operation).where(
        Operation.sweep_id.in_(of),
        Operation.standing.in_(MERGED),
        func.coalesce(Operation.taken_rev, Operation.rev) <= rev,
    )
    found: defaultdict[Key, list[Operation]] = defaultdict(list)
    for row in db.session.scalars(counted):
        found[entries.record_key(row.kind, row.record_id or "")].append(row)
    return found


def _opened(rows: Iterable[Operation]) -> list[Any]:
    try:
        return [entries.as_op(row) for row in rows]
    except KeptOut as newer:
        raise Problem(
            "erased_since", "A newer version of this server took these records in. Ask it."
        ) from newer
