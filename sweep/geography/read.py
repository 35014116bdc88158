"""Where an authority lies, by the codes that were brought in."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from sweep.db import db
from sweep.geography.models import LocalAuthority, Outline, Region

# Nine-character codes begin with the country's letter. Section 16 reaches England and Wales.
COUNTRIES = {"E": ("E92000001", "England"), "W": ("W92000004", "Wales")}


@dataclass(frozen=True, slots=True)
class Place:
    """Country and region of an authority; the region is empty where no geography was brought in."""

    country_code: str
    country_name: str
    region_code: str
    region_name: str


def place_of(new_la_code: str) -> Place:
    """Of the authority with this code. Raises KeyError for a code of neither England nor Wales."""
    country_code, country_name = COUNTRIES[new_la_code[:1]]
    found = db.session.execute(
        select(Region.code, Region.name)
        .join(LocalAuthority, LocalAuthority.region_code == Region.code)
        .where(LocalAuthority.new_la_code == new_la_code)
    ).one_or_none()
    code, name = found if found else ("", "")
    return Place(country_code, country_name, code, name)


def outlines_of(
    new_la_code: str, kinds: Collection[str] = ("authority", "ward")
) -> Sequence[Outline]:
    """Of these kinds: the authority's own outline, where there is one, and then its wards by name."""
    own = select(Outline).where(Outline.new_la_code == new_la_code, Outline.kind.in_(kinds))
    return db.session.scalars(own.order_by(Outline.kind, Outline.name)).all()
