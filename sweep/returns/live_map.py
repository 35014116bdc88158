"""What the live page's map draws: area, sites and the stops of the table, by finding. Points stay in the page."""

from typing import Any

from sweep.core.codes import FINDINGS
from sweep.london import clock_text
from sweep.places import thinned
from sweep.returns.watch import Line, Stops
from sweep.sweeps.ground import ground_of, own_border
from sweep.sweeps.models import Sweep


def drawn_of(sweep: Sweep, stops: Stops) -> dict[str, Any] | None:
    """As the page's script reads it; None where there is nothing to draw, so that no empty map is shown."""
    area = sweep.authorisation.area if sweep.authorisation else None
    sites = [
        {"name": site.name, "lat": site.lat, "lon": site.lon, "radius_m": site.radius_m}
        for site in sweep.sites
    ]
    # The urgent are drawn last, over the others; each once.
    lines = {line.reference: line for line in (*reversed(stops.latest), *stops.urgent)}
    points = [_point(line) for line in lines.values() if line.point]
    if not (area or sites or points):
        return None
    return {
        **ground_of(own_border()),
        "area": thinned(area) if area else None,
        "sites": sites,
        "points": sorted(points, key=lambda point: bool(point["urgent"])),
        "findings": {slug: finding.words for slug, finding in FINDINGS.items()},
    }


def _point(line: Line) -> dict[str, Any]:
    assert line.point is not None
    lat, lon = line.point
    words = f"{clock_text(line.at)} {line.finding}"
    return {
        "reference": line.reference,
        "words": words,
        "finding": line.shown,
        "urgent": line.urgent,
        "lat": lat,
        "lon": lon,
    }
