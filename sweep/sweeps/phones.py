"""The phones of a sweep's officers: what each said last, and what may be missing from it."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from sweep.access.models import Device, Officer
from sweep.db import db
from sweep.ledger import devices_of_sweep, seqs_of
from sweep.sweeps.models import Sweep

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
# More pairs than this tell a person no more than these do.
_MOST_GAPS = 100


def phones_of(sweep: Sweep) -> list[dict[str, Any]]:
    """Each phone that is, or was, of this sweep: its last words, and the gaps in what came from it.

    Those of the roster's officers, and those that sent or still hold anything of the sweep: whoever is
    taken off the roster takes nothing out of the count.
    """
    on_roster = {entry.officer_id for entry in sweep.roster}
    senders = devices_of_sweep(sweep.id)
    rows = db.session.execute(
        select(Device, Officer)
        .join(
            Officer,
            (Officer.authority_id == Device.authority_id) & (Officer.id == Device.officer_id),
        )
        .order_by(Officer.name, Device.enrolled_at)
    )
    return [
        _shown(device, officer, sweep.id)
        for device, officer in rows
        if officer.id in on_roster or device.id in senders or sweep.id in device.held
    ]


def _shown(device: Device, officer: Officer, sweep_id: str) -> dict[str, Any]:
    seqs = seqs_of(device.id)
    highest = seqs[-1] if seqs else 0
    missing = max(highest, device.made or 0) - len(seqs)
    held = device.held.get(sweep_id, 0) if device.unsent is not None else None
    return {
        **{name: getattr(device, name) for name in _SHOWN},
        "officer": officer.name,
        "role": officer.role,
        "held": held,
        "highest_seq": highest,
        "gaps": gaps(seqs, device.made or 0),
        "missing": missing,
        # What the phone says it keeps for another sweep is no loss of this one; what it can't
        # account for may be of any.
        "holds": (held or 0) + max(0, missing - (device.unsent or 0)),
    }


def gaps(seqs: Sequence[int], made: int) -> list[list[int]]:
    """Runs of numbers from 1 to the highest made that did not come: [first, last] each."""
    missing: list[list[int]] = []
    expected = 1
    for seq in [*seqs, made + 1]:
        if seq > expected:
            missing.append([expected, seq - 1])
        expected = max(expected, seq + 1)
    return missing[:_MOST_GAPS]
