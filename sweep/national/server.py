"""The whole server's return: National, Regional and Local authority rows of every authority in one file.

The one place that looks into more than one authority. It does so one after the other, each under its own scope, and
takes out of each nothing but its added-up figures.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from sweep.access.models import Authority
from sweep.db import db, scope_to
from sweep.national import as_at, files, kept, warnings
from sweep.national.facts import facts_now
from sweep.national.figures import Row
from sweep.national.levels import Share, level_rows
from sweep.national.periods import Period, term_at
from sweep.national.returns import FINAL, PROVISIONAL, counted_at, counted_now
from sweep.national.shown import shown_rows
from sweep.national.warnings import Counted, Warned


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
            shares.append(_share(counted, rev))
    rows = level_rows(shares)
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


def _share(counted: Counted, rev: int) -> Share:
    last, rows = kept.last_published(counted.period, rev), shown_rows(counted)
    return Share(
        counted,
        rows,
        last.revision if last else 0,
        last is not None and files.csv_bytes(rows) == last.csv,
    )


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
