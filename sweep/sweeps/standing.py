"""How each phone of a sweep stands: whether it had its last word, and whether anybody need wait for it.

Decision 0010 says which phones are waited for; the rules that need no database are `core.completeness`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from sweep.access.models import Device
from sweep.core.completeness import Part, nobody_waits_for, spoke_at_the_end
from sweep.db import db
from sweep.ledger import Operation
from sweep.sweeps.arrived import Stray, given_up, write_offs_of
from sweep.sweeps.models import Shift, Sweep, WriteOff

# done         it holds nothing, and was heard at the sweep's end or ended all the shifts that it began
# holds        something of the sweep is known, or must be feared, to be on it
# not_heard    it holds nothing that is known of, but had no last word
# written_off  a person decided that nobody waits for it
# not_used     it sent nothing, and its officer is accounted for without it
STANDINGS = ("done", "holds", "not_heard", "written_off", "not_used")
SETTLED = {"done", "written_off", "not_used"}


@dataclass(frozen=True, slots=True)
class Around:
    """What is known of a sweep, the same for each of its phones.

    `senders` are the phones that sent anything of it, `walked` the officers with a shift; `begun` and `ended`
    are the shifts that each phone began, and ended or took back, itself.
    """

    sweep: Sweep
    senders: set[str]
    walked: set[str]
    begun: Mapping[str, set[str]]
    ended: Mapping[str, set[str]]
    written: Mapping[str, WriteOff]
    strays: Sequence[Stray]


def around(sweep: Sweep, senders: set[str], strays: Sequence[Stray]) -> Around:
    """Look it up."""
    walked = select(Shift.officer_id).where(Shift.sweep_id == sweep.id, Shift.voided.is_(False))
    begun, ended = _shifts_of(sweep.id)
    return Around(
        sweep,
        senders,
        set(db.session.scalars(walked)),
        begun,
        ended,
        write_offs_of(sweep.id),
        strays,
    )


def _shifts_of(sweep_id: str) -> tuple[Mapping[str, set[str]], Mapping[str, set[str]]]:
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


def heard_at(device: Device) -> datetime:
    """When a phone was last in touch. Enrolling is word from it too: it holds nothing then."""
    return max(device.last_contact_at or device.enrolled_at, device.enrolled_at)


def part_of(device: Device, others: Iterable[Device], known: Around) -> Part:
    """A phone's part in the sweep; `others` are its officer's other phones."""
    begun, ended = known.begun.get(device.id, set()), known.ended.get(device.id, set())
    lost = device.revoked_reason == "lost"
    return Part(
        heard_at=heard_at(device),
        sent=device.id in known.senders or bool(device.held.get(known.sweep.id)),
        begun=len(begun),
        ended=len(begun & ended),
        # What is on a lost phone nobody can look up, so it is never taken for unused.
        stood_for=not lost
        and (device.officer_id in known.walked or _replaced(device, others, known.sweep)),
        revoked_at=device.revoked_at,
    )


def _replaced(device: Device, others: Iterable[Device], sweep: Sweep) -> bool:
    """Whether its officer had a newer phone before the sweep began, which was heard after it ended."""
    return any(
        device.enrolled_at < other.enrolled_at <= sweep.starts_at
        and heard_at(other) >= sweep.ends_at
        for other in others
    )


def standing_of(device: Device, holds: int, part: Part, known: Around) -> dict[str, Any]:
    """What of a phone that holds so many is still waited for, and what was given up."""
    written = known.written.get(device.id)
    given = given_up(known.sweep, written, known.strays) if written else None
    still = given.still(holds) if given else 0
    stopped_waiting = given is not None and given.made >= (device.made or 0)
    spoke = spoke_at_the_end(part, known.sweep.ends_at)
    unused = nobody_waits_for(part, known.sweep.starts_at)
    if unused and not (part.stood_for and holds > still):
        standing = "not_used"
    elif holds > still:
        standing = "holds"
    elif still or (stopped_waiting and not spoke):
        standing = "written_off"
    else:
        standing = "done" if spoke else "not_heard"
    return {
        "standing": standing,
        "settled": standing in SETTLED,
        "outstanding": 0 if standing == "not_used" else holds - still,
        "given_up": still,
        "written_off": written,
        "after_all": given.arrived if given else 0,
    }
