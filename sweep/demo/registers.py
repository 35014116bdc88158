"""What the schools' registers showed afterwards: most bear the street out, some say otherwise. Invented."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from random import Random
from typing import Any

from sweep.core.codes import FINDINGS, REASONS
from sweep.core.finding import needs_verification, register_code_fits
from sweep.demo.cast import OWN_OFFICE, SCHOOL_OFFICE
from sweep.demo.patrols import Recorded
from sweep.invented.answers import Shares, draw
from sweep.invented.outbox import operation_text

# The street's finding → what the register shows: the same, another finding, or nothing that settles it.
_SHOWN: Mapping[str, Shares] = {
    "truanting": {"truanting": 79, "legitimately_absent": 17, "cannot_verify": 4},
    "legitimately_absent": {"legitimately_absent": 94, "truanting": 3, "cannot_verify": 3},
    "excluded": {"excluded": 98, "truanting": 2},
    "late": {"late": 97, "truanting": 3},
    "not_absent": {"not_absent": 96, "truanting": 2, "cannot_verify": 2},
    "not_established": {
        "truanting": 32,
        "legitimately_absent": 24,
        "not_absent": 14,
        "cannot_verify": 30,
    },
}
# Of a hundred children, how many a school had answered about when the year was closed.
_ASKED = 94


def answers(recorded: Iterable[Recorded], asked_at: datetime, rng: Random) -> list[str]:
    """The coordinator's `stop.verify` operations, as JSON texts."""
    return [
        operation_text("demo desk", "stop.verify", asked_at, _answer(stop, rng), {})[1]
        for stop in recorded
        if needs_verification(stop.finding, stop.reason) and rng.randrange(100) < _ASKED
    ]


def _answer(stop: Recorded, rng: Random) -> dict[str, Any]:
    if stop.school_urn is None:
        return _nobody_to_ask(stop)
    shown = draw(rng, _SHOWN[stop.finding])
    said = {"stop_id": stop.stop_id, "base_op": stop.head, "told_by": SCHOOL_OFFICE, "why": ""}
    if shown == "cannot_verify":
        return {**said, "verification": "cannot_verify"}
    return {
        **said,
        "verification": "confirmed" if shown == stop.finding else "changed",
        "verified_finding": shown,
        "register_code": _mark(shown, stop.reason, rng),
    }


def _nobody_to_ask(stop: Recorded) -> dict[str, Any]:
    """Where no school is known, somebody has looked through the authority's own records, and found nothing."""
    said = {"stop_id": stop.stop_id, "base_op": stop.head, "told_by": OWN_OFFICE, "why": ""}
    return {**said, "verification": "cannot_verify"}


def _mark(shown: str, reason: str | None, rng: Random) -> str:
    """The mark that goes with the street's reason where it bears out what is shown, else a common one."""
    for mark in REASONS[reason].register_codes if reason else ():
        if register_code_fits(mark, shown):
            return mark
    return rng.choice(FINDINGS[shown].register_codes[:2])
