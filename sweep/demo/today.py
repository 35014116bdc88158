"""The sweep of today: open, with two teams on the street and a few stops already in."""

from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy import func, select

from sweep.access.models import Authority, Device
from sweep.db import db
from sweep.demo import people, sweeps
from sweep.demo.cast import SUPERINTENDENT, TEAMS
from sweep.demo.ground import PREMISES, TOWN_CENTRE, TOWN_CENTRE_AREA
from sweep.demo.last_year import CARRIERS, enrolled_at
from sweep.demo.patrols import Patrol
from sweep.demo.plan import LONDON, Meeting
from sweep.demo.pushing import send_from_phone
from sweep.invented.outbox import Outbox
from sweep.stops.models import Stop
from sweep.sweeps.models import Shift, Sweep

_TITLE = f"{sweeps.PREFIX}today in "
_SCHOOL_DAY = (time(9), time(15))
_LONG = timedelta(hours=6)
_ON_THE_STREET = timedelta(minutes=50)
# Minutes after the start of the patrol, and who was met.
_SO_FAR = (
    ((4, Meeting(2, "parent")), (21, Meeting(1, "alone")), (38, Meeting(1, "parent"))),
    ((9, Meeting(1, "alone")), (27, Meeting(2, "alone"))),
)


def load_today(solihull: Authority, now: datetime, begun: int) -> Sweep:
    """Today's sweep: the one that is here, or a new one; those of earlier days are closed."""
    title = f"{_TITLE}{TOWN_CENTRE[0]}, {now.astimezone(LONDON).day} {now.astimezone(LONDON):%B %Y}"
    officer_ids = people.officers(solihull)
    phones = people.phones(solihull, CARRIERS, officer_ids, enrolled_at(begun))
    for old in list(sweeps.here().values()):
        if old.title.startswith(_TITLE) and old.title != title and old.status == "open":
            _close(old, phones)
    today = sweeps.here().get(title) or sweeps.plan(solihull, _said(title, now, officer_ids))
    if now > today.ends_at:
        _prolong(today, now)
    if not db.session.scalar(select(func.count(Stop.id)).where(Stop.sweep_id == today.id)):
        _begin(today, now, officer_ids, phones)
    return today


def period_at(now: datetime) -> tuple[datetime, datetime]:
    """The school day where `now` lies well within it, else six hours that began an hour ago or more."""
    here = now.astimezone(LONDON)
    opens, closes = (datetime.combine(here.date(), at, LONDON) for at in _SCHOOL_DAY)
    if opens + _ON_THE_STREET <= here < closes:
        return opens, closes
    hour_ago = (now - timedelta(hours=1)).replace(second=0, microsecond=0)
    begins = hour_ago - timedelta(minutes=hour_ago.minute % 30)
    return begins, begins + _LONG


def _said(title: str, now: datetime, officer_ids: dict[str, str]) -> dict[str, Any]:
    period = period_at(now)
    return {
        **sweeps.said_of(title, "local", period, list(officer_ids.values())),
        "sites": [spot.as_site() for spot in TOWN_CENTRE[1]],
        "authorisation": {
            "superintendent": SUPERINTENDENT,
            "reference": f"DEMO/{now:%Y/%m%d}",
            "given_at": (period[0] - timedelta(days=1)).isoformat(),
            "area": TOWN_CENTRE_AREA,
            "premises": [spot.as_point() for spot in PREMISES],
        },
    }


def _prolong(today: Sweep, now: datetime) -> None:
    """The demo can be walked through at any hour of its day."""
    ends_at = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=3)
    given = today.authorisation
    said: dict[str, Any] = {"ends_at": ends_at}
    if given is not None:
        names = ("superintendent", "reference", "given_at", "area", "starts_at", "premises")
        kept = {name: getattr(given, name) for name in names}
        said["authorisation"] = {**kept, "ends_at": ends_at}
    sweeps.change(today.id, today.authority_id, said)


def _begin(
    today: Sweep, now: datetime, officer_ids: dict[str, str], phones: dict[str, Device]
) -> None:
    rng = Random(today.title)
    begins = (now - _ON_THE_STREET).replace(microsecond=0)
    for (carriers, walking), spot, so_far in zip(TEAMS, TOWN_CENTRE[1], _SO_FAR, strict=False):
        phone = phones[carriers[0].name]
        outbox = Outbox(phone.id, phone.made or 0)
        patrol = Patrol(today.id, walking, officer_ids, carriers[0], spot, begins, outbox)
        patrol.start()
        for minutes, meeting in so_far:
            for _ in patrol.meet(meeting, begins + timedelta(minutes=minutes), rng):
                pass
        send_from_phone(phone, outbox, now)


def _close(old: Sweep, phones: dict[str, Device]) -> None:
    """End what the demo's own teams still had running, at the sweep's end."""
    authority_id, sweep_id, ends_at = old.authority_id, old.id, old.ends_at
    for phone in phones.values():
        running = select(Shift.id).where(
            Shift.sweep_id == sweep_id,
            Shift.author_id == phone.officer_id,
            Shift.ended_at.is_(None),
        )
        outbox = Outbox(phone.id, phone.made or 0)
        for shift_id in db.session.scalars(running).all():
            ended = {"shift_id": shift_id, "ended_at": ends_at.isoformat(), "break_minutes": 0}
            outbox.record("shift.end", ends_at, ended)
        if outbox.texts:
            send_from_phone(phone, outbox, ends_at)
    sweeps.change(sweep_id, authority_id, {"status": "verifying"})
