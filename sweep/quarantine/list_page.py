"""The page of what waits for a coordinator, by phone and problem, so that what is alike is decided at once."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, Response, g, render_template, request, url_for
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response as Answer

from sweep.access.models import User
from sweep.access.roles import Role
from sweep.db import db, scope_to
from sweep.ledger import Decision
from sweep.pages import Fault
from sweep.quarantine.deciding import Wish
from sweep.quarantine.deciding_form import ask_again, carry_out, why_of
from sweep.quarantine.kept import how_many_wait
from sweep.quarantine.sweep_choices import Choices, choices_for
from sweep.quarantine.waiting import (
    MOST,
    NO_LONGER_KEPT,
    Group,
    Record,
    all_names,
    groups,
    titles_of,
)
from sweep.stops.answers import Names

blp = Blueprint("quarantine_pages", __name__)

_LATELY = 20


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a group: how many were decided, and which were not, each with why."""

    action: str
    number: int
    not_done: Sequence[tuple[Record, str]]


@blp.app_context_processor
def count_waiting() -> dict[str, object]:
    """How many wait, for the menu of every page; asked only where a template asks."""
    return {"with_coordinator": _with_coordinator}


def _with_coordinator() -> int:
    who = g.get("caller")
    if who is None or who.role is not Role.COORDINATOR:
        return 0
    try:
        # A page that says that nothing is here has a menu too, though no route let it in.
        scope_to(who.authority_id)
        return how_many_wait()
    except SQLAlchemyError:
        # The page may be the one that says that the database is away.
        db.session.rollback()
        return 0


@blp.get("/quarantine")
def show_quarantine() -> str:
    """All that waits, the oldest first; `all` names a group of which every record is chosen."""
    waiting, every = groups(all_names()), request.args.get("all")
    return _page(waiting, group=next((each for each in waiting if each.key == every), None))


@blp.post("/quarantine")
def decide_group() -> Answer | str:
    """Decide on those that were chosen of a group, each by itself; say how many and which not."""
    waiting, sent = groups(all_names()), request.form.getlist("sha256")
    group = next((each for each in waiting if each.key == request.form.get("group")), None)
    chosen = [each for each in group.shown if each.sha256 in sent] if group else []
    if group is None or (sent and not chosen):
        # Sent once more, or somebody else was quicker.
        return _page(waiting, done=Done("", 0, []))
    if "back" in request.form:
        return _page(waiting, group=group)
    href = f"#{waiting.index(group)}-"
    why, faults = why_of(request.form, f"{href}why")
    if faults := _faults(group, chosen, href) | faults:
        return Response(_page(waiting, group=group, faults=faults), 422)
    wanted = _wanted(chosen, request.form.get("action", ""), why)
    if again := ask_again(wanted, url_for("quarantine_pages.show_quarantine")):
        return again
    done = _decide(wanted)
    return _page(groups(all_names()), done=done)


def _faults(group: Group, chosen: Sequence[Record], href: str) -> dict[str, Fault]:
    """What is wrong with what was chosen."""
    found, action = {}, request.form.get("action", "")
    if not chosen:
        found["sha256"] = Fault("Choose at least one record", f"{href}1")
    if action not in ("apply", "discard"):
        found["action"] = Fault("Choose whether they count or are discarded", f"{href}why")
    lacking = any(record.needs_sweep for record in chosen)
    if action == "apply" and lacking and request.form.get("sweep_id") not in _choices(group):
        found["sweep_id"] = Fault("Choose the sweep that they belong to", f"{href}sweep")
    return found


def _wanted(chosen: Sequence[Record], action: str, why: str) -> list[tuple[Record, Wish]]:
    # A name for those that have none; what names a sweep of its own stays there.
    named = request.form.get("sweep_id") if action == "apply" else None
    return [
        (record, Wish(action, why, sweep_id=named if record.needs_sweep else None))
        for record in chosen
    ]


def _decide(wanted: Sequence[tuple[Record, Wish]]) -> Done:
    not_done = []
    for record, wish in wanted:
        if problem := carry_out(record.sha256, wish):
            not_done.append((record, problem))
    return Done(wanted[0][1].action, len(wanted) - len(not_done), not_done)


def _decided_lately(names: Names) -> list[tuple[Decision, str, str]]:
    """The latest decisions of people, each with who decided and the record's title."""
    rows = db.session.execute(
        select(Decision, User.name, User.email)
        .join(User, (User.authority_id == Decision.authority_id) & (User.id == Decision.user_id))
        .where(Decision.why != "")
        .order_by(Decision.rev.desc())
        .limit(_LATELY)
    )
    found = [(decision, name or email) for decision, name, email in rows]
    titles = titles_of([decision.sha256 for decision, _ in found], names)
    return [(each, who, titles.get(each.sha256, NO_LONGER_KEPT)) for each, who in found]


def _choices(group: Group) -> Choices:
    first = group.first
    return choices_for(first.row.officer_id, first.moment)


def _page(
    waiting: Sequence[Group],
    *,
    group: Group | None = None,
    faults: dict[str, Fault] | None = None,
    done: Done | None = None,
) -> str:
    """The page; `group` is the one whose form was sent with `faults`, and keeps what was typed."""
    return render_template(
        "sync/quarantine.html",
        groups=waiting,
        total=how_many_wait(),
        most=MOST,
        choices={each.key: _choices(each) for each in waiting if each.needs_sweep},
        sent=group,
        all="all" in request.args,
        typed=request.form,
        errors=faults or {},
        lately=_decided_lately(all_names()),
        done=done,
    )
