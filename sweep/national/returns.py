"""One authority's return of a period: as it stands, and as at a moment.

The state of a return is found by comparing bytes: figures that are those of the last published revision are that
revision; any other are the next one, and provisional until a coordinator makes them final.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select

from sweep.access.models import Authority
from sweep.db import db
from sweep.national import as_at, facts, files, kept, open_points, warnings
from sweep.national.differences import Difference, differences
from sweep.national.figures import Row, figures_of
from sweep.national.material import Material, material_now
from sweep.national.models import PublishedReturn
from sweep.national.periods import Period, counts_in, periods_of_year, terms_of
from sweep.national.shown import below, shown_rows
from sweep.national.warnings import Counted, Warned

FINAL, PROVISIONAL = "Final", "Provisional"


@dataclass(frozen=True, slots=True)
class Return:
    """A return at one moment, made of all up to `rev`. `published` is the last revision by then, if any."""

    rev: int
    standing: files.Standing
    counted: Counted
    rows: Sequence[Row]
    figures: bytes
    warned: Sequence[Warned]
    published: PublishedReturn | None

    @property
    def is_published(self) -> bool:
        """Whether these are the figures of the last published revision."""
        return self.published is not None and self.published.csv == self.figures

    @property
    def checksum(self) -> str:
        """SHA-256 of the figures' file, as the metadata says it."""
        return files.checksum(self.figures)

    def file(self, ending: str) -> bytes:
        """One of the three files; the published one where the figures are those."""
        if self.published is not None and self.is_published:
            return kept.file_of(self.published, ending)
        return made_file(self, self.standing, ending)

    @property
    def differences(self) -> list[Difference]:
        """What changed since the last published revision."""
        if self.published is None or self.is_published:
            return []
        return differences(files.read_rows(self.published.csv), self.rows)


def made_file(made: Return, standing: files.Standing, ending: str) -> bytes:
    """One of the three files of these figures, under this standing."""
    if ending == "csv":
        return made.figures
    if ending == "meta.csv":
        return files.meta_bytes()
    head = as_at.ledger_head(made.rev)
    return files.metadata_bytes(standing, made.figures, made.warned, head)


def return_now(authority: Authority, period: Period, now: datetime) -> Return:
    """As it stands, from the tables."""
    rev = db.session.scalars(select(Authority.rev).where(Authority.id == authority.id)).one()
    known = facts.facts_now(authority)
    counted = counted_now(known, period, now)
    passing = open_points.passing(counted.sweeps, counted.planned, now)
    others = _others_out_of_date(known, period, now)
    return _made(counted, (rev, now), (*passing, *others))


def _others_out_of_date(known: facts.Facts, period: Period, now: datetime) -> Iterator[Warned]:
    """A sweep is in two returns: a term's and its year's."""
    titles = [
        other.title
        for other in periods_of_year(period.begun)
        if other != period and changed_since(known, other, now)
    ]
    if titles:
        yield Warned("others_out_of_date", f"Changed since published, too: {', '.join(titles)}.")


def changed_since(known: facts.Facts, period: Period, now: datetime) -> int:
    """How many cells differ from the last published revision; 0 where there is none."""
    last = kept.last_published(period)
    if last is None:
        return 0
    rows = shown_rows(counted_now(known, period, now))
    if files.csv_bytes(rows) == last.csv:
        return 0
    return len(differences(files.read_rows(last.csv), rows))


def counted_now(known: facts.Facts, period: Period, now: datetime) -> Counted:
    """What the return of a period is made from, as the tables have it."""
    sweeps, planned = _sorted_out(period, known)
    material = material_now(sweeps, known, now)
    made = _counted(period, (sweeps, planned), known, material, now)
    return _with_hidden(made, lambda term: counted_now(known, term, now))


def return_at(authority: Authority, period: Period, moment: datetime) -> Return:
    """As at a moment, from ledger and history: the same bytes each time. Raises `erased_since`."""
    rev = as_at.rev_at(authority, moment)
    return _made(counted_at(authority, period, rev, moment), (rev, moment), ())


def counted_at(authority: Authority, period: Period, rev: int, moment: datetime) -> Counted:
    """What the return of a period was made from, as ledger and history have it."""
    known = facts.facts_at(authority, rev, moment)
    sweeps, planned = _sorted_out(period, known)
    as_at.refuse_erased(sweeps, rev)
    material = as_at.material_at(sweeps, known, rev, moment)
    made = _counted(period, (sweeps, planned), known, material, moment)
    return _with_hidden(made, lambda term: counted_at(authority, term, rev, moment), rev)


def _with_hidden(
    made: Counted, counted: Callable[[Period], Counted], rev: int | None = None
) -> Counted:
    """With what else decides what may be shown where small numbers are kept back.

    That is a year's terms, and the revisions that were published, or were by `rev`.
    """
    if below() <= 1:
        return made
    terms = tuple(counted(term) for term in terms_of(made.period))
    return replace(made, terms=terms, hidden_before=kept.hidden_before(made.period, rev))


Sweeps = tuple[facts.PlannedSweep, ...]


def _sorted_out(period: Period, known: facts.Facts) -> tuple[Sweeps, Sweeps]:
    """The period's sweeps that count, and those that are only planned."""
    own = [sweep for sweep in known.sweeps if counts_in(sweep.starts_at, period, known.named)]
    return (
        tuple(sweep for sweep in own if sweep.status != "planned"),
        tuple(sweep for sweep in own if sweep.status == "planned"),
    )


def _counted(
    period: Period,
    sweeps: tuple[Sweeps, Sweeps],
    known: facts.Facts,
    material: Material,
    moment: datetime,
) -> Counted:
    figures = figures_of(sweeps[0], material, moment)
    return Counted(period, *sweeps, known, material, figures)


def _made(counted: Counted, when: tuple[int, datetime], passing: Iterable[Warned]) -> Return:
    rev, moment = when
    period = counted.period
    rows = shown_rows(counted)
    figures = files.csv_bytes(rows)
    last = kept.last_published(period, rev)
    same = last is not None and last.csv == figures
    standing = files.Standing(
        period=period,
        of=counted.facts.codes.new_la_code,
        publisher=counted.facts.codes.la_name,
        status=FINAL if same else PROVISIONAL,
        revision=(last.revision if last else 0) + (not same),
        as_at=moment,
    )
    every = (*warnings.sums_off(rows), *warnings.lasting(counted), *_codes(counted.facts), *passing)
    told = warnings.explained(_discreet(every), kept.explanations(period, rev))
    return Return(rev, standing, counted, rows, figures, told, last)


def _codes(known: facts.Facts) -> Iterable[Warned]:
    if not known.codes.old_la_code:
        yield Warned(
            "old_code_unknown",
            "The authority’s three-digit code is not known, so its column is empty.",
        )


def _discreet(warned: Iterable[Warned]) -> Iterable[Warned]:
    """No warning tells a small number where those are kept back, also none that has no column in the file."""
    if below() <= 1:
        return warned
    return (replace(each, detail=each.discreet or each.detail) for each in warned)
