"""The ways from one status of a sweep to another: a button's words, what follows, what to know before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sweep.london import moment_text
from sweep.sweeps.models import Sweep


@dataclass(frozen=True, slots=True)
class Move:
    """A step to another status: the button's words and what follows from pressing it."""

    status: str
    words: str
    meaning: str
    onward: bool = True


_PATROLS_OVER = (
    "This ends no shift. Phones keep sending what they hold, and a shift that is still open is counted to"
    " the sweep’s end. Schools’ answers, corrections of shifts and the review are entered under Check."
)
_FINAL = "The sweep leaves officers’ phones. What they still hold is taken in when it comes."

MOVES: dict[str, tuple[Move, ...]] = {
    "planned": (Move("open", "Open this sweep", "Officers can start their shifts."),),
    "open": (
        Move("verifying", "Patrols are over: check findings with schools", _PATROLS_OVER),
        Move("planned", "Back to planned", "For a sweep that was opened too early.", False),
    ),
    "verifying": (
        Move("final", "Make the figures final", _FINAL),
        Move("open", "Open again", "Officers can go on recording.", False),
    ),
    "final": (
        Move(
            "verifying", "Reopen the figures", "They can be corrected and made final again.", False
        ),
    ),
}


def early_warnings(sweep: Sweep, now: datetime) -> tuple[str, ...]:
    """What somebody should know before they open a planned sweep, as sentences."""
    return tuple(_early(sweep, now)) if sweep.status == "planned" else ()


def _early(sweep: Sweep, now: datetime) -> Iterator[str]:
    if not sweep.roster:
        yield "Nobody is on the roster, so no phone will see this sweep."
    if sweep.ends_at < now:
        yield f"Its time is over: it ended at {moment_text(sweep.ends_at)}."
