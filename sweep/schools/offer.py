"""What was read from a file, carried by the page that shows what would come of it, to be brought in by its button.

The rows travel in the form, signed by this server for one authority and one person and good for an hour: nothing
is kept between, on whichever server of several the button is answered, and nobody can change them on the way.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256

from flask import current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer

from sweep.access.credentials import Caller
from sweep.csv_rows import LacksColumns, Unreadable, Wrong, rows_of
from sweep.schools import gias, term_file
from sweep.schools.bring_in import bring_in_schools, bring_in_terms
from sweep.schools.brought import Brought, How, Source, shown
from sweep.schools.gias import ReadSchool, Whose, read_schools
from sweep.schools.term_file import ReadTerm, read_terms

GOOD_FOR_S = 3600


class Lapsed(Exception):
    """An offer that this server did not make for this person, or made too long ago."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A file's rows, all of them good. `sort`: `schools` or `terms`; `expected`: see brought.How."""

    sort: str
    rows: Sequence[ReadSchool] | Sequence[ReadTerm]
    file_name: str
    sha256: str
    expected: str = ""


def read_file(raw: bytes, file_name: str, whose: Whose) -> Offer | Sequence[Wrong]:
    """The offer of a file of either sort, or every row of it that is to be mended. Raises Unreadable."""
    sort = _sort_of(raw)
    rows: Sequence[ReadSchool] | Sequence[ReadTerm]
    if sort == "schools":
        schools = read_schools(raw, whose)
        rows, wrong = schools.schools, schools.wrong
    else:
        terms = read_terms(raw)
        rows, wrong = terms.terms, terms.wrong
    return wrong or Offer(sort, rows, shown(file_name), sha256(raw).hexdigest())


def _sort_of(raw: bytes) -> str:
    """By its first line. Raises Unreadable."""
    for sort, columns in (("schools", gias.COLUMNS), ("terms", term_file.COLUMNS)):
        try:
            next(rows_of(raw, columns), None)
        except LacksColumns:
            continue
        return sort
    raise Unreadable(
        "The file is neither a list of schools nor one of terms: its first line has the columns of neither."
        f" That of terms reads {','.join(term_file.COLUMNS)}; that of schools stays as the file came."
    )


def take(offer: Offer, who: Caller, *, dry_run: bool = False) -> Brought:
    """Bring it in, or say what would come of it. Raises TooMany, ChangedMeanwhile."""
    source = Source(offer.file_name, offer.sha256, datetime.now(UTC), who.user_id)
    how = How(dry_run, source, offer.expected)
    if offer.sort == "schools":
        schools = [row for row in offer.rows if isinstance(row, ReadSchool)]
        return bring_in_schools(who.authority_id, schools, how)
    terms = [row for row in offer.rows if isinstance(row, ReadTerm)]
    return bring_in_terms(who.authority_id, terms, how)


def sealed(offer: Offer, who: Caller, brought: Brought) -> str:
    """The offer as a form carries it, with what would come of it."""
    rows = [
        [row.urn, row.name, row.phase, row.lat, row.lon]
        if isinstance(row, ReadSchool)
        else [row.name, str(row.first_day), str(row.last_day), [str(day) for day in row.days_off]]
        for row in offer.rows
    ]
    said = [offer.sort, rows, offer.file_name, offer.sha256, brought.fingerprint]
    return _signer(who).dumps(said)


def opened(text: str, who: Caller) -> Offer:
    """The offer that a form carried. Raises Lapsed."""
    try:
        sort, rows, file_name, digest, expected = _signer(who).loads(text, max_age=GOOD_FOR_S)
    except BadSignature as error:
        raise Lapsed from error
    if sort == "schools":
        return Offer(sort, [ReadSchool(*row) for row in rows], file_name, digest, expected)
    return Offer(sort, [_term(*row) for row in rows], file_name, digest, expected)


def _term(name: str, first: str, last: str, days: Sequence[str]) -> ReadTerm:
    days_off = tuple(date.fromisoformat(day) for day in days)
    return ReadTerm(name, date.fromisoformat(first), date.fromisoformat(last), days_off)


def _signer(who: Caller) -> URLSafeTimedSerializer:
    secret = current_app.config["SWEEP"].secret_key
    return URLSafeTimedSerializer(secret, salt=f"school-file-{who.authority_id}-{who.user_id}")
