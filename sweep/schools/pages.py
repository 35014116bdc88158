"""The page of schools and terms: what is there, and a file brought in after it was shown what would come of it."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from sqlalchemy import select
from werkzeug.wrappers import Response as Answer

from sweep.access.callers import caller
from sweep.access.models import Authority, User
from sweep.core.codes import PHASES
from sweep.csv_rows import Unreadable, Wrong
from sweep.db import db
from sweep.errors import DRAIN_LIMIT
from sweep.pages import Fault
from sweep.schools import offer
from sweep.schools.bring_in import TooMany
from sweep.schools.brought import Brought, ChangedMeanwhile
from sweep.schools.gias import Whose
from sweep.schools.models import BroughtFile, School, Term

blp = Blueprint("school_pages", __name__)

_MOST_WRONG = 50
# A school or two close in a year. Where more of the list goes than this, part of it may be missing from the file.
_FEW = 3
_SHARE = 10
_LAPSED = "This page was open too long, or its form was changed on the way. Choose the file again"
_CHANGED = (
    "Somebody else changed the list meanwhile, so nothing was brought in. Choose the file again"
)
_UNTICKED = "Tick that these schools have closed, or choose a whole list"


@blp.url_value_preprocessor
def allow_a_file(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """A file is longer than any form of ours. Said here, before the form is read for its token."""
    request.max_content_length = DRAIN_LIMIT


@blp.get("/schools")
def show_schools() -> str:
    """What is there, when it was brought in, and the form for a file."""
    return _page()


@blp.post("/schools")
def read_file() -> Answer | str:
    """What would come of the file, and the button that does it; or what is wrong with it. Nothing is changed."""
    who, file = caller(), request.files.get("file")
    if file is None or not file.filename:
        return _again("Choose a file")
    authority = db.session.get_one(Authority, who.authority_id)
    whose = Whose(authority.old_la_code, authority.la_name, "every" in request.form)
    try:
        read = offer.read_file(file.stream.read(), file.filename, whose)
        if not isinstance(read, offer.Offer):
            return _again(f"{file.filename} can’t be brought in as it is", read)
        return _offer_page(read, offer.take(read, who, dry_run=True))
    except (Unreadable, TooMany) as why:
        return _again(str(why).rstrip("."))


@blp.post("/schools/bring-in")
def bring_in() -> Answer | str:
    """Bring in exactly what the page before has shown."""
    who = caller()
    try:
        offered = offer.opened(request.form.get("offer", ""), who)
        brought = offer.take(offered, who, dry_run=True)
        if _many(offered, brought) and "sure" not in request.form:
            return Response(_offer_page(offered, brought, Fault(_UNTICKED, "#sure")), 422)
        offer.take(offered, who)
    except offer.Lapsed:
        return _again(_LAPSED)
    except ChangedMeanwhile:
        return _again(_CHANGED)
    return redirect(url_for("school_pages.show_schools"), 303)


def _again(what: str, wrong: Sequence[Wrong] = ()) -> Answer:
    return Response(_page(Fault(what, "#file"), wrong), 422)


def _many(offered: offer.Offer, brought: Brought) -> bool:
    """Whether so many schools would close that the file is likely to be a part of the list."""
    there = _there(brought)
    return offered.sort == "schools" and len(brought.gone) > max(_FEW, there / _SHARE)


def _there(brought: Brought) -> int:
    """How many there are before anything is brought in."""
    return len(brought.changed) + len(brought.gone) + brought.same


def _offer_page(offered: offer.Offer, brought: Brought, fault: Fault | None = None) -> str:
    placeless = [row.name for row in offered.rows if getattr(row, "lat", 0) is None]
    return render_template(
        "schools/offer.html",
        offer=offered,
        sealed=offer.sealed(offered, caller(), brought),
        brought=brought,
        nothing=not (brought.new or brought.changed or brought.gone),
        many=_many(offered, brought),
        there=_there(brought),
        placeless=placeless,
        errors={"sure": fault} if fault else {},
    )


def _page(fault: Fault | None = None, wrong: Sequence[Wrong] = ()) -> str:
    schools = db.session.scalars(
        select(School).where(School.removed.is_(False)).order_by(School.name, School.id)
    ).all()
    phases = Counter(school.phase for school in schools)
    return render_template(
        "schools/schools.html",
        schools=schools,
        phases=[(words, phases[slug]) for slug, words in PHASES.items() if phases[slug]],
        placeless=[school.name for school in schools if school.lat is None],
        terms=_terms(),
        latest={sort: _latest(sort) for sort in ("schools", "terms")},
        errors={"file": fault} if fault else {},
        wrong=wrong[:_MOST_WRONG],
        more_wrong=max(0, len(wrong) - _MOST_WRONG),
    )


def _terms() -> Sequence[Term]:
    standing = select(Term).where(Term.removed.is_(False)).order_by(Term.first_day.desc())
    return db.session.scalars(standing).all()


def _latest(sort: str) -> tuple[BroughtFile, str] | None:
    """The last file of this sort, and whose doing it was."""
    files = select(BroughtFile).where(BroughtFile.sort == sort)
    last = db.session.scalars(files.order_by(BroughtFile.brought_at.desc()).limit(1)).first()
    if last is None:
        return None
    by = db.session.scalars(select(User).where(User.id == last.user_id)).one_or_none()
    return last, (by.name or by.email) if by else ""
