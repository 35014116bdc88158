"""The addresses of the desk's pages, each opened on the sweep with most stops."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from rig.street import Desk

PLAINEST = "/healthz"
_OF_ALL = (
    *("/sweeps", "/sweeps/new", "/officers", "/phones", "/schools", "/where-and-when"),
    *("/quarantine", "/rescue", "/returns"),
)
_OF_A_SWEEP = (
    *("", "/edit", "/codes", "/briefing", "/live", "/stops", "/verify", "/verify/unknown"),
    *(
        "/verify/unknown/print",
        "/changed",
        "/review",
        "/doubles",
        "/shifts",
        "/shifts/add",
        "/summary",
    ),
    *("/summary.csv", "/summary.json", "/summary.xlsx", "/summary.pdf", "/stop-files"),
    *("/stops.csv", "/stops.geojson"),
)
_OF_A_STOP = ("", "/correct", "/answer", "/note", "/remove")
_OF_A_YEAR = (
    *("/year", "/autumn", "/spring", "/summer", "/year.csv", "/year.meta.csv"),
    "/year.csv-metadata.json",
)


@dataclass(frozen=True, slots=True)
class Ground:
    """What one authority has on the server: (name, address) of its pages, and how much they show."""

    pages: tuple[tuple[str, str], ...]
    sweeps: int
    stops: int


def ground_of(desk: Desk) -> Ground:
    """The pages are those of the sweep with most stops, of its first stop and shift, and of its school year."""
    stops = {
        sweep["id"]: desk.stops(sweep["id"]) for sweep in desk.call("GET", "/sweeps")["sweeps"]
    }
    largest = max(stops, key=lambda sweep: len(stops[sweep]))
    shift = desk.call("GET", f"/sweeps/{largest}/shifts")["shifts"][0]
    under = (
        ("", "", _OF_ALL),
        ("/sweeps/…", f"/sweeps/{largest}", _OF_A_SWEEP),
        ("/stops/…", f"/stops/{stops[largest][0]['id']}", _OF_A_STOP),
        ("/shifts/…", f"/shifts/{shift['id']}", ("",)),
        ("/officers/…", f"/officers/{shift['officer_id']}", ("",)),
        ("/returns/…", f"/returns/{_school_year(stops[largest][0])}", _OF_A_YEAR),
    )
    pages = [(name + page, address + page) for name, address, each in under for page in each]
    return Ground(tuple(pages), len(stops), sum(map(len, stops.values())))


def _school_year(stop: Any) -> str:
    """`202627`, from August to July."""
    began = datetime.fromisoformat(stop["stopped_at"])
    year = began.year if began.month >= 8 else began.year - 1
    return f"{year}{(year + 1) % 100:02}"
