"""Wards for the demo's authority: invented ones, drawn with a ruler round the places where its sweeps go."""

from sqlalchemy import select

from sweep.access.models import Authority
from sweep.db import db
from sweep.geography.bring_in import Read, bring_in
from sweep.geography.models import Outline
from sweep.geography.outlines import ReadOutline

# Each name with its west, south, east and north (WGS 84 degrees). Neighbours share their sides.
_WARDS = (
    ("Mell Square and Touchwood", -1.7960, 52.4040, -1.7660, 52.4200),
    ("Lode Lane", -1.7960, 52.4200, -1.7660, 52.4330),
    ("Sharmans Cross", -1.8120, 52.4000, -1.7960, 52.4330),
    ("Shirley Heath", -1.8360, 52.4000, -1.8120, 52.4330),
    ("Olton Mere", -1.8360, 52.4330, -1.7900, 52.4500),
    ("Bickenhill and the Exhibition Centre", -1.7400, 52.4400, -1.7000, 52.4640),
    ("Chelmund", -1.7560, 52.4640, -1.7160, 52.4850),
    ("Kingshurst Brook", -1.7700, 52.4850, -1.7300, 52.5000),
    ("Knowle Lock", -1.7520, 52.3800, -1.7160, 52.3980),
    ("Dorridge Wood", -1.7700, 52.3620, -1.7300, 52.3800),
)
# No code of the Office for National Statistics has come this far.
_FIRST_CODE = 5_999_001


def load_wards(solihull: Authority) -> None:
    """The wards, where the authority has no outline of any kind. What somebody brought in instead stays."""
    there = select(Outline.code).where(Outline.new_la_code == solihull.new_la_code).limit(1)
    if db.session.scalar(there) is None:
        bring_in(Read(outlines=list(_wards(solihull.new_la_code))))


def _wards(new_la_code: str) -> list[ReadOutline]:
    return [
        ReadOutline(
            f"E{_FIRST_CODE + number:08}",
            "ward",
            f"{name} (invented ward)",
            new_la_code,
            _rectangle(*edges),
        )
        for number, (name, *edges) in enumerate(_WARDS)
    ]


def _rectangle(west: float, south: float, east: float, north: float) -> dict[str, object]:
    corners = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [corners]}
