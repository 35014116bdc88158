"""What was read of places into the tables: all files in one write, or nothing of any.

Codes are never taken away: one that was replaced keeps its days. A file of wards is the whole list of the wards of
each authority in it, for wards are drawn anew under new codes and would lie over the old ones.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from sweep.db import db, writing_reference
from sweep.geography.models import LocalAuthority, Outline, Region
from sweep.geography.outlines import ReadOutline
from sweep.geography.tables import ReadAuthority, ReadRegion

Row = Region | LocalAuthority | Outline


@dataclass(slots=True)
class Read:
    """What all files say together."""

    regions: list[ReadRegion] = field(default_factory=list)
    authorities: list[ReadAuthority] = field(default_factory=list)
    outlines: list[ReadOutline] = field(default_factory=list)


@dataclass(slots=True)
class Brought:
    """How many of a sort are new, changed, taken away, and as before."""

    new: int = 0
    changed: int = 0
    gone: int = 0
    same: int = 0


class _Rehearsed(Exception):
    """Ends a dry run's transaction."""


def bring_in(read: Read, *, dry_run: bool = False) -> dict[str, Brought]:
    """Keep it; what came of `regions`, `authorities`, `outlines`. A dry run only says what would change."""
    brought: dict[str, Brought] = {}
    try:
        with writing_reference():
            brought = {
                "regions": _regions(read.regions),
                "authorities": _authorities(read.authorities),
                "outlines": _outlines(read.outlines),
            }
            if dry_run:
                raise _Rehearsed
    except _Rehearsed:
        pass
    return brought


def _regions(regions: Iterable[ReadRegion]) -> Brought:
    brought = Brought()
    known = {row.code: row for row in db.session.scalars(select(Region))}
    for read in {each.code: each for each in regions}.values():
        row = known.get(read.code)
        if row is None:
            row = known[read.code] = Region(code=read.code)
        _keep(row, {"name": read.name}, brought)
    db.session.flush()
    return brought


def _authorities(authorities: Iterable[ReadAuthority]) -> Brought:
    brought = Brought()
    regions = set(db.session.scalars(select(Region.code)))
    known = {row.new_la_code: row for row in db.session.scalars(select(LocalAuthority))}
    # Dates and names are in one file, where each lies in another: the dated one has the word on names.
    for read in sorted(_joined(authorities, regions), key=lambda read: read.new_la_code):
        row = known.get(read.new_la_code)
        said: dict[str, Any] = {"region_code": read.region} if read.region else {}
        if row is None or read.dated:
            said |= {"old_la_code": read.old_la_code, "la_name": read.la_name}
            said |= {"opened": read.opened, "closed": read.closed} if read.dated else {}
        _keep(row or LocalAuthority(new_la_code=read.new_la_code), said, brought)
    return brought


def _joined(
    authorities: Iterable[ReadAuthority], regions: Collection[str]
) -> Iterable[ReadAuthority]:
    """One of each code. A parent that is no region of ours (a county, a country) says nothing of where it lies."""
    joined: dict[str, ReadAuthority] = {}
    for read in authorities:
        other = joined.get(read.new_la_code)
        region = read.region if read.region in regions else other.region if other else ""
        best = other if other and other.dated else read
        joined[read.new_la_code] = ReadAuthority(
            *(best.new_la_code, best.old_la_code, best.la_name, region),
            *(best.opened, best.closed, best.dated),
        )
    return joined.values()


def _outlines(outlines: Sequence[ReadOutline]) -> Brought:
    brought = Brought()
    known = {row.code: row for row in db.session.scalars(select(Outline))}
    for read in {each.code: each for each in outlines}.values():
        said = {"kind": read.kind, "name": read.name, "new_la_code": read.new_la_code}
        row = known.pop(read.code, None) or Outline(code=read.code)
        _keep(row, {**said, "shape": dict(read.shape)}, brought)
    redrawn = {read.new_la_code for read in outlines if read.kind == "ward"}
    for row in known.values():
        if row.kind == "ward" and row.new_la_code in redrawn:
            db.session.delete(row)
            brought.gone += 1
    return brought


def _keep(row: Row, said: Mapping[str, object], brought: Brought) -> None:
    new = row not in db.session
    if not new and all(getattr(row, column) == value for column, value in said.items()):
        brought.same += 1
        return
    for column, value in said.items():
        setattr(row, column, value)
    if new:
        db.session.add(row)
    brought.new += new
    brought.changed += not new
