"""What is said of a sweep's phones, in words: how much has arrived, and why a phone is still waited for.

A *record* is one thing that an officer saved: a stop, a correction of one, the start or the end of somebody's
patrol. The desk counts records; the wire calls them operations.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sweep.london import clock_text, day_text, moment_text
from sweep.sweeps.models import Sweep

Phone = Mapping[str, Any]

# A sentence that names more phones than this is a list, and the table beside it has them all.
_MOST_NAMED = 2


def records(number: int) -> str:
    """`1 record`, `2 records`."""
    return f"{number} record{'' if number == 1 else 's'}"


def at_text(moment: datetime, now: datetime) -> str:
    """`14:02`, with its day where that is not today."""
    return clock_text(moment) if day_text(moment) == day_text(now) else moment_text(moment)


def heard_text(phone: Phone, sweep: Sweep, now: datetime) -> str:
    """Goes on from the phone's name: `last heard 14:02`."""
    if now >= sweep.starts_at and phone["heard_at"] < sweep.starts_at:
        return "not heard since this sweep began"
    return f"last heard {at_text(phone['heard_at'], now)}"


def arrived_sentence(phones: Sequence[Phone], sweep: Sweep, now: datetime) -> str:
    """`143 of 147 records received, 4 on PC 2231’s phone, last heard 14:02.`"""
    received = sum(phone["received"] for phone in phones)
    made = received + sum(phone["outstanding"] + phone["given_up"] for phone in phones)
    parts = [*_holders(phones, sweep, now), *_given_up(phones)]
    quiet = _quiet(phones) if now >= sweep.ends_at else ""
    if not made:
        return f"No records yet.{quiet}"
    if not parts:
        told, are = (f"All {records(made)}", "are") if made > 1 else ("The one record", "is")
        return f"{told} that phones have told of {are} received.{quiet}"
    joined = f", {parts[0]}" if len(parts) == 1 else f": {'; '.join(parts)}"
    return f"{received} of {records(made)} received{joined}.{quiet}"


def still_on(phone: Phone) -> int:
    """How many of the records waited for are on the phone by its own words."""
    return min(int(phone["outstanding"]), int(phone["holds"] - phone["unaccounted"]))


def missing_from(phone: Phone) -> int:
    """How many of them it made, and does not say that it still has."""
    return int(phone["outstanding"]) - still_on(phone)


def _holders(phones: Sequence[Phone], sweep: Sweep, now: datetime) -> Iterable[str]:
    holding = sorted(
        (phone for phone in phones if phone["outstanding"]), key=lambda phone: -phone["outstanding"]
    )
    if len(holding) > _MOST_NAMED:
        yield from _on_many("on", [still_on(phone) for phone in holding])
        yield from _on_many("missing from", [missing_from(phone) for phone in holding])
        return
    for phone in holding:
        heard, held, missing = heard_text(phone, sweep, now), still_on(phone), missing_from(phone)
        parts = [f"{held} on"] * bool(held) + [f"{missing} missing from"] * bool(missing)
        yield f"{' and '.join(parts)} {phone['officer']}’s phone, {heard}"


def _on_many(where: str, numbers: Sequence[int]) -> Iterable[str]:
    phones = sum(number > 0 for number in numbers)
    if phones:
        yield f"{sum(numbers)} {where} {phones} phone{'' if phones == 1 else 's'}"


def _given_up(phones: Sequence[Phone]) -> Iterable[str]:
    if number := sum(phone["given_up"] for phone in phones):
        yield f"{number} given up"


def _quiet(phones: Sequence[Phone]) -> str:
    number = sum(phone["standing"] == "not_heard" for phone in phones)
    if not number:
        return ""
    return f" {number} phone{' has' if number == 1 else 's have'} not been heard since the sweep ended."


def waiting_for(phone: Phone, sweep: Sweep, now: datetime) -> str:
    """Why figures may still change by this phone, as a sentence; empty for one that is settled."""
    if phone["settled"]:
        return ""
    return (
        _holds(phone, sweep, now) if phone["standing"] == "holds" else _not_heard(phone, sweep, now)
    )


def _holds(phone: Phone, sweep: Sweep, now: datetime) -> str:
    number, whose = phone["outstanding"], f"{phone['officer']}’s phone"
    are = "is" if number == 1 else "are"
    if phone["revoked_reason"] == "lost":
        they = "it" if number == 1 else "they"
        return (
            f"{records(number)} {are} on {whose}, which was reported lost: {they} will not arrive."
        )
    heard, held, missing = heard_text(phone, sweep, now), still_on(phone), missing_from(phone)
    if not missing:
        return f"{records(number)} {are} still on {whose}, {heard}."
    has, it = ("has", "it") if missing == 1 else ("have", "them")
    more = f"{held} {'is' if held == 1 else 'are'} still on it. " if held else ""
    said = f"{records(missing)} {has} not arrived from {whose}"
    return (
        f"{said}, and it does not say that it still has {it}. {more}{heard[:1].upper()}{heard[1:]}."
    )


def _not_heard(phone: Phone, sweep: Sweep, now: datetime) -> str:
    whose, heard = f"{phone['officer']}’s phone", phone["heard_at"]
    ended = phone["revoked_reason"] is not None
    if heard < sweep.starts_at <= now:
        said = f"{whose} has not been heard since this sweep began"
    elif now < sweep.ends_at and not ended:
        return f"{whose} was last heard at {at_text(heard, now)}, and the sweep’s time is not over yet."
    elif now < sweep.ends_at:
        said = f"{whose} was last heard at {at_text(heard, now)}"
    else:
        said = f"{whose} was last heard at {at_text(heard, now)}, before the sweep ended"
    if phone["revoked_reason"] == "lost":
        return f"{said}. It was reported lost: what it recorded after that will not arrive."
    if phone["revoked_reason"] == "left":
        return f"{said}. It was signed off."
    return f"{said}."


def not_used_text(phone: Phone, sweep: Sweep) -> str:
    """Why nobody waits for a phone of which nothing came."""
    if phone["revoked_at"] is not None and phone["revoked_at"] < sweep.starts_at:
        return "It was signed off, or lost, before this sweep began."
    return (
        "Its officer walked with another phone or has a newer one. If this one was used too, have the app"
        " opened on it."
    )


def given_up_text(phone: Phone) -> str:
    """`3 records of PC 2231’s phone were given up: lost in the canal. 1 of them arrived after all.`"""
    written, late = phone["written_off"], phone["after_all"]
    whose, why = f"{phone['officer']}’s phone", written.why.strip().rstrip(".")
    if not written.operations:
        said = f"Nobody waits for {whose} any more: {why}."
    else:
        were = "was" if written.operations == 1 else "were"
        said = f"{records(written.operations)} of {whose} {were} given up: {why}."
    return f"{said} {_after_all(late, written.operations)}".rstrip()


def _after_all(late: int, given: int) -> str:
    if not late:
        return ""
    if late >= given:
        return f"{'It' if late == 1 else f'All {late}'} arrived after all and count{'s' if late == 1 else ''}."
    return f"{late} of them arrived after all and count{'s' if late == 1 else ''}."
