"""The chosen sweep is closed, or no server has it any more: the phone says so, and nothing goes there silently."""

import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from journeys.solihull import Solihull, today
from journeys.test_restored import copy_of, put_back
from journeys.thumb import Thumb
from rig.street import Desk

CLOSED = "This sweep is closed"
NAMES_NONE = re.compile("names no sweep. It is kept, and the coordinator places it.")


def close_sweep(solihull: Solihull) -> None:
    """As a coordinator who has read what is still open and goes on all the same."""
    path, final = f"/sweeps/{solihull.sweep_id}", {"status": "final"}
    refused = solihull.desk.call("PATCH", path, final, expect=409)
    despite = [point["code"] for point in refused["open_points"]]
    solihull.desk.call("PATCH", path, {**final, "despite": despite})


def kept_out(desk: Desk) -> list[str]:
    """Why each operation lies with the coordinator."""
    return [one["problem"]["code"] for one in desk.call("GET", "/quarantine")["kept"]]


def test_a_closed_sweep_is_said_and_what_is_recorded_then_names_none(
    solihull: Solihull, screen: Page
) -> None:
    thumb = Thumb(screen)
    thumb.choose_sweep()
    thumb.all_is_sent()
    close_sweep(solihull)
    thumb.opens("home")
    thumb.sees_heading(CLOSED)
    thumb.sees(NAMES_NONE)
    found = Axe().run(screen)
    assert found.violations_count == 0, found.generate_report()
    thumb.press("New stop")
    thumb.sees(NAMES_NONE)
    thumb.answer("What did you find?", "Truanting")
    thumb.answer("Who is with the child?", "Alone")
    thumb.press("Save")
    thumb.all_is_sent()
    assert solihull.stops() == []
    assert kept_out(solihull.desk) == ["no_sweep"]
    thumb.press("Choose the sweep")
    thumb.sees_heading("Which sweep today?")


def test_a_patrol_that_outlives_its_sweep_ends_as_its_own_and_takes_no_stops_along(
    solihull: Solihull, thumb: Thumb
) -> None:
    close_sweep(solihull)
    thumb.opens("home")
    thumb.sees_heading(CLOSED)
    thumb.sees(re.compile("^On patrol"))
    thumb.sees("Your patrol counts for the sweep it began in.")
    expect(thumb.page.get_by_role("button", name="Choose the sweep")).to_be_visible()
    thumb.record_stop("Late", "Alone", place="Place good, 12 m")
    thumb.all_is_sent()
    assert solihull.stops() == []
    assert kept_out(solihull.desk) == ["no_sweep"]
    thumb.end_patrol()
    thumb.all_is_sent()
    (shift,) = solihull.shifts()
    assert shift["ended_at"] is not None


def test_a_sweep_that_the_restore_lost_is_said_and_another_is_chosen(
    solihull: Solihull, screen: Page, database_url: str, tmp_path: Path
) -> None:
    thumb = Thumb(screen)
    backup = copy_of(database_url, tmp_path / "backup.sqlite3")
    start, end = today()
    made_after = solihull.desk.sweep(
        list(solihull.officers.values()),
        title="Kingshurst, today",
        starts_at=start.isoformat(),
        ends_at=end.isoformat(),
    )
    solihull.desk.call("PATCH", f"/sweeps/{made_after}", {"status": "open"})
    thumb.opens("sweeps")
    thumb.press(re.compile("Kingshurst"))
    thumb.sees_heading("Kingshurst")
    thumb.all_is_sent()
    solihull.server.stop()
    put_back(database_url, backup, "after the restore")
    solihull.server.start()
    thumb.opens("home")
    thumb.sees_heading("This sweep is no longer on this phone")
    thumb.press("Choose the sweep")
    thumb.choose_sweep()
    thumb.record_stop("Truanting", "Alone")
    thumb.all_is_sent()
    assert len(solihull.stops()) == 1
