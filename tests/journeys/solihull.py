"""Solihull on the day of a sweep: a real server, its coordinator, and the officers on the roster."""

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Flask

from rig.server import LiveServer
from rig.street import Desk, new_id, operation, over_http
from sweep.access.roles import Role
from sweep.demo.region import load_region
from sweep.people import accounts
from sweep.schools.bring_in import bring_in_schools
from sweep.schools.gias import ReadSchool

CONSTABLE, WELFARE_OFFICER = "PC 2231", "EWO Hughes"
TITLE = "Chelmsley Wood, today"
EMAIL = "coordinator@solihull.example"
# Where the rig's phones stand, and half a mile around.
SHOPS = {"name": "Chelmsley Wood shopping centre", "lat": 52.4790, "lon": -1.7373}
_PARK = {"name": "Meriden Park", "lat": 52.4829, "lon": -1.7405}
# Invented: one a minute's walk north of the phones, one a mile away, one that the list gives no place.
_ROOM = {"name": "Bosworth Drive reception room", "lat": 52.4800, "lon": -1.7390}
SCHOOLS = [
    ReadSchool("999001", "Arbor Way School", "secondary", 52.4825, -1.7370),
    ReadSchool("999002", "Kingshurst Parade School", "primary", 52.4905, -1.7515),
    ReadSchool("999003", "Moorend Free School", "secondary", None, None),
]
CORNERS = [[-1.75, 52.47], [-1.72, 52.47], [-1.72, 52.49], [-1.75, 52.49], [-1.75, 52.47]]
_LONDON = ZoneInfo("Europe/London")


@dataclass
class Solihull:
    """One authority on one server. `desk` is its coordinator's script, `password` for the pages."""

    server: LiveServer
    desk: Desk
    password: str
    officers: dict[str, str] = field(default_factory=dict)
    sweep_id: str = ""

    @property
    def origin(self) -> str:
        return self.server.origin

    @property
    def app(self) -> str:
        """Where officers open the app."""
        return f"{self.origin}/app/"

    def plan_today(self) -> None:
        """Add the officers and open the sweep of today."""
        self.officers = {
            CONSTABLE: self.desk.officer(CONSTABLE),
            WELFARE_OFFICER: self.desk.officer(WELFARE_OFFICER, "ewo"),
        }
        self.sweep_id = _plan(self)

    def code(self, officer: str = CONSTABLE) -> dict[str, Any]:
        """A fresh code for this officer's phone: as typed, and as a link."""
        asked = {"officer_id": self.officers[officer]}
        path = f"/sweeps/{self.sweep_id}/enrol-codes"
        return self.desk.call("POST", path, asked, expect=201)

    def stops(self) -> list[dict[str, Any]]:
        """The sweep's stops that stand, in the order in which they came."""
        return sorted(self.desk.stops(self.sweep_id), key=lambda stop: int(stop["rev"]))

    def shifts(self) -> list[dict[str, Any]]:
        found = self.desk.call("GET", f"/sweeps/{self.sweep_id}/shifts")["shifts"]
        return list(found)

    def rev(self) -> int:
        """How many operations the authority has taken in."""
        nothing = {"protocol": 1, "batch_id": new_id(), "ops": []}
        return int(self.desk.call("POST", "/sync/push", nothing)["rev"])

    def put_back_starts(self, *, hours: int) -> None:
        """Officers forgot to tap Start: each shift began so many hours before it ended.

        All of it on this day, so in the small hours it ends later instead.
        """
        worked = timedelta(hours=hours)
        for shift in self.shifts():
            began = max(datetime.fromisoformat(shift["ended_at"]) - worked, today()[0])
            said = {
                "shift_id": shift["id"],
                "base_op": shift["head"],
                "changes": {
                    "started_at": began.isoformat(),
                    "ended_at": (began + worked).isoformat(),
                },
                "why": "Forgot to start the patrol",
            }
            (result,) = self.desk.push(operation("shift.amend", said))
            assert result["status"] == "accepted", result


def today() -> tuple[datetime, datetime]:
    """The whole of this day in London, so that a sweep is on whenever the tests are run."""
    day = datetime.now(_LONDON).date()
    start = datetime.combine(day, time(), _LONDON)
    return start, datetime.combine(day + timedelta(days=1), time(), _LONDON) - timedelta(minutes=1)


def found_solihull(app: Flask, server: LiveServer) -> Solihull:
    """Set up the authority as the server's owner does, and plan today's sweep as its coordinator does."""
    there = found_authority(app, server)
    there.plan_today()
    return there


def found_authority(app: Flask, server: LiveServer) -> Solihull:
    """The authority alone: its coordinator, its schools and where it lies; nobody has planned anything."""
    with app.app_context():
        authority = accounts.add_authority("E08000029", "334", "Solihull")
        bring_in_schools(authority.id, SCHOOLS)
        load_region(authority)
        password = accounts.add_user(authority, EMAIL, Role.COORDINATOR, "Jo Hartley")
        user = accounts.find_user(EMAIL)
        assert user is not None
        token = accounts.make_token(user)
    return Solihull(server, Desk(over_http(server.origin), token), password)


def _plan(there: Solihull) -> str:
    start, end = today()
    sweep_id = there.desk.sweep(
        list(there.officers.values()),
        title=TITLE,
        starts_at=start.isoformat(),
        ends_at=end.isoformat(),
        sites=[SHOPS, _PARK],
        authorisation={
            "superintendent": "Supt Marlowe",
            "reference": "SWEEP/16",
            "given_at": (start - timedelta(days=1)).isoformat(),
            "area": {"type": "Polygon", "coordinates": [CORNERS]},
            "premises": [_ROOM],
        },
    )
    there.desk.call("PATCH", f"/sweeps/{sweep_id}", {"status": "open"})
    return sweep_id
