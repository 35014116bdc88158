"""Where the demo's authority lies: its codes and its region, so that its return can say them.

Facts of the Office for National Statistics. Whatever somebody brought in instead stays.
"""

from datetime import date

from sqlalchemy import select

from sweep.access.models import Authority
from sweep.db import db
from sweep.geography.bring_in import Read, bring_in
from sweep.geography.models import LocalAuthority
from sweep.geography.tables import ReadAuthority, ReadRegion

_WEST_MIDLANDS = ReadRegion("E12000005", "West Midlands")
_SINCE = date(2009, 1, 1)


def load_region(solihull: Authority) -> None:
    """The region, and the authority in it, where no geography says so yet."""
    known = select(LocalAuthority.new_la_code).where(
        LocalAuthority.new_la_code == solihull.new_la_code
    )
    if db.session.scalar(known) is not None:
        return
    authority = ReadAuthority(
        solihull.new_la_code,
        solihull.old_la_code,
        solihull.la_name,
        _WEST_MIDLANDS.code,
        opened=_SINCE,
        dated=True,
    )
    bring_in(Read(regions=[_WEST_MIDLANDS], authorities=[authority]))
