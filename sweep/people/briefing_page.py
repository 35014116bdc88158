"""The page to print and hand out before a sweep, with a fresh code for each officer to cut off where asked for."""

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, current_app, render_template, request

from sweep.access.callers import caller
from sweep.access.officers import by_role
from sweep.access.secrets import new_token
from sweep.db import writing
from sweep.london import day_text
from sweep.people.briefing import area_in_words, holders_of, schools_near
from sweep.people.codes import Card, new_card, note_shown, shown_already
from sweep.sweeps.checklist import with_phone
from sweep.sweeps.ground import own_outlines
from sweep.sweeps.models import RosterEntry, Sweep
from sweep.sweeps.read import find_sweep
from sweep.sweeps.small_map import LETTERS, small_map

blp = Blueprint("briefing_pages", __name__)

# Numbers to ring, typed before printing. They are nobody's record: only the paper keeps them.
CALL = (
    ("coordinator", "Coordinator on the day"),
    ("control", "Police control room"),
    ("social_care", "Children’s social care"),
)
_LONGEST_TYPED = 60


@blp.get("/sweeps/<sweep_id>/briefing")
def show_briefing(sweep_id: str) -> str:
    """Everything an officer needs to know, on a page or two."""
    return _page(find_sweep(sweep_id), [])


@blp.post("/sweeps/<sweep_id>/briefing")
def print_with_codes(sweep_id: str) -> str:
    """The same with a fresh code for everybody on the roster who has no phone yet.

    The same form sent twice makes no others: it says that its codes were shown.
    """
    sweep = find_sweep(sweep_id)
    if sweep.status == "final" or shown_already():
        return _page(sweep, [], again=sweep.status != "final")
    with writing(caller().authority_id):
        sweep = find_sweep(sweep_id)
        cards = [new_card(sweep, entry.officer) for entry in _without_phone(sweep)]
    if cards:
        note_shown()
    return _page(find_sweep(sweep_id), cards)


def _without_phone(sweep: Sweep) -> list[RosterEntry]:
    phones = with_phone()
    walking = (entry for entry in sweep.roster if entry.officer_id not in phones)
    return sorted(walking, key=lambda entry: entry.officer.name)


def _page(sweep: Sweep, cards: list[Card], *, again: bool = False) -> str:
    outlines, now = own_outlines(), datetime.now(UTC)
    roster = by_role(entry.officer for entry in sweep.roster)
    given = sweep.authorisation
    return render_template(
        "people/briefing.html",
        sweep=sweep,
        given=given,
        directed=given is not None and bool(given.superintendent or given.reference),
        picture=small_map(sweep, outlines),
        area=area_in_words(given, outlines),
        premises=list(zip(LETTERS, given.premises if given else (), strict=False)),
        roster=roster,
        holders=holders_of(roster),
        schools=schools_near(sweep),
        cards=cards,
        again=again,
        lacking=len(_without_phone(sweep)) if sweep.status != "final" else 0,
        form_key=new_token(),
        call=_call(),
        good_until=day_text(max(sweep.starts_at, now)),
        address=f"{current_app.config['SWEEP'].origin}/app/",
    )


def _call() -> list[dict[str, Any]]:
    return [
        {"name": name, "words": words, "typed": request.form.get(name, "")[:_LONGEST_TYPED]}
        for name, words in CALL
    ]
