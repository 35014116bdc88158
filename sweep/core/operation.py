"""What can be said of one operation in the answer to a push. Domain words; no HTTP.

A problem travels as `{code, title, detail}`. Those of `KEPT_OUT` put the operation into quarantine,
where a person looks at it; `WAITING` and the flags of `flags` go with an accepted one.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Literal

from sweep.core.entries import Code, by_slug
from sweep.core.flags import FLAGS, Flag

_PROTOCOL = "protocol, version 1"

KEPT_OUT = by_slug(
    (
        Code("unreadable", "Can’t be read", "This is not a whole operation in JSON.", _PROTOCOL),
        Code(
            "unknown_schema",
            "Newer than the server",
            "It was written by a newer app than this server knows. It waits for the server’s upgrade.",
            _PROTOCOL,
        ),
        Code("unknown_kind", "Not a known operation", "No such kind of operation.", _PROTOCOL),
        Code("unknown_code", "Not a known answer", "An answer is not on its list.", _PROTOCOL),
        Code("field_missing", "Something is missing", "A required answer is missing.", _PROTOCOL),
        Code("field_unreadable", "Can’t be read", "An answer can’t be read.", _PROTOCOL),
        Code(
            "no_sweep",
            "No sweep named",
            "It was recorded before its sweep was known. A coordinator says which sweep it belongs to.",
            _PROTOCOL,
        ),
        Code("unknown_sweep", "No such sweep", "It names a sweep that is not here.", _PROTOCOL),
        Code(
            "id_in_use",
            "Number already used",
            "Another operation has already made a record with this number.",
            _PROTOCOL,
        ),
        Code(
            "other_content",
            "Same number, other content",
            "An operation with this number came before, with other content. The first one stands.",
            _PROTOCOL,
        ),
        Code(
            "not_permitted",
            "Not from a phone",
            "Only somebody signed in at a desk may do this.",
            _PROTOCOL,
        ),
        Code(
            "device_left",
            "The phone was signed off",
            "The phone was signed off before this came. A coordinator looks at it.",
            _PROTOCOL,
        ),
        Code(
            "could_not_apply",
            "Could not be taken in",
            "The server could not take this in. It is kept as it came, for a person to look at.",
            _PROTOCOL,
        ),
        Code(
            "names_erased",
            "Names an erased record",
            "It can’t be read for certain, and names a record that was erased. A person looks at it.",
            _PROTOCOL,
        ),
    )
)

REFUSED = Code(
    "op_too_big", "Too big", "This one operation is larger than the server takes.", _PROTOCOL
)
WAITING = Code(
    "waiting",
    "Waiting for what it changes",
    "What it changes has not come yet. It is kept, and applied when that comes.",
    _PROTOCOL,
)
ERASED = Code(
    "erased",
    "No longer kept",
    "What it changes was erased by law or by rule. Nothing of this is kept.",
    _PROTOCOL,
)
LATER = Code(
    "later",
    "Not just now",
    "What it changes was written by a newer server. It is tried again.",
    _PROTOCOL,
)

Problem = dict[str, str]
Part = Literal["create", "side", "change"]

# Beyond these a time is odd: kept and flagged.
FIRST_YEAR, LAST_YEAR = 1900, 2199
_AHEAD = timedelta(minutes=10)
_LONG_AGO = 2000
_FAR_OFF = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an operation says, once its shape is known to be right.

    `fields` are the record's fields that it sets; `sweep_id` is set where it creates a record.
    `flags` are codes of what is odd about it by itself. `stands_for` is the operation that it was mended of.
    `own` marks what only the officer who made the record may say.
    """

    record_id: str
    part: Part
    fields: Mapping[str, Any]
    base_op: str | None = None
    sweep_id: str | None = None
    flags: tuple[str, ...] = field(default=())
    stands_for: str | None = None
    own: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """How a phone's times are read: `offset` is server minus phone, zero at a desk."""

    offset: timedelta
    received_at: datetime

    def corrected(self, moment: datetime) -> datetime:
        """The phone's moment on the server's clock; as it was where that leaves the calendar's middle.

        Near the calendar's edges a time can't be shown in every zone, so none is taken there.
        """
        try:
            corrected = moment + self.offset
        except OverflowError:
            return moment
        return corrected if FIRST_YEAR <= corrected.year <= LAST_YEAR else moment

    def flags(self, *moments: datetime) -> tuple[str, ...]:
        """What is odd about these corrected moments, or about the clock they were read from."""
        latest = self.received_at + _AHEAD
        odd = any(moment > latest or moment.year < _LONG_AGO for moment in moments)
        far = abs(self.offset) > _FAR_OFF
        return ("odd_time",) * odd + ("clock_far_off",) * far


class KeptOut(Exception):
    """This operation must lie in quarantine: `code` is one of KEPT_OUT, `detail` a sentence."""

    def __init__(self, code: str, detail: str = "") -> None:
        self.code = code
        self.detail = detail or KEPT_OUT[code].meaning
        super().__init__(self.detail)

    @property
    def problem(self) -> Problem:
        return said(KEPT_OUT[self.code], self.detail)


def said(entry: Code, detail: str = "") -> Problem:
    """An entry as a result's problem."""
    return {"code": entry.slug, "title": entry.words, "detail": detail or entry.meaning}


def flagged(flag: Flag) -> Problem:
    """A flag as a result's problem."""
    return said(FLAGS[flag.code], flag.detail)
