"""What a restored backup lacks of the database before it: what phones will send, and what nobody will.

A phone keeps an operation until a server of the current epoch has it and a verified copy too (or three days have
gone by). So what came after this backup comes again, except where a later backup had it already.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from sweep.access.credentials import ACROSS
from sweep.access.models import Authority, Device, Officer, PersonalToken, User
from sweep.db import db
from sweep.ledger import Decision, Operation, Quarantined
from sweep.national.models import PublishedReturn
from sweep.schools.models import School, Term
from sweep.stops.models import DoubleDecision
from sweep.sweeps.models import Sweep, WriteOff


@dataclass(frozen=True, slots=True)
class Phone:
    """What is known of one phone: `revs` of what came from it, by its numbers; `made` the highest it told."""

    officer: str
    authority_id: int
    token_hash: str
    made: int
    revs: Mapping[int, int]
    lost: bool


@dataclass(frozen=True, slots=True)
class Portrait:
    """A database as far as gaps go. `authorities` are (code, rev, durable_rev); `desk` ids by what they are."""

    authorities: Mapping[int, tuple[str, int, int]]
    phones: Mapping[str, Phone]
    desk: Mapping[str, set[Any]]


_DESK = {
    "sweeps": Sweep.id,
    "officers": Officer.id,
    "users": User.id,
    "personal tokens": PersonalToken.id,
    "decisions on the quarantine": Decision.sha256,
    "write-offs": WriteOff.id,
    "decisions on doubles": DoubleDecision.id,
    # By its bytes: a number is given out again, and another revision than the one that was sent up may bear it.
    "published returns": PublishedReturn.csv_metadata,
    "schools": School.id,
    "terms": Term.id,
}


def portrait() -> Portrait:
    """Of the current database."""
    db.session.rollback()
    authorities = db.session.scalars(select(Authority)).all()
    desk = {noun: _ids(select(column)) for noun, column in _DESK.items()}
    desk["operations"] = _ids(select(Operation.op_id).where(Operation.device_id.is_(None)))
    return Portrait(
        {each.id: (each.new_la_code, each.rev, each.durable_rev) for each in authorities},
        _phones(),
        desk,
    )


def _ids(chosen: Any) -> set[Any]:
    return set(db.session.scalars(chosen, execution_options=ACROSS))


def _phones() -> dict[str, Phone]:
    revs: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for came in (Operation, Quarantined):
        numbered = select(came.device_id, came.seq, came.rev).where(came.seq.is_not(None))
        for device_id, seq, rev in db.session.execute(numbered, execution_options=ACROSS):
            revs[device_id or ""].setdefault(seq or 0, rev)
    named = select(Device, Officer.name).join(
        Officer, (Officer.authority_id == Device.authority_id) & (Officer.id == Device.officer_id)
    )
    return {
        phone.id: Phone(
            name,
            phone.authority_id,
            phone.token_hash,
            phone.made or 0,
            revs[phone.id],
            phone.revoked_reason == "lost",
        )
        for phone, name in db.session.execute(named, execution_options=ACROSS)
    }


@dataclass(slots=True)
class Gaps:
    """What is not here. Numbers of operations by officer; `desk` numbers by what they are.

    `let_go` of those from phones were in a later verified copy, so phones needn't have kept them; `wiped` are those
    of phones reported lost, which keep nothing.
    """

    before_is_known: bool
    revs: dict[str, dict[str, int | None]] = field(default_factory=dict)
    from_phones: dict[str, int] = field(default_factory=dict)
    let_go: dict[str, int] = field(default_factory=dict)
    wiped: dict[str, int] = field(default_factory=dict)
    enrol_again: list[str] = field(default_factory=list)
    desk: dict[str, int] = field(default_factory=dict)


def gaps_between(before: Portrait | None, after: Portrait) -> Gaps:
    """What the restored database lacks; where the one before can't be read, what the backup itself knows of."""
    gaps = Gaps(before is not None)
    for authority_id, (code, rev, _) in after.authorities.items():
        _, rev_before, durable = (before.authorities if before else {}).get(
            authority_id, (code, None, None)
        )
        gaps.revs[code] = {"before": rev_before, "durable_before": durable, "restored": rev}
    _from_phones(gaps, before, after)
    if before:
        fresh = {noun: len(ids - after.desk[noun]) for noun, ids in before.desk.items()}
        gaps.desk = {noun: number for noun, number in fresh.items() if number}
        tokens = {phone.token_hash for phone in after.phones.values()}
        since = [phone for phone in before.phones.values() if phone.token_hash not in tokens]
        gaps.enrol_again = sorted(phone.officer for phone in since)
    return gaps


def remember(before: Portrait | None) -> None:
    """Note with each phone of the current database how many operations the one before knew that it had made.

    So what a phone must give again is missing on every page until it does, and stays missing where the phone was
    wiped: then a person has to give it up, with a reason.
    """
    for device in db.session.scalars(select(Device), execution_options=ACROSS):
        known = before.phones.get(device.id) if before else None
        if known:
            device.made = max(device.made or 0, known.made, *known.revs, 0) or device.made
    db.session.commit()


def _from_phones(gaps: Gaps, before: Portrait | None, after: Portrait) -> None:
    expected: defaultdict[str, int] = defaultdict(int)
    wiped: defaultdict[str, int] = defaultdict(int)
    let_go: defaultdict[str, int] = defaultdict(int)
    for key, last in (before or after).phones.items():
        here = after.phones[key].revs if key in after.phones else {}
        highest = max(last.made, *last.revs, *here, 0)
        gone = key in after.phones and after.phones[key].lost
        (wiped if gone else expected)[last.officer] += highest - len(here)
        durable = before.authorities[last.authority_id][2] if before else 0
        let_go[last.officer] += sum(
            rev <= durable for seq, rev in last.revs.items() if seq not in here
        )
    gaps.from_phones = {name: number for name, number in expected.items() if number}
    gaps.wiped = {name: number for name, number in wiped.items() if number}
    gaps.let_go = {name: number for name, number in let_go.items() if number}
