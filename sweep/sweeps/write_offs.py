"""Giving up what a phone will never send: by a person, with a reason, so that figures can be final.

A write-off is a promise about numbers, not about records: up to so many of the phone's numbers that are missing
now are no longer waited for. What arrives all the same is taken in and counts, and what the phone tells of
later is waited for again.
"""

from collections.abc import Mapping
from datetime import datetime

from uuid_utils.compat import uuid7

from sweep.access.revs import Revs
from sweep.db import db, writing
from sweep.errors import Problem
from sweep.sweeps.models import WriteOff
from sweep.sweeps.phones import find_phone
from sweep.sweeps.read import find_sweep


def write_off(
    authority_id: int, sweep_id: str, said: Mapping[str, str], user_id: str | None, now: datetime
) -> WriteOff:
    """Give up what the phone `device_id` holds of the sweep, for the reason `why` (`NewWriteOff`).

    The same again changes nothing as long as the phone has told of nothing more. Raises `not_found`, and
    `nothing_to_write_off` for a phone that is settled.
    """
    with writing(authority_id):
        revs = Revs(authority_id)  # nothing arrives between looking and writing
        phone = find_phone(find_sweep(sweep_id), said["device_id"])
        if phone["standing"] == "written_off":
            known: WriteOff = phone["written_off"]
            return known
        if phone["settled"]:
            raise Problem("nothing_to_write_off")
        written = WriteOff(
            authority_id=authority_id,
            id=str(uuid7()),
            sweep_id=sweep_id.lower(),
            device_id=phone["id"],
            operations=phone["holds"],
            made=max(phone["made"] or 0, phone["highest_seq"]),
            why=said["why"],
            user_id=user_id or "",
            written_at=now,
        )
        db.session.add(written)
        revs.next()  # so that a page which is looked at again shows it
        return written
