"""What a `stop.*` operation says: its shape checked, its times put right, its parts named as columns."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sweep.core.finding import first_verification
from sweep.core.merge import Fields, Op, better_fix
from sweep.core.operation import Clock, Meaning
from sweep.fields import shaped
from sweep.places import on_earth
from sweep.stops.form_times import read_form
from sweep.stops.schemas import AmendStop, CreateStop, LocateStop, RestoreStop, VerifyStop, VoidStop

Sent = Mapping[str, Any]

_CREATE, _LOCATE, _AMEND = CreateStop(), LocateStop(), AmendStop()
_VOID, _RESTORE, _VERIFY = VoidStop(), RestoreStop(), VerifyStop()
_OPTIONAL = (
    "shift_id",
    "reason",
    "phase",
    "age_band",
    "sex",
    "ethnicity",
    "school_urn",
    "outcome",
    "acted_by",
    "urgent",
)


def read_create(sent: Sent, clock: Clock) -> Meaning:
    """A new stop. Whatever was left out is empty, so that the record's fields are all there."""
    said = shaped(_CREATE, sent)
    stop_id, sweep_id = said.pop("stop_id"), said.pop("sweep_id")
    place, odd_place = _place(said["location"])
    moment, odd_moment = _moment(said["stopped_at"], clock)
    fields = {
        **dict.fromkeys(_OPTIONAL),
        **_answers(said),
        **place,
        **moment,
        **read_form(sent.get("form")),
        "encounter_id": said.get("encounter_id") or stop_id,
        "sweep_id": sweep_id,
        "received_at": clock.received_at,
        "note": said.get("note") or "",
        **dict.fromkeys(("verification", "verified_finding", "register_code", "told_by")),
        "voided": False,
    }
    return Meaning(stop_id, "create", fields, sweep_id=sweep_id, flags=odd_moment + odd_place)


def read_locate(sent: Sent, _clock: Clock) -> Meaning:
    """A fix that came after Save: its own officer's to send, for it says where that officer stood."""
    said = shaped(_LOCATE, sent)
    place, odd = _place(said["location"])
    return Meaning(said["stop_id"], "side", place, flags=odd, own=True)


def read_amend(sent: Sent, clock: Clock) -> Meaning:
    """Parts of a stop set anew. A new finding without a reason drops the old one's reason."""
    said = shaped(_AMEND, sent)
    changes = said["changes"]
    odd: tuple[str, ...] = ()
    fields = _answers(changes)
    if "finding" in changes:
        fields.setdefault("reason", None)
    if "encounter_id" in changes:
        fields["encounter_id"] = changes["encounter_id"] or said["stop_id"]
    if "note" in changes:
        fields["note"] = changes["note"] or ""
    if "location" in changes:
        place, odd = _place(changes["location"])
        fields |= place
    if "stopped_at" in changes:
        moment, odd_moment = _moment(changes["stopped_at"], clock)
        fields |= moment
        odd += odd_moment
    return Meaning(said["stop_id"], "change", fields, said["base_op"], flags=odd)


def read_void(sent: Sent, _clock: Clock) -> Meaning:
    """The stop never was: undone, doubled, or recorded by mistake."""
    said = shaped(_VOID, sent)
    return Meaning(said["stop_id"], "change", {"voided": True}, said["base_op"])


def read_restore(sent: Sent, _clock: Clock) -> Meaning:
    """A stop that was removed counts again, with all that it showed."""
    said = shaped(_RESTORE, sent)
    return Meaning(said["stop_id"], "change", {"voided": False}, said["base_op"])


def read_verify(sent: Sent, _clock: Clock) -> Meaning:
    """What the school's register showed. The street's finding stays beside it."""
    said = shaped(_VERIFY, sent)
    names = ("verification", "verified_finding", "register_code", "told_by")
    return Meaning(said["stop_id"], "change", {name: said[name] for name in names}, said["base_op"])


READERS: dict[str, Callable[[Sent, Clock], Meaning]] = {
    "stop.create": read_create,
    "stop.locate": read_locate,
    "stop.amend": read_amend,
    "stop.void": read_void,
    "stop.restore": read_restore,
    "stop.verify": read_verify,
}
VERIFIERS_MAY = frozenset({"stop.verify"})
DESK_ONLY = VERIFIERS_MAY | {"stop.restore"}


def fill(fields: Fields, sides: Sequence[Op]) -> Fields:
    """A new stop with the best fix that came for it."""
    return better_fix(fields, sides)


def finish(fields: Fields, root: Op) -> Fields:
    """A merged stop as its row: until a school is asked, its verification follows from the finding."""
    pending = first_verification(fields["finding"], fields["reason"])
    return {
        **fields,
        "verification": fields["verification"] or pending,
        "author_id": root.officer,
        "recorded_by": root.user,
    }


def _answers(said: Sent) -> dict[str, Any]:
    return {name: said[name] for name in ("finding", "accompanied_by", *_OPTIONAL) if name in said}


def _moment(stopped_at: Any, clock: Clock) -> tuple[dict[str, Any], tuple[str, ...]]:
    corrected = clock.corrected(stopped_at)
    return {"stopped_at": corrected, "stopped_at_phone": stopped_at}, clock.flags(corrected)


def _place(said: Sent) -> tuple[dict[str, Any], tuple[str, ...]]:
    """A stop's place columns. A place that can't be is dropped; the ledger keeps what was sent."""
    lat, lon, source = said["lat"], said["lon"], said["source"]
    if source == "none" or lat is None or lon is None:
        return _no_place(said["why_none"]), ()
    if not on_earth(lat, lon):
        return _no_place("unavailable"), ("place_out_of_range",)
    fix = {
        "lat": lat,
        "lon": lon,
        "accuracy_m": _if_possible(said["accuracy_m"]),
        "fix_age_s": _if_possible(said["fix_age_s"]),
        "location_source": source or "gps",
        "why_none": None,
    }
    return fix, ()


def _if_possible(measured: float | None) -> float | None:
    """No accuracy and no age is below nothing: such a one is not known, and must not look better than any other."""
    return measured if measured is not None and measured >= 0 else None


def _no_place(why_none: str | None) -> dict[str, Any]:
    empty = dict.fromkeys(("lat", "lon", "accuracy_m", "fix_age_s"))
    return {**empty, "location_source": "none", "why_none": why_none}
