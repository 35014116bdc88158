"""The page that prints enrol codes: made on request, shown once, since only their hashes are kept."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

import segno
from flask import Blueprint, current_app, render_template, request, session
from markupsafe import Markup

from sweep.access.callers import caller
from sweep.access.models import Officer
from sweep.access.secrets import new_token
from sweep.db import writing
from sweep.london import day_text
from sweep.people.enrol import NewCode, make_code
from sweep.sweeps.checklist import with_code, with_phone
from sweep.sweeps.models import RosterEntry, Sweep
from sweep.sweeps.read import find_sweep

blp = Blueprint("code_pages", __name__)

_SHOWN = "forms_of_codes_shown"
# Nobody reloads an older one, and a cookie must stay small.
_REMEMBERED = 20


@dataclass(frozen=True, slots=True)
class Card:
    """What one officer is handed; `square` is the link as a QR code."""

    officer: Officer
    code: NewCode
    square: Markup


@blp.get("/sweeps/<sweep_id>/codes")
def show_codes(sweep_id: str) -> str:
    """Who has a way in already, and the button that makes codes for the others."""
    return _page(find_sweep(sweep_id), [])


@blp.post("/sweeps/<sweep_id>/codes")
def create_codes(sweep_id: str) -> str:
    """A fresh printed code for each officer chosen. Earlier ones stay good until they run out.

    The same form sent twice, as by a reload, makes no others: it says that its codes were shown.
    """
    if shown_already():
        return _page(find_sweep(sweep_id), [], again=True)
    chosen = set(request.form.getlist("officer_ids"))
    with writing(caller().authority_id):
        sweep = find_sweep(sweep_id)
        officers = [entry.officer for entry in _walking(sweep) if entry.officer_id in chosen]
        cards = [new_card(sweep, officer) for officer in officers]
    if cards:
        note_shown()
    return _page(find_sweep(sweep_id), cards, nobody=not cards)


def shown_already() -> bool:
    """Whether this very form was sent before, and its codes were on the page that answered."""
    return request.form.get("form") in session.get(_SHOWN, ())


def note_shown() -> None:
    """Remember this form in the browser's signed session, where only this browser's own reloads need it."""
    session[_SHOWN] = [*session.get(_SHOWN, ()), request.form.get("form")][-_REMEMBERED:]


def new_card(sweep: Sweep, officer: Officer) -> Card:
    """A fresh printed code for this officer. Inside `writing`."""
    settings = current_app.config["SWEEP"]
    code = make_code(settings.secret_key, settings.origin, sweep, officer.id, printed=True)
    square = segno.make(code.link, error="m", micro=False).svg_inline(omitsize=True, border=2)
    return Card(officer, code, Markup(square))  # drawn by segno, holds no text


def _page(sweep: Sweep, cards: list[Card], *, nobody: bool = False, again: bool = False) -> str:
    now, roster = datetime.now(UTC), _walking(sweep)
    phones, codes = with_phone(), with_code(sweep, now)
    return render_template(
        "people/codes.html",
        sweep=sweep,
        roster=[(entry.officer, _state(entry.officer_id, phones, codes)) for entry in roster],
        cards=cards,
        nobody=nobody,
        again=again,
        form_key=new_token(),
        good_until=day_text(max(sweep.starts_at, now)),
        address=f"{current_app.config['SWEEP'].origin}/app/",
    )


def _state(officer_id: str, phones: Collection[str], codes: Collection[str]) -> str:
    """`phone`, `code` or nothing: what lets this officer in."""
    return "phone" if officer_id in phones else "code" if officer_id in codes else ""


def _walking(sweep: Sweep) -> list[RosterEntry]:
    return sorted(sweep.roster, key=lambda entry: entry.officer.name)
