"""Operations on one record → what the record shows.

A record (a stop or a shift) is never edited: it is a function of the *set* of its operations, so the
order in which they arrive, and how often, can't matter. `create` makes it. A `change` (amend, void,
restore, verify) names in `base_op` what its author saw, so changes hang below one another like a tree. A `side`
operation (a later fix, the end of a shift) names nothing, fills in what `create` left open, and never
conflicts. One that is its author's `own` to say, as a fix is, fills in nothing for anybody else: a place comes
without a reason and can't be taken back. Two changes on one base are a conflict: both are kept, one is shown by
a fixed rule.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Op:
    """One operation as the merge sees it.

    `fields` are the record's fields that it sets. `author` tells apart whose sequence `seq` counts in
    (a device; None at a desk). `officer` is who answers for it, None at a desk, where it is `user`.
    `rev` is the receipt. `flags` are codes of what is odd about it by itself. `stands_for` is the operation
    that it was made of by mending: whoever saw that one builds on this one. `own` marks a side that only the
    officer who made the record may say.
    """

    op_id: str
    part: Literal["create", "side", "change"]
    fields: Mapping[str, Any]
    rev: int
    base_op: str | None = None
    desk: bool = False
    author: str | None = None
    officer: str | None = None
    user: str | None = None
    seq: int | None = None
    flags: tuple[str, ...] = ()
    stands_for: str | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """What a record shows, and what became of each of its operations.

    `head` is the operation that a further change must name as its base. `waiting` operations name a
    base that has not come; `overruled` ones lost a conflict, or were not their author's to say. All are kept.
    """

    fields: Fields
    root: Op
    head: str
    rev: int
    waiting: frozenset[str] = frozenset()
    overruled: frozenset[str] = frozenset()
    flags: tuple[str, ...] = field(default=())


Fill = Callable[[Fields, Sequence[Op]], Fields]


def merge(ops: Iterable[Op], fill: Fill) -> Record | None:
    """The record made by these operations, or None while none of them creates it.

    `fill(fields, sides)` puts the side operations into the fields that `create` set.
    Of several creates the earliest received counts; the caller keeps the others out.
    """
    ops = sorted(ops, key=lambda op: op.rev)
    root = next((op for op in ops if op.part == "create"), None)
    if root is None:
        return None
    sides = [op for op in ops if op.part == "side"]
    changes = {op.op_id: op for op in ops if op.part == "change"}
    below = _hang(root, changes, {op.op_id: op for op in sides})
    path = _shown_path(root, below)
    reached = _reach(root, below)
    strange = [op for op in sides if _is_strange(op, root)]
    overruled = frozenset(op.op_id for op in [*reached, *strange]) - {op.op_id for op in path}
    fields = fill(dict(root.fields), [op for op in sides if not _is_strange(op, root)])
    for op in path[1:]:
        fields.update(op.fields)
    return Record(
        fields=fields,
        root=root,
        head=path[-1].op_id,
        rev=max(op.rev for op in [*reached, *sides]),
        waiting=frozenset(changes) - {op.op_id for op in reached},
        overruled=overruled,
        flags=tuple(_flags(path, below, strange)),
    )


def _is_strange(side: Op, root: Op) -> bool:
    """Said by somebody whose word it is not."""
    return side.own and side.officer != root.officer


Tree = Mapping[str, Sequence[Op]]


def _hang(root: Op, changes: Mapping[str, Op], sides: Mapping[str, Op]) -> Tree:
    """Each change below the operation that its author saw last."""
    below: defaultdict[str, list[Op]] = defaultdict(list)
    mended = {op.stands_for: op.op_id for op in (root, *changes.values()) if op.stands_for}
    for op in changes.values():
        base = op.base_op or ""
        # An operation that counts itself is meant itself, whatever was mended under its number.
        if base not in changes and base not in sides and base != root.op_id:
            base = mended.get(base, base)
        if base in sides:
            base = _seen_before(sides[base], root, changes.values())
        below[base].append(op)
    return below


def _seen_before(side: Op, root: Op, changes: Iterable[Op]) -> str:
    """A side operation is no head. Whoever named it had seen its author's earlier change, or the root."""
    earlier = [
        op
        for op in changes
        if op.author == side.author and op.seq is not None and op.seq < (side.seq or 0)
    ]
    return max(earlier, key=lambda op: op.seq or 0, default=root).op_id


def _reach(start: Op, below: Tree) -> list[Op]:
    """`start` and all that hangs below it. (Not recursive: a chain may be long.)"""
    found, ahead = [], [start]
    while ahead:
        op = ahead.pop()
        found.append(op)
        ahead.extend(below.get(op.op_id, ()))
    return found


def _shown_path(root: Op, below: Tree) -> list[Op]:
    """From the create along the shown change of each fork: a desk's over a phone's, then the later.

    What is later is told by the receipts, but within one phone by its own sequence, however its
    operations came.
    """
    path = [root]
    while forks := below.get(path[-1].op_id):
        if len(forks) == 1:
            path.append(forks[0])
            continue
        branches = {op.op_id: _reach(op, below) for op in forks}
        authors = {op.author for branch in branches.values() for op in branch}
        of_one = len(authors) == 1 and None not in authors
        weights = {op_id: _weight(branch, of_one) for op_id, branch in branches.items()}
        shown = max(weights, key=weights.__getitem__)
        path.append(branches[shown][0])
    return path


def _weight(branch: Sequence[Op], of_one: bool) -> tuple[bool, int, int]:
    last_seq = max(op.seq or 0 for op in branch) if of_one else 0
    return any(op.desk for op in branch), last_seq, max(op.rev for op in branch)


def _flags(path: Sequence[Op], below: Tree, strange: Sequence[Op]) -> Iterable[str]:
    yield from dict.fromkeys(flag for op in path for flag in op.flags)
    if strange or any(not op.desk and op.officer != path[0].officer for op in path[1:]):
        yield "by_another_officer"
    if any(_open_conflict(at, path, below) for at in range(len(path))):
        yield "conflict"


def _open_conflict(at: int, path: Sequence[Op], below: Tree) -> bool:
    """Whether a fork has not been looked at since.

    It has been once a desk changed the shown branch, below the fork, after all of the other came in. To remove a
    record or put it back is no such look: neither says which of the changes is right.
    """
    others = [op for op in below.get(path[at].op_id, ()) if op not in path[at + 1 : at + 2]]
    if not others:
        return False
    last = max(op.rev for other in others for op in _reach(other, below))
    later = [op for op in path[at + 2 :] if op.desk and op.rev > last]
    return all(op.fields.keys() == {"voided"} for op in later)


def better_fix(fields: Fields, sides: Sequence[Op]) -> Fields:
    """A stop's place: the most accurate of what was saved with it and what came after.

    A place beats none, a known accuracy an unknown one. Equal ones leave what was saved, and so does a place that
    a person chose, whatever a fix says of its own accuracy.
    """
    if fields.get("location_source") in ("pin", "site"):
        return fields
    best = fields
    for op in sorted(sides, key=lambda op: (op.seq or 0, op.rev)):
        if _accuracy(op.fields) < _accuracy(best):
            best = {**fields, **op.fields}
    return best


def _accuracy(fields: Mapping[str, Any]) -> float:
    if fields.get("lat") is None:
        return float("inf")
    accuracy = fields.get("accuracy_m")
    return 1e9 if accuracy is None else float(accuracy)


def shift_end(fields: Fields, sides: Sequence[Op]) -> Fields:
    """A shift's end: a desk's over a phone's; of one phone's several the last it made; else the later."""
    if not sides:
        return fields
    last: dict[str | None, Op] = {}
    for op in sorted(sides, key=lambda op: (op.seq or 0, op.rev)):
        last[op.author] = op
    chosen = max(last.values(), key=lambda op: (op.desk, op.rev))
    return {**fields, **chosen.fields}
