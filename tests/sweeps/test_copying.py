"""A sweep planned like an earlier one: all that stays is copied, the day and the direction are not."""

from rig.pages import MIDDLESBROUGH, Visitor, add_user
from rig.street import Desk
from sweeps.test_cautions import AREA, CIVIC_SUITE, WHOLE
from sweeps.test_plan_page import JULY, as_api

NEW = "/sweeps/new"


def test_a_copy_has_all_but_the_day_and_the_direction(amina: Visitor, desk: Desk) -> None:
    officers = [desk.officer("PC 2231"), desk.officer("EWO Achieng", "ewo")]
    apart = {"starts_at": "2026-01-12T10:00:00+00:00", "ends_at": "2026-01-12T12:00:00+00:00"}
    first = desk.sweep(officers, kind="national", authorisation={**WHOLE, **apart})
    copying = f"{NEW}?like={first}"
    typed = amina.open(copying).typed(copying)
    assert "Copied from High Street, Mon 12 January 2026" in amina.words
    assert "The direction is not copied" in amina.words
    for name in ("superintendent", "reference", "given_at-day", "power_starts_at-day"):
        assert typed[name] == ""
    assert (typed["starts_at-day"], typed["ends_at-day"]) == ("", "")
    assert (typed["starts_at-clock"], typed["ends_at-clock"]) == ("09:00", "15:00")
    amina.send(copying, JULY)
    kept = as_api(desk, amina.address.rpartition("/")[2])
    assert (kept["title"], kept["kind"], kept["status"]) == ("High Street", "national", "planned")
    assert sorted(kept["officer_ids"]) == sorted(officers)  # type: ignore[call-overload]
    assert [site["name"] for site in kept["sites"]] == ["Mell Square"]  # type: ignore[attr-defined]
    given: dict[str, object] = kept["authorisation"]  # type: ignore[assignment]
    assert (given["area"], given["premises"]) == (AREA, [CIVIC_SUITE])
    assert (given["superintendent"], given["reference"], given["given_at"]) == ("", "", None)
    assert given["starts_at"] == kept["starts_at"]


def test_a_copys_title_is_without_the_day_of_the_first(amina: Visitor, desk: Desk) -> None:
    first = desk.sweep([], title="High Street, Mon 12 January 2026")
    assert amina.open(f"{NEW}?like={first}").typed(f"{NEW}?like={first}")["title"] == "High Street"
    typed = amina.open(f"/sweeps/{first}/edit").typed(f"/sweeps/{first}/edit")
    assert typed["title"] == "High Street, Mon 12 January 2026"


def test_a_copy_without_a_day_asks_for_it_and_stays_a_copy(amina: Visitor, desk: Desk) -> None:
    copying = f"{NEW}?like={desk.sweep([])}"
    amina.open(copying).send(copying)
    assert amina.status == 422
    assert "Enter the day" in amina.words
    assert "Copied from High Street" in amina.words


def test_another_authoritys_sweep_is_answered_like_a_missing_one(
    visitor: Visitor, desk: Desk, amina: Visitor
) -> None:
    theirs = f"{NEW}?like={desk.sweep([])}"
    stranger = Visitor(amina.client.application.test_client())
    email = add_user(amina.client.application, "x@m.example", authority=MIDDLESBROUGH)
    assert stranger.sign_in(email).open(theirs).status == 404
