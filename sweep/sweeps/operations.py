"""What a `shift.*` operation says: its shape checked, its times put right."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sweep.core.merge import Fields, Op, shift_end
from sweep.core.operation import Clock, Meaning
from sweep.fields import shaped
from sweep.sweeps.schemas import AmendShift, EndShift, StartShift, VoidShift

Sent = Mapping[str, Any]

_START, _END, _AMEND, _VOID = StartShift(), EndShift(), AmendShift(), VoidShift()


def read_start(sent: Sent, clock: Clock) -> Meaning:
    """One officer begins to walk. `officer_id` is the phone's claim."""
    said = shaped(_START, sent)
    started = clock.corrected(said["started_at"])
    fields = {
        "sweep_id": said["sweep_id"],
        "officer_id": said["officer_id"],
        "started_at": started,
        "ended_at": None,
        "break_minutes": 0,
        "voided": False,
    }
    return Meaning(
        said["shift_id"], "create", fields, sweep_id=said["sweep_id"], flags=clock.flags(started)
    )


def read_end(sent: Sent, clock: Clock) -> Meaning:
    """That officer stops walking."""
    said = shaped(_END, sent)
    ended = clock.corrected(said["ended_at"])
    fields = {"ended_at": ended, "break_minutes": said["break_minutes"]}
    return Meaning(said["shift_id"], "side", fields, flags=clock.flags(ended))


def read_amend(sent: Sent, clock: Clock) -> Meaning:
    """Who, from when, until when, or the breaks, set anew."""
    said = shaped(_AMEND, sent)
    fields = dict(said["changes"])
    for name in ("started_at", "ended_at"):
        if fields.get(name) is not None:
            fields[name] = clock.corrected(fields[name])
    return Meaning(said["shift_id"], "change", fields, said["base_op"])


def read_void(sent: Sent, _clock: Clock) -> Meaning:
    """The shift never was."""
    said = shaped(_VOID, sent)
    return Meaning(said["shift_id"], "change", {"voided": True}, said["base_op"])


READERS: dict[str, Callable[[Sent, Clock], Meaning]] = {
    "shift.start": read_start,
    "shift.end": read_end,
    "shift.amend": read_amend,
    "shift.void": read_void,
}
DESK_ONLY: frozenset[str] = frozenset()


def fill(fields: Fields, sides: Sequence[Op]) -> Fields:
    """A begun shift with its end."""
    return shift_end(fields, sides)


def finish(fields: Fields, root: Op) -> Fields:
    """A merged shift as its row."""
    return {**fields, "author_id": root.officer}
