"""Making figures final knowingly, and what arrives afterwards."""

import pytest

from rig.pages import Visitor
from rig.street import Desk, PretendPhone, record_id


def because(desk: Desk, sweep_id: str) -> dict[str, str]:
    listed = desk.summary(sweep_id)["provisional_because"]
    return {each["code"]: each["detail"] for each in listed}


def test_final_with_points_open_has_to_be_said_by_a_script_too(
    desk: Desk, phone: PretendPhone
) -> None:
    start, _ = phone.shift(60)
    phone.push(start, phone.stop("nonsense"))
    path = f"/sweeps/{phone.sweep_id}"
    refused = desk.call("PATCH", path, {"status": "final"}, expect=409)
    assert refused["code"] == "points_open"
    codes = [each["code"] for each in refused["open_points"]]
    assert codes == ["open_shifts", "unsent_on_phone", "quarantined"]
    assert "1 shift is still open." in refused["detail"]
    some = {"status": "final", "despite": codes[:2]}
    assert desk.call("PATCH", path, some, expect=409)["open_points"][0]["code"] == "quarantined"
    assert desk.call("GET", path)["status"] == "planned"
    made = desk.call("PATCH", path, {"status": "final", "despite": codes})
    assert made["status"] == "final"
    assert desk.call("PATCH", path, {"title": "High Street again"})["status"] == "final"


def test_nothing_open_needs_no_word(desk: Desk, phone: PretendPhone) -> None:
    phone.push(phone.stop())
    made = desk.call("PATCH", f"/sweeps/{phone.sweep_id}", {"status": "final"})
    assert made["status"] == "final"


def test_what_arrives_after_the_figures_were_made_final_is_announced(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    path = f"/sweeps/{phone.sweep_id}"
    phone.push(phone.stop())
    desk.call("PATCH", path, {"status": "final"})
    assert because(desk, phone.sweep_id) == {}
    phone.push(phone.made[0])
    assert because(desk, phone.sweep_id) == {}, "a copy is no news"
    phone.push(phone.stop(), phone.stop())
    desk.call("PATCH", path, {"title": "High Street again"})
    said = because(desk, phone.sweep_id)
    assert set(said) == {"after_final"}
    assert said["after_final"].startswith("2 records arrived after the figures were made final")
    assert "Final, with open points" in amina.open("/sweeps").words
    for page in ("", "/summary", "/live"):
        assert said["after_final"] in amina.open(f"{path}{page}").words, page
    desk.call("PATCH", path, {"status": "verifying"})
    desk.call("PATCH", path, {"status": "final"})
    assert because(desk, phone.sweep_id) == {}


def test_a_button_of_a_page_shown_before_somebody_made_the_figures_final_does_nothing(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    path = f"/sweeps/{phone.sweep_id}"
    phone.push(phone.stop())
    amina.open(path)
    desk.call("PATCH", path, {"status": "final"})
    amina.send(path)
    assert "Somebody was quicker" in amina.words
    assert "It is “Final” now." in amina.words
    assert desk.call("GET", path)["status"] == "final"
    amina.send(path)
    assert "Somebody was quicker" not in amina.words
    assert desk.call("GET", path)["status"] == "verifying"


def test_a_change_made_at_the_desk_did_not_arrive(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    first, second = phone.stop(), phone.stop()
    phone.push(first, second)
    desk.call("PATCH", f"/sweeps/{phone.sweep_id}", {"status": "final"})
    page = f"/stops/{record_id(first)}/remove"
    amina.open(page).send(page, why="recorded twice")
    said = because(desk, phone.sweep_id)["after_final"]
    assert said.startswith("1 change was entered at the desk after the figures were made final")
    assert "arrived" not in said
    phone.push(phone.stop())
    said = because(desk, phone.sweep_id)["after_final"]
    assert said.startswith("1 record arrived and 1 change was entered at the desk after")
    assert "and count in them" in said


def test_what_a_person_lets_count_afterwards_is_announced_too(
    desk: Desk, phone: PretendPhone
) -> None:
    other = desk.sweep([phone.officer_id], title="Park")
    phone.push(phone.stop(sweep_id=None))
    desk.call("PATCH", f"/sweeps/{other}", {"status": "final", "despite": ["quarantined"]})
    (kept,) = desk.call("GET", "/quarantine")["kept"]
    wish = {"action": "apply", "why": "It was in the park.", "sweep_id": other}
    desk.call("POST", f"/quarantine/{kept['sha256']}", wish)
    assert set(because(desk, other)) == {"after_final"}


@pytest.mark.parametrize("what", ["role", "kind", "sites"])
def test_what_counts_in_final_figures_without_a_record_is_announced_until_it_is_as_it_was(
    amina: Visitor, desk: Desk, phone: PretendPhone, what: str
) -> None:
    path, officer = f"/sweeps/{phone.sweep_id}", f"/officers/{phone.officer_id}"
    phone.push(*phone.shift(60))
    desk.call("PATCH", path, {"status": "final"})
    square = {"name": "Mell Square", "lat": 52.4128, "lon": -1.7780}
    park = {"name": "Park", "lat": 52.42, "lon": -1.77}
    changed, as_it_was = {
        "role": ((officer, {"role": "partner"}), (officer, {"role": "constable"})),
        "kind": ((path, {"kind": "national"}), (path, {"kind": "local"})),
        "sites": ((path, {"sites": [square, park]}), (path, {"sites": [square]})),
    }[what]
    desk.call("PATCH", officer, {"name": "PC 2231 Evans"})
    assert because(desk, phone.sweep_id) == {}, "a name counts in nothing"
    desk.call("PATCH", *changed)
    said = because(desk, phone.sweep_id)
    assert set(said) == {"plan_after_final"}
    assert "Final, with open points" in amina.open("/sweeps").words
    for page in ("", "/summary", "/live"):
        assert said["plan_after_final"] in amina.open(f"{path}{page}").words, page
    desk.call("PATCH", *as_it_was)
    assert because(desk, phone.sweep_id) == {}
    assert "open points" not in amina.open("/sweeps").words


def test_making_figures_final_again_stands_by_a_changed_plan(
    desk: Desk, phone: PretendPhone
) -> None:
    path = f"/sweeps/{phone.sweep_id}"
    phone.push(*phone.shift(60))
    for change in ({"status": "final"}, {"kind": "national"}, {"status": "verifying"}):
        desk.call("PATCH", path, change)
    desk.call("PATCH", path, {"status": "final"})
    assert because(desk, phone.sweep_id) == {}


def test_the_role_of_an_officer_who_only_patrolled_elsewhere_changes_nothing(
    desk: Desk, phone: PretendPhone
) -> None:
    other = desk.sweep([phone.officer_id], title="Park")
    phone.push(*phone.shift(60))
    desk.call("PATCH", f"/sweeps/{other}", {"status": "final"})
    desk.call("PATCH", f"/officers/{phone.officer_id}", {"role": "partner"})
    assert because(desk, other) == {}
