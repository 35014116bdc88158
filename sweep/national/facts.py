"""What a return reads besides records, as it stands or as it stood: plans, roles, terms and the authority's place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, or_, select

from sweep.access.models import Authority, Officer, PlanFact
from sweep.core.terms import NamedTerm
from sweep.db import db
from sweep.geography.read import Place, place_of
from sweep.london import clock_text, day_text
from sweep.schools.models import Term
from sweep.sweeps.models import Site, Sweep


@dataclass(frozen=True, slots=True)
class PlannedSweep:
    """What a return needs of a sweep's plan."""

    id: str
    kind: str
    status: str
    starts_at: datetime
    ends_at: datetime
    sites: int

    @property
    def words(self) -> str:
        """What it is called in a return, where its title, which is free text, may not stand."""
        day, clock = day_text(self.starts_at), clock_text(self.starts_at)
        return f"the {self.kind} sweep of {day} from {clock}"


@dataclass(frozen=True, slots=True)
class Codes:
    """What the authority is called."""

    new_la_code: str
    old_la_code: str
    la_name: str


@dataclass(frozen=True, slots=True)
class Facts:
    """`roles` by officer's id. `named` are the authority's own terms. All at one moment."""

    sweeps: tuple[PlannedSweep, ...]
    roles: Mapping[str, str]
    named: tuple[NamedTerm, ...]
    place: Place
    codes: Codes


def facts_now(authority: Authority) -> Facts:
    """As the tables have it."""
    counted = select(Site.sweep_id, func.count()).where(Site.removed.is_(False))
    sites = dict(db.session.execute(counted.group_by(Site.sweep_id)).all())
    columns = (Sweep.id, Sweep.kind, Sweep.status, Sweep.starts_at, Sweep.ends_at)
    rows = db.session.execute(select(*columns).order_by(Sweep.starts_at, Sweep.id))
    terms = db.session.execute(
        select(Term.name, Term.first_day, Term.last_day).where(Term.removed.is_(False))
    )
    return Facts(
        tuple(PlannedSweep(**row._mapping, sites=sites.get(row.id, 0)) for row in rows),
        dict(db.session.execute(select(Officer.id, Officer.role)).all()),
        _in_order(NamedTerm(*row) for row in terms),
        where(authority),
        Codes(authority.new_la_code, authority.old_la_code, authority.la_name),
    )


def facts_at(authority: Authority, rev: int, moment: datetime) -> Facts:
    """As the history has it: what was noted up to `rev`, and what stood at `moment` before there was a history."""
    latest = noted(rev, moment)
    sweeps = [
        _planned(about, said) for (subject, about), said in latest.items() if subject == "sweep"
    ]
    roles = {
        about: said["role"] for (subject, about), said in latest.items() if subject == "officer"
    }
    country, place = where(authority), latest.get(_PLACE, {})
    called = latest.get(_CALLED) or _first_said(_CALLED)
    return Facts(
        tuple(sorted(sweeps, key=lambda sweep: (sweep.starts_at, sweep.id))),
        roles,
        _in_order(map(_term, latest.get(_TERMS, {}).get("terms", ()))),
        Place(
            country.country_code,
            country.country_name,
            place.get("region_code", ""),
            place.get("region_name", ""),
        ),
        Codes(authority.new_la_code, called["old_la_code"], called["la_name"]),
    )


Fact = tuple[str, str]
Said = Mapping[str, Any]

_PLACE, _TERMS, _CALLED = ("place", ""), ("terms", ""), ("authority", "")


def noted(rev: int, moment: datetime) -> dict[Fact, Said]:
    """The latest that the history says of each fact."""
    rows = db.session.execute(
        select(PlanFact.subject, PlanFact.about, PlanFact.said)
        .where(PlanFact.rev <= rev, or_(PlanFact.rev > 0, PlanFact.at <= moment))
        .order_by(PlanFact.rev)
    )
    return {(subject, about): said for subject, about, said in rows}


def _first_said(fact: Fact) -> Said:
    """The first that the history says of a fact that was always true of something, from whenever on."""
    subject, about = fact
    found = select(PlanFact.said).where(PlanFact.subject == subject, PlanFact.about == about)
    return db.session.scalars(found.order_by(PlanFact.rev).limit(1)).one()


def not_noted(authority: Authority, rev: int, moment: datetime) -> dict[Fact, Said]:
    """What is true now and is not what the history says last."""
    history = {_PLACE: _said_of_place(Place("", "", "", "")), _TERMS: {"terms": []}}
    history |= noted(rev, moment)
    return {fact: said for fact, said in _said(facts_now(authority)) if history.get(fact) != said}


def _said(known: Facts) -> Iterator[tuple[Fact, Said]]:
    """Facts as the history keeps them; who else writes it says the same."""
    for sweep in known.sweeps:
        yield (
            ("sweep", sweep.id),
            {
                "kind": sweep.kind,
                "status": sweep.status,
                "starts_at": sweep.starts_at.isoformat(),
                "ends_at": sweep.ends_at.isoformat(),
                "sites": sweep.sites,
            },
        )
    for officer_id, role in known.roles.items():
        yield ("officer", officer_id), {"role": role}
    terms = [
        {
            "name": each.name,
            "first_day": each.first_day.isoformat(),
            "last_day": each.last_day.isoformat(),
        }
        for each in known.named
    ]
    yield _TERMS, {"terms": terms}
    yield _PLACE, _said_of_place(known.place)
    yield _CALLED, {"old_la_code": known.codes.old_la_code, "la_name": known.codes.la_name}


def _said_of_place(place: Place) -> Said:
    return {"region_code": place.region_code, "region_name": place.region_name}


def where(authority: Authority) -> Place:
    """Where it lies by the codes brought in; a code of neither England nor Wales lies nowhere that is known."""
    try:
        return place_of(authority.new_la_code)
    except KeyError:
        return Place("", "", "", "")


def _planned(sweep_id: str, said: Mapping[str, Any]) -> PlannedSweep:
    return PlannedSweep(
        sweep_id,
        said["kind"],
        said["status"],
        datetime.fromisoformat(said["starts_at"]),
        datetime.fromisoformat(said["ends_at"]),
        said["sites"],
    )


def _term(said: Mapping[str, str]) -> NamedTerm:
    first, last = (date.fromisoformat(said[name]) for name in ("first_day", "last_day"))
    return NamedTerm(said["name"], first, last)


def _in_order(terms: Any) -> tuple[NamedTerm, ...]:
    return tuple(sorted(terms, key=lambda term: (term.first_day, term.name)))
