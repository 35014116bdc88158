"""A decision as it is sent from a page: its reason read, asked about once more, carried out, answered in a sentence."""

from collections.abc import Sequence
from datetime import UTC, datetime

from flask import render_template, request
from marshmallow import ValidationError
from werkzeug.datastructures import MultiDict

from sweep.access.callers import caller
from sweep.errors import Problem
from sweep.fields import Name
from sweep.pages import Fault
from sweep.quarantine.deciding import Wish, decide
from sweep.quarantine.doubts import counting, doubts, unseen
from sweep.quarantine.waiting import Record

_WHY = Name(1000, required=True)
_NOT_AGAIN = ("csrf_token", "sure", "back")


def why_of(form: MultiDict[str, str], href: str) -> tuple[str, dict[str, Fault]]:
    """The reason that was typed, and what is wrong with it."""
    try:
        why: str = _WHY.deserialize(form.get("why", ""))
    except ValidationError:
        words = "Enter why, in at most 1,000 characters"
        return "", {"why": Fault(words, href)}
    return why, {}


def ask_again(wanted: Sequence[tuple[Record, Wish]], action: str) -> str:
    """A page that says what will change, where the form sent does not agree to it yet; empty where all is well.

    It sends what was sent once more to `action`: with `sure` to go on, with `back` to choose again.
    """
    found = doubts(counting(*each) for each in wanted if each[1].action == "apply")
    if not unseen(found, request.form.get("sure", "")):
        return ""
    return render_template(
        "quarantine/sure.html",
        doubts=found,
        number=len(wanted),
        action=action,
        sure=" ".join(each for doubt in found for each in doubt.seen),
        sent=[each for each in request.form.items(multi=True) if each[0] not in _NOT_AGAIN],
    )


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
