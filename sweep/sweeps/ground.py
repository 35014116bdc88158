"""What lies under a map's points: the tiles that are set, else the authority's outlines on plain ground."""

from collections.abc import Sequence
from typing import Any

from flask import current_app
from sqlalchemy import func, select

from sweep.access.callers import caller
from sweep.access.models import Authority
from sweep.db import db
from sweep.geography.models import Outline
from sweep.geography.read import outlines_of
from sweep.places import thinned
from sweep.schools.around import Bounds, bounds_of_schools
from sweep.sweeps.models import Site


def own_outlines() -> Sequence[Outline]:
    """Those of the caller's authority: itself first, then its wards."""
    return outlines_of(_own_code())


def own_border() -> Sequence[Outline]:
    """The outline of the caller's authority, where there is one."""
    return outlines_of(_own_code(), ["authority"])


def _own_code() -> str:
    return db.session.get_one(Authority, caller().authority_id).new_la_code


def ground_of(outlines: Sequence[Outline]) -> dict[str, Any]:
    """As the page's map reads it: `tiles`, `credit`, `outlines` ({kind, name, shape}), `around`."""
    settings = current_app.config["SWEEP"]
    return {
        "tiles": settings.tile_url,
        "credit": settings.tile_credit,
        "outlines": [
            {"kind": each.kind, "name": each.name, "shape": thinned(each.shape)}
            for each in outlines
        ],
        "around": bounds_of_schools() or _bounds_of_sites(),
    }


def _bounds_of_sites() -> Bounds | None:
    """Where the authority has patrolled so far; None before its first site."""
    edges = select(
        func.min(Site.lat), func.min(Site.lon), func.max(Site.lat), func.max(Site.lon)
    ).where(Site.removed.is_(False))
    found = [edge for edge in db.session.execute(edges).one() if edge is not None]
    return [found[:2], found[2:]] if found else None
