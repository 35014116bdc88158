"""A decision as it is sent from a page: its reason and its sweep read, carried out, and answered in a sentence."""

from datetime import UTC, datetime

from marshmallow import ValidationError
from werkzeug.datastructures import MultiDict

from sweep.access.callers import caller
from sweep.errors import Problem
from sweep.fields import Name
from sweep.pages import Fault
from sweep.quarantine.deciding import Wish, decide

_WHY = Name(1000, required=True)


def why_of(form: MultiDict[str, str], href: str) -> tuple[str, dict[str, Fault]]:
    """The reason that was typed, and what is wrong with it."""
    try:
        why: str = _WHY.deserialize(form.get("why", ""))
    except ValidationError:
        words = "Enter why, in at most 1,000 characters"
        return "", {"why": Fault(words, href)}
    return why, {}


def carry_out(sha256: str, wish: Wish) -> str:
    """Decide, in a transaction of its own. What could not be done in a sentence; empty where it was done."""
    who = caller()
    try:
        decide(who.authority_id, who.user_id, sha256, wish, datetime.now(UTC))
    except Problem as problem:
        if problem.code not in ("still_kept_out", "already_decided"):
            raise
        return problem.detail
    return ""
