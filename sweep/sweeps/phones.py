"""The phones of a sweep's officers: what each said last, what came from it, and whether it is done.

The arithmetic is `core.completeness`, the questions to the ledger are `arrived`, who is waited for is `standing`.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, select

from sweep.access.models import Device, Officer
from sweep.core.completeness import Arrived, Told, account, gaps
from sweep.db import db
from sweep.errors import Problem
from sweep.ledger import devices_of_sweep, seqs_of
from sweep.sweeps.arrived import Word, arrived_from, strays_of
from sweep.sweeps.models import Sweep
from sweep.sweeps.standing import Around, around, part_of, standing_of

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
_DEVICES = (
    select(Device, Officer)
    .join(
        Officer, (Officer.authority_id == Device.authority_id) & (Officer.id == Device.officer_id)
    )
    .order_by(Officer.name, Device.enrolled_at)
)


def phones_of(sweep: Sweep) -> list[dict[str, Any]]:
    """Each phone that is, or was, of this sweep: its last words, what came from it, and how it stands.

    Those of the roster's officers, and those that sent or still hold anything of the sweep: whoever is
    taken off the roster takes nothing out of the count. `standing` is one of STANDINGS, `settled` whether
    nobody need wait for it; `outstanding` is what it holds less what was given up.
    """
    senders = devices_of_sweep(sweep.id)
    rows = _rows_of(sweep, senders)
    words = {device.id: Word(device.last_contact_at, device.made or 0) for device, _ in rows}
    strays = strays_of(words)
    arrived = arrived_from(sweep, words, strays)
    known = around(sweep, senders, strays)
    return [
        {
            **{name: getattr(row.Device, name) for name in _SHOWN},
            "officer": row.Officer.name,
            "role": row.Officer.role,
            **_told(row.Device, arrived[row.Device.id], rows, known),
        }
        for row in rows
    ]


def find_phone(sweep: Sweep, device_id: str) -> dict[str, Any]:
    """One of `phones_of`. Raises `not_found` for a phone that is none of this sweep's."""
    found = [phone for phone in phones_of(sweep) if phone["id"] == device_id.lower()]
    if not found:
        raise Problem("not_found", "There is no such phone in this sweep.")
    return found[0]


def _rows_of(sweep: Sweep, senders: set[str]) -> list[Row[Device, Officer]]:
    on_roster = {entry.officer_id for entry in sweep.roster}
    return [
        row
        for row in db.session.execute(_DEVICES)
        if row.Officer.id in on_roster
        or row.Device.id in senders
        or row.Device.held.get(sweep.id, 0)
    ]


def _told(
    device: Device, arrived: Arrived, rows: Sequence[Row[Device, Officer]], known: Around
) -> dict[str, Any]:
    """What follows from a phone's words and from what came of it."""
    told = Told(device.made, device.unsent, device.held)
    found = account(told, arrived, known.sweep.id)
    others = [
        row.Device
        for row in rows
        if row.Device.officer_id == device.officer_id and row.Device is not device
    ]
    part = part_of(device, others, known)
    return {
        "heard_at": part.heard_at,
        "received": found.received,
        "held": found.held if device.unsent is not None else None,
        "unaccounted": found.unaccounted,
        "highest_seq": arrived.highest,
        "gaps": gaps(seqs_of(device.id), told.made or 0) if found.missing else [],
        "missing": found.missing,
        "holds": found.holds,
        **standing_of(device, found.holds, part, known),
    }
