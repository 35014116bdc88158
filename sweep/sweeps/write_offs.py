"""Giving up what a phone will never send: by a person, with a reason, so that figures can be final.

A write-off is a promise about numbers, not about records: up to so many of the phone's numbers that are missing
now are no longer waited for. What arrives all the same is taken in and counts, and what the phone tells of
later is waited for again.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select
from uuid_utils.compat import uuid7

from sweep.db import db
from sweep.errors import Problem
from sweep.sweeps.models import Sweep, WriteOff


def latest_of(sweep_id: str) -> dict[str, WriteOff]:
    """The last write-off of each phone in this sweep, by phone: it says anew what the ones before said."""
    rows = db.session.scalars(
        select(WriteOff)
        .where(WriteOff.sweep_id == sweep_id)
        .order_by(WriteOff.written_at, WriteOff.id)
    )
    return {row.device_id: row for row in rows}


def write_off(
    sweep: Sweep, phone: Mapping[str, Any], why: str, user_id: str, now: datetime
) -> WriteOff:
    """Give up what this phone (of `phones_of`) holds of the sweep. Inside `writing`.

    The same again changes nothing as long as the phone has told of nothing more. Raises
    `nothing_to_write_off` for a phone that is done.
    """
    if phone["standing"] == "written_off":
        known: WriteOff = phone["written_off"]
        return known
    if phone["settled"]:
        raise Problem("nothing_to_write_off")
    written = WriteOff(
        authority_id=sweep.authority_id,
        id=str(uuid7()),
        sweep_id=sweep.id,
        device_id=phone["id"],
        operations=phone["holds"],
        made=max(phone["made"] or 0, phone["highest_seq"]),
        why=why,
        user_id=user_id,
        written_at=now,
    )
    db.session.add(written)
    db.session.flush()
    return written
