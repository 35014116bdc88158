"""The history of what a return reads besides records: plans, roles, terms and places, which are not in the ledger.

Each fact is written in the transaction that makes it true, and never changed: with the ledger's operations it is
all that figures as at a moment are made from.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sweep.access.models import PlanFact
from sweep.db import db

# sweep   kind, starts_at, ends_at, status, sites: of one sweep
# officer role: of one officer
# terms   terms: [{name, first_day, last_day}], all that stand
# place   region of the authority, by code and name
# authority old_la_code, la_name: what it is called
# asked   nothing: figures were given as at this moment, so whatever comes later counts later
SUBJECTS = ("sweep", "officer", "terms", "place", "authority", "asked")


def note(
    authority_id: int,
    fact: tuple[str, str],
    rev: int,
    said: Mapping[str, Any],
    at: datetime | None = None,
) -> None:
    """Write down what is true from `rev` on of `fact`: (subject, id, or empty where there is but one).

    Inside `writing`. `at` is now where nothing else is said; a fact is noted when it is written, like an
    operation when it is received.
    """
    subject, about = fact
    db.session.add(
        PlanFact(
            authority_id=authority_id,
            subject=subject,
            about=about,
            rev=rev,
            at=at or datetime.now(UTC),
            said=dict(said),
        )
    )
