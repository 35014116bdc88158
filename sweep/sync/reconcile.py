"""What the server has of what a phone holds: asked after a restore, and before anything is sent again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sweep.ledger import ASIDE, Operation, Quarantined
from sweep.sync import entries


@dataclass(frozen=True, slots=True)
class State:
    """How one operation stands here.

    `state` is `have`, `quarantined`, `erased`, `missing`, or `differs`: known by this id with other bytes,
    and these bytes nowhere. `rev` is its receipt where there is one.
    """

    op_id: str
    state: str
    rev: int | None = None


def reconcile(asked: Sequence[Mapping[str, str]]) -> list[State]:
    """The state of each `{op_id, sha256}` asked about, in the same order. Changes nothing."""
    entered = entries.seen([one["op_id"].lower() for one in asked])
    aside = entries.seen_in_quarantine([one["sha256"] for one in asked])
    return [
        _state(one, entered.get(one["op_id"].lower()), aside.get(one["sha256"])) for one in asked
    ]


def _state(one: Mapping[str, str], row: Operation | None, aside: Quarantined | None) -> State:
    if row is not None and row.sha256 == one["sha256"]:
        return State(one["op_id"], _standing(row), row.rev)
    if aside is not None:
        return State(one["op_id"], "quarantined" if aside.body else "erased", aside.rev)
    if row is not None and row.erased_at is not None:
        return State(one["op_id"], "erased", row.rev)
    return State(one["op_id"], "missing" if row is None else "differs")


def _standing(row: Operation) -> str:
    if row.erased_at is not None:
        return "erased"
    return "quarantined" if row.standing in ASIDE else "have"
