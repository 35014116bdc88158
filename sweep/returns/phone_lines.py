"""A sweep's phones as pages show them: how much came from each, what it still holds, and what that means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sweep.sweeps.models import Sweep
from sweep.sweeps.phone_words import (
    arrived_sentence,
    at_text,
    given_up_text,
    heard_text,
    missing_from,
    not_used_text,
    still_on,
    waiting_for,
)

_ENDED = {"lost": "reported lost", "left": "signed off"}
# (words, colour of the tag), the most pressing first
_TAGS = {
    "holds": ("Still holds records", "yellow"),
    "not_heard": ("Not heard since the end", "yellow"),
    "written_off": ("Given up", "grey"),
    "done": ("All received", "green"),
    "not_used": ("Not used", "grey"),
}
_MISSING = ("Records missing", "yellow")
_AHEAD, _IN_USE = ("Ready", "grey"), ("In use", "grey")
_ENDED_TAGS = {"lost": ("Reported lost", "yellow"), "left": ("Signed off", "yellow")}
_NEVER = ("Not heard in this sweep", "yellow")


@dataclass(frozen=True, slots=True)
class PhoneLine:
    """One phone. `heard` is empty where it was not heard in this sweep.

    `holds` are the records waited for: those `held` by the phone's own words, and those `missing` from it.
    `why` says what needs a sentence; `asks` is whether somebody must act or wait, `quiet` whether a phone
    still waited for has not been heard since the sweep began.
    """

    id: str
    officer: str
    under: str
    received: int
    holds: int
    held: int
    missing: int
    given_up: int
    heard: str
    standing: str
    tag: str
    colour: str
    why: str
    asks: bool
    quiet: bool
    may_be_written_off: bool


@dataclass(frozen=True, slots=True)
class Arrival:
    """What has arrived of a sweep: the sentence, and its phones with those still waited for first.

    `used` are the phones that have a part in it; `unused` those of its officers that had none.
    """

    sentence: str
    used: Sequence[PhoneLine]
    unused: Sequence[PhoneLine]
    complete: bool


def arrival_of(sweep: Sweep, phones: Sequence[Mapping[str, Any]], now: datetime) -> Arrival:
    """From the phones of `phones_of`."""
    order = list(_TAGS)
    lines = [_line(phone, sweep, now) for phone in phones]
    lines.sort(key=lambda line: (order.index(line.standing), -line.holds))
    return Arrival(
        arrived_sentence(phones, sweep, now),
        [line for line in lines if line.standing != "not_used"],
        [line for line in lines if line.standing == "not_used"],
        all(phone["settled"] for phone in phones),
    )


def _line(phone: Mapping[str, Any], sweep: Sweep, now: datetime) -> PhoneLine:
    standing = phone["standing"]
    # While officers walk, what a phone still holds is on its way.
    over = now >= sweep.ends_at or phone["revoked_at"] is not None
    quiet = standing == "not_heard" and not over
    heard = heard_text(phone, sweep, now)
    in_it = heard.startswith("last")
    never = standing == "not_heard" and not in_it
    words, colour = _tag(phone, sweep, now, heard_in_it=in_it)
    return PhoneLine(
        id=phone["id"],
        officer=phone["officer"],
        under=", ".join(filter(None, (phone["name"], _ended(phone, now)))),
        received=phone["received"],
        holds=phone["outstanding"],
        held=still_on(phone),
        missing=missing_from(phone),
        given_up=phone["given_up"],
        heard=at_text(phone["heard_at"], now) if in_it else "",
        standing=standing,
        tag=words,
        colour=colour,
        why=_why(phone, sweep, now),
        asks=not phone["settled"] and not quiet,
        quiet=never,
        may_be_written_off=not phone["settled"] and over,
    )


def _tag(
    phone: Mapping[str, Any], sweep: Sweep, now: datetime, *, heard_in_it: bool
) -> tuple[str, str]:
    """What the phone's state is called, and its colour."""
    standing, ended = phone["standing"], phone["revoked_reason"]
    if standing == "holds" and not still_on(phone):
        return _MISSING
    if standing != "not_heard" or (now >= sweep.ends_at and heard_in_it):
        return _TAGS[standing]
    if not heard_in_it:
        return _NEVER
    if ended:
        return _ENDED_TAGS[ended]
    return _AHEAD if now < sweep.starts_at else _IN_USE


def _ended(phone: Mapping[str, Any], now: datetime) -> str:
    if phone["revoked_at"] is None:
        return ""
    return f"{_ENDED[phone['revoked_reason']]} at {at_text(phone['revoked_at'], now)}"


def _why(phone: Mapping[str, Any], sweep: Sweep, now: datetime) -> str:
    """What neither the tag nor the numbers say already."""
    if phone["standing"] == "not_used":
        return not_used_text(phone, sweep)
    known = phone["revoked_reason"] != "lost" and not phone["unaccounted"]
    missed = "" if known else waiting_for(phone, sweep, now)
    late = given_up_text(phone) if phone["written_off"] else ""
    return " ".join(filter(None, (missed, late)))
