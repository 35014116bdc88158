"""The phones of a sweep's officers: what each said last, what came from it, and whether it is done.

The arithmetic is `core.completeness`, the questions to the ledger are `arrived`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select

from sweep.access.models import Device, Officer
from sweep.core.completeness import (
    Account,
    Arrived,
    Part,
    Told,
    account,
    gaps,
    nobody_waits_for,
    spoke_at_the_end,
)
from sweep.db import db
from sweep.errors import Problem
from sweep.ledger import Operation, devices_of_sweep, seqs_of
from sweep.sweeps.arrived import (
    Stray,
    Word,
    arrived_from,
    given_up,
    strays_of,
    write_offs_of,
)
from sweep.sweeps.models import Shift, Sweep, WriteOff

# done         it holds nothing, and was heard at the sweep's end or ended all the shifts that it began
# holds        something of the sweep is known, or must be feared, to be on it
# not_heard    it holds nothing that is known of, but had no last word
# written_off  a person decided that nobody waits for it
# not_used     it sent nothing, and its officer is accounted for without it
STANDINGS = ("done", "holds", "not_heard", "written_off", "not_used")
SETTLED = {"done", "written_off", "not_used"}

_SHOWN = (
    "id",
    "name",
    "officer_id",
    "app_version",
    "enrolled_at",
    "last_contact_at",
    "unsent",
    "made",
    "revoked_at",
    "revoked_reason",
)


@dataclass(frozen=True, slots=True)
class _Around:
    """What is known of the sweep, the same for each of its phones."""

    senders: set[str]
    walked: set[str]
    begun: Mapping[str, set[str]]
    ended: Mapping[str, set[str]]
    written: Mapping[str, WriteOff]
    strays: Sequence[Stray] = field(default=())


def phones_of(sweep: Sweep) -> list[dict[str, Any]]:
    """Each phone that is, or was, of this sweep: its last words, what came from it, and how it stands.

    Those of the roster's officers, and those that sent or still hold anything of the sweep: whoever is
    taken off the roster takes nothing out of the count. `standing` is one of STANDINGS, `settled` whether
    nobody need wait for it; `outstanding` is what it holds less what was given up.
    """
    on_roster = {entry.officer_id for entry in sweep.roster}
    senders = devices_of_sweep(sweep.id)
    devices = [
        row
        for row in db.session.execute(_DEVICES)
        if row.Officer.id in on_roster
        or row.Device.id in senders
        or row.Device.held.get(sweep.id, 0)
    ]
    words = {
        row.Device.id: Word(row.Device.last_contact_at, row.Device.made or 0) for row in devices
    }
    strays = strays_of(words)
    around = _around(sweep, senders, strays)
    arrived = arrived_from(sweep, words, strays)
    return [_shown(row, devices, arrived[row.Device.id], sweep, around) for row in devices]


def find_phone(sweep: Sweep, device_id: str) -> dict[str, Any]:
    """One of `phones_of`. Raises `not_found` for a phone that is none of this sweep's."""
    found = [phone for phone in phones_of(sweep) if phone["id"] == device_id.lower()]
    if not found:
        raise Problem("not_found", "There is no such phone in this sweep.")
    return found[0]


_DEVICES = (
    select(Device, Officer)
    .join(
        Officer, (Officer.authority_id == Device.authority_id) & (Officer.id == Device.officer_id)
    )
    .order_by(Officer.name, Device.enrolled_at)
)


def _around(sweep: Sweep, senders: set[str], strays: Sequence[Stray]) -> _Around:
    walked = select(Shift.officer_id).where(Shift.sweep_id == sweep.id, Shift.voided.is_(False))
    begun, ended = _shifts_of(sweep.id)
    return _Around(
        senders, set(db.session.scalars(walked)), begun, ended, write_offs_of(sweep.id), strays
    )


def _shifts_of(sweep_id: str) -> tuple[Mapping[str, set[str]], Mapping[str, set[str]]]:
    """The shifts that each phone began, and those that it ended or took back itself."""
    begun: defaultdict[str, set[str]] = defaultdict(set)
    ended: defaultdict[str, set[str]] = defaultdict(set)
    said = select(Operation.device_id, Operation.kind, Operation.record_id).where(
        Operation.sweep_id == sweep_id,
        Operation.device_id.is_not(None),
        Operation.kind.in_(("shift.start", "shift.end", "shift.void")),
    )
    for device_id, kind, shift_id in db.session.execute(said):
        (begun if kind == "shift.start" else ended)[device_id or ""].add(shift_id or "")
    return begun, ended


def _shown(
    row: Row[Device, Officer],
    all_of_them: Iterable[Row[Device, Officer]],
    arrived: Arrived,
    sweep: Sweep,
    around: _Around,
) -> dict[str, Any]:
    device, officer = row
    told = Told(device.made, device.unsent, device.held)
    found = account(told, arrived, sweep.id)
    others = [
        other.Device for other in all_of_them if other.Officer.id == officer.id and other is not row
    ]
    part = _part(device, others, sweep, around)
    waited = _waited(device, found, part, sweep, around)
    return {
        **{name: getattr(device, name) for name in _SHOWN},
        "officer": officer.name,
        "role": officer.role,
        "heard_at": part.heard_at,
        "received": found.received,
        "held": found.held if device.unsent is not None else None,
        "unaccounted": found.unaccounted,
        "highest_seq": arrived.highest,
        "gaps": gaps(seqs_of(device.id), told.made or 0) if found.missing else [],
        "missing": found.missing,
        "holds": found.holds,
        **waited,
        "settled": waited["standing"] in SETTLED,
    }


def _part(device: Device, others: Iterable[Device], sweep: Sweep, around: _Around) -> Part:
    begun, ended = around.begun.get(device.id, set()), around.ended.get(device.id, set())
    lost = device.revoked_reason == "lost"
    return Part(
        heard_at=_heard_at(device),
        sent=device.id in around.senders or bool(device.held.get(sweep.id)),
        begun=len(begun),
        ended=len(begun & ended),
        # What is on a lost phone nobody can look up, so it is never taken for unused.
        stood_for=not lost
        and (device.officer_id in around.walked or _replaced(device, others, sweep)),
        revoked_at=device.revoked_at,
    )


def _heard_at(device: Device) -> datetime:
    """Enrolling is word from a phone too: it holds nothing then."""
    return max(device.last_contact_at or device.enrolled_at, device.enrolled_at)


def _replaced(device: Device, others: Iterable[Device], sweep: Sweep) -> bool:
    """Whether its officer had a newer phone before the sweep began, which was heard after it ended."""
    return any(
        device.enrolled_at < other.enrolled_at <= sweep.starts_at
        and _heard_at(other) >= sweep.ends_at
        for other in others
    )


def _waited(
    device: Device, found: Account, part: Part, sweep: Sweep, around: _Around
) -> dict[str, Any]:
    """What of the phone is still waited for, and what was given up."""
    written = around.written.get(device.id)
    now = given_up(sweep, written, around.strays) if written else None
    up = now.still(found.holds) if now else 0
    outstanding = found.holds - up
    if nobody_waits_for(part, sweep.starts_at) and not (part.stood_for and outstanding):
        standing = "not_used"
    elif outstanding:
        standing = "holds"
    elif up or (
        now and now.made >= (device.made or 0) and not spoke_at_the_end(part, sweep.ends_at)
    ):
        standing = "written_off"
    else:
        standing = "done" if spoke_at_the_end(part, sweep.ends_at) else "not_heard"
    return {
        "standing": standing,
        "outstanding": 0 if standing == "not_used" else outstanding,
        "given_up": up,
        "written_off": written,
        "after_all": now.arrived if now else 0,
    }
