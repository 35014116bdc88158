"""What a school's register mark says about one child: which findings it can bear out, and which is taken."""

from dataclasses import dataclass
from typing import Literal

from sweep.core.codes import REGISTER_CODES

# Typed where the school can't say, or no school is known.
CANNOT_SAY = "?"


@dataclass(frozen=True, slots=True)
class RegisterAnswer:
    """What `stop.verify` says of one answer."""

    verification: Literal["confirmed", "changed", "cannot_verify"]
    verified_finding: str | None
    register_code: str | None


def read_mark(typed: str) -> str | None:
    """The mark that was typed, in any case and with space round it; `CANNOT_SAY` too; None where it is none."""
    mark = typed.strip().upper()
    return mark if mark in REGISTER_CODES or mark == CANNOT_SAY else None


def findings_of(mark: str, street: str) -> tuple[str, ...]:
    """The findings that a mark can bear out, first the one that is taken unless a person chooses.

    That is the street's finding where the mark can bear it out, else the mark's likeliest.
    """
    fitting = REGISTER_CODES[mark].findings
    return (street, *(each for each in fitting if each != street)) if street in fitting else fitting


def answer_of(mark: str, street: str, chosen: str = "") -> RegisterAnswer:
    """The answer that a mark gives about a child found `street`; `chosen` is a person's choice among its findings.

    A choice that the mark can't bear out is passed over. KeyError for no mark.
    """
    if mark == CANNOT_SAY:
        return RegisterAnswer("cannot_verify", None, None)
    fitting = findings_of(mark, street)
    finding = chosen if chosen in fitting else fitting[0]
    return RegisterAnswer("confirmed" if finding == street else "changed", finding, mark)
