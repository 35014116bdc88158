"""The whole server's return: National, Regional and Local authority rows of every authority in one file.

The one place that looks into more than one authority. It does so one after the other, each under its own scope, and
takes out of each nothing but its added-up figures.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import current_app
from sqlalchemy import select

from sweep.access.models import Authority
from sweep.db import db, scope_to
from sweep.geography.read import Place
from sweep.national import as_at, files, kept, warnings
from sweep.national.columns import TIME_AND_PLACE
from sweep.national.facts import facts_now
from sweep.national.figures import Figures, Row, rows_of
from sweep.national.hidden import hide_small
from sweep.national.periods import Period, term_at
from sweep.national.returns import FINAL, PROVISIONAL, counted_at, counted_now, shown_rows
from sweep.national.warnings import Counted, Warned


@dataclass(frozen=True, slots=True)
class Share:
    """What one authority brings: its codes, where it lies, its figures, and how its own return stands.

    `revision` is its last published one, 0 where there is none; `is_final` whether these are that one's figures.
    """

    old_la_code: str
    new_la_code: str
    la_name: str
    place: Place
    figures: Figures
    revision: int
    is_final: bool


@dataclass(frozen=True, slots=True)
class ServerReturn:
    """The server's return of a period: sums of whole numbers and minutes.

    `revs` are those up to which each authority's records were read, by its code.
    """

    standing: files.Standing
    rows: Sequence[Row]
    warned: Sequence[Warned]
    shares: Sequence[Share]
    revs: Mapping[str, int]


def each_authority() -> Iterator[Authority]:
    """Every authority in turn, each in scope while it is looked at and none afterwards."""
    session = db.session()
    try:
        for authority in db.session.scalars(
            select(Authority).order_by(Authority.new_la_code)
        ).all():
            scope_to(authority.id)
            yield authority
    finally:
        session.info.pop("authority_id", None)


def periods_here() -> list[Period]:
    """The terms and years in which any authority has sweeps that count, the latest first."""
    found: set[tuple[int, str]] = set()
    for authority in each_authority():
        known = facts_now(authority)
        for sweep in known.sweeps:
            if sweep.status != "planned":
                period = term_at(sweep.starts_at, known.named)
                found |= {(period.begun, period.term), (period.begun, "year")}
    order = {term: at for at, term in enumerate(("autumn", "spring", "summer", "year"))}
    ranked = sorted(found, key=lambda each: (-each[0], order[each[1]]))
    return [Period(*each) for each in ranked]


def server_return(period: Period, now: datetime, moment: datetime | None = None) -> ServerReturn:
    """Rows of all levels of the authorities that have sweeps in this period, now or as at a moment."""
    shares, revs = [], {}
    for authority in each_authority():
        as_at.catch_up(authority, now)
        rev = as_at.rev_at(authority, moment) if moment else authority.rev
        counted = _counted(authority, period, (rev, now), moment)
        if counted.sweeps:
            revs[authority.new_la_code] = rev
            shares.append(_share(authority, counted, rev))
    rows = hide_small(_rows(period, shares), current_app.config["SWEEP"].suppress_below)
    final = bool(shares) and all(share.is_final for share in shares)
    standing = files.Standing(
        period=period,
        of="server",
        publisher="all authorities of this server",
        status=FINAL if final else PROVISIONAL,
        revision=sum(share.revision for share in shares),
        as_at=moment or now,
    )
    warned = [*_warned(shares), *warnings.sums_off(rows)]
    return ServerReturn(standing, rows, warned, shares, revs)


def head_of(made: ServerReturn) -> str:
    """One hash over the ledgers' heads, as they were read, of the authorities that are in the figures."""
    heads = hashlib.sha256()
    for authority in each_authority():
        if authority.new_la_code in made.revs:
            head = as_at.ledger_head(made.revs[authority.new_la_code])
            heads.update(f"{authority.new_la_code} {head}\n".encode())
    return heads.hexdigest()


def _counted(
    authority: Authority, period: Period, when: tuple[int, datetime], moment: datetime | None
) -> Counted:
    rev, now = when
    if moment is None:
        return counted_now(facts_now(authority), period, now)
    return counted_at(authority, period, rev, moment)


def _share(authority: Authority, counted: Counted, rev: int) -> Share:
    last = kept.last_published(counted.period, rev)
    return Share(
        authority.old_la_code,
        authority.new_la_code,
        authority.la_name,
        counted.facts.place,
        counted.figures,
        last.revision if last else 0,
        last is not None and _is_published(authority, counted, last.csv),
    )


def _is_published(authority: Authority, counted: Counted, published: bytes) -> bool:
    return files.csv_bytes(shown_rows(authority, counted)) == published


def _rows(period: Period, shares: Sequence[Share]) -> list[Row]:
    rows: list[Row] = []
    for country in dict.fromkeys(_country(share) for share in shares):
        inside = [share for share in shares if _country(share) == country]
        rows += _level(period, ("National", *country), inside)
        for region in dict.fromkeys(_region(share) for share in inside if share.place.region_code):
            own = [share for share in inside if _region(share) == region]
            rows += _level(period, ("Regional", *country, *region), own)
        for share in inside:
            codes = (share.old_la_code, share.new_la_code, share.la_name)
            at = ("Local authority", *country, *_region(share), *codes)
            rows += _level(period, at, [share])
    return rows


def _country(share: Share) -> tuple[str, str]:
    return share.place.country_code, share.place.country_name


def _region(share: Share) -> tuple[str, str]:
    return share.place.region_code, share.place.region_name


def _level(period: Period, at: tuple[str, ...], shares: Sequence[Share]) -> Iterator[Row]:
    """The rows of one place. Columns below its level stay empty, as the layout asks."""
    figures = shares[0].figures
    for share in shares[1:]:
        figures = figures + share.figures
    said = (period.time_period, period.time_identifier, *at)
    place = dict(zip(TIME_AND_PLACE, (*said, *[""] * len(TIME_AND_PLACE)), strict=False))
    return ({**place, **row} for row in rows_of(figures))


def _warned(shares: Sequence[Share]) -> Iterator[Warned]:
    if not shares:
        yield Warned("no_sweeps", "No authority has a sweep that counts in this period.")
    waiting = [share.la_name for share in shares if not share.is_final]
    if waiting:
        yield Warned("authorities_not_final", f"Not final, or changed since: {', '.join(waiting)}.")
    nowhere = [share.la_name for share in shares if not share.place.region_code]
    if nowhere:
        yield Warned(
            "region_unknown",
            f"The region of {', '.join(nowhere)} is not known, so no regional row counts them. Ask whoever"
            " runs the server to bring in the codes of authorities and regions (sweep import-geography).",
        )
