"""What the database now counts of the demo's sweeps, for the last line that is printed."""

from collections.abc import Collection

from sqlalchemy import func, select

from sweep.core.finding import shown_finding
from sweep.db import db
from sweep.stops.models import Stop


def count_stops(sweep_ids: Collection[str]) -> dict[str, int]:
    """Stopped, with a parent, and truanting as recorded and as verified, voided stops left out."""
    columns = (Stop.accompanied_by, Stop.finding, Stop.verified_finding)
    rows = db.session.execute(
        select(*columns, func.count())
        .where(Stop.sweep_id.in_(sweep_ids), Stop.voided.is_(False))
        .group_by(*columns)
    ).all()
    return {
        "stopped": sum(row[3] for row in rows),
        "stopped_with_parent": sum(row[3] for row in rows if row[0] == "parent"),
        "truanting_provisional": sum(row[3] for row in rows if row[1] == "truanting"),
        "truanting_verified": sum(
            row[3] for row in rows if shown_finding(row[1], row[2]) == "truanting"
        ),
    }
