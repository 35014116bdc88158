"""What a phone hears: its own sweeps and records, every change once, nothing skipped."""

import json
from datetime import UTC, datetime
from typing import Any

from rig.street import (
    TEN_O_CLOCK,
    Desk,
    Json,
    PretendPhone,
    new_id,
    op_id,
    operation,
    record_id,
)


def of_type(pulled: Json, sort: str) -> list[Json]:
    return [change for change in pulled["changes"] if change["type"] == sort]


def test_a_new_phone_hears_its_sweep_sites_roster_and_authorisation(
    desk: Desk, phone: PretendPhone
) -> None:
    area = {
        "type": "Polygon",
        "coordinates": [[[-1.79, 52.40], [-1.76, 52.40], [-1.76, 52.42], [-1.79, 52.40]]],
    }
    given = {"superintendent": "Supt Okafor", "reference": "S16/1", "area": area}
    desk.call("PATCH", f"/sweeps/{phone.sweep_id}", {"authorisation": given})
    pulled = phone.pull()
    assert [change["title"] for change in of_type(pulled, "sweep")] == ["High Street"]
    assert [change["name"] for change in of_type(pulled, "site")] == ["Mell Square"]
    assert [change["role"] for change in of_type(pulled, "roster")] == ["constable"]
    (authorisation,) = of_type(pulled, "authorisation")
    assert (authorisation["area"], authorisation["reference"]) == (area, "S16/1")
    assert {change["sweep_id"] for change in pulled["changes"]} == {phone.sweep_id}


def test_the_cursor_gives_only_what_changed_since(desk: Desk, phone: PretendPhone) -> None:
    cursor = phone.pull()["cursor"]
    assert phone.pull(cursor)["changes"] == []
    desk.call("PATCH", f"/sweeps/{phone.sweep_id}", {"title": "Town centre"})
    changes = phone.pull(cursor)["changes"]
    assert [change["title"] for change in changes] == ["Town centre"]


def test_a_site_taken_away_is_a_change(desk: Desk, phone: PretendPhone) -> None:
    cursor = phone.pull()["cursor"]
    sites = [{"name": "Touchwood", "lat": 52.411, "lon": -1.779}]
    desk.call("PATCH", f"/sweeps/{phone.sweep_id}", {"sites": sites})
    found = {
        change.get("name"): change["deleted"] for change in of_type(phone.pull(cursor), "site")
    }
    assert found == {None: True, "Touchwood": False}


def test_losing_sight_of_a_sweep_is_a_change_and_so_is_gaining_it(
    desk: Desk, phone: PretendPhone
) -> None:
    cursor = phone.pull()["cursor"]
    desk.call("PATCH", f"/sweeps/{phone.sweep_id}", {"officer_ids": []})
    lost = phone.pull(cursor)
    assert [(c["type"], c["id"], c["deleted"]) for c in lost["changes"]] == [
        ("sweep", phone.sweep_id, True)
    ]
    desk.call("PATCH", f"/sweeps/{phone.sweep_id}", {"officer_ids": [phone.officer_id]})
    gained = phone.pull(lost["cursor"])
    assert {change["type"] for change in gained["changes"]} == {"sweep", "site", "roster"}


def test_a_phone_hears_its_own_stops_with_their_head_and_not_anothers(
    phone: PretendPhone, second_phone: PretendPhone
) -> None:
    stop = phone.stop()
    amend = phone.amend(stop, finding="late")
    phone.push()
    second_phone.push(second_phone.stop())
    (own,) = of_type(phone.pull(), "stop")
    assert (own["id"], own["head"], own["finding"]) == (record_id(stop), op_id(amend), "late")


def test_an_own_stop_comes_back_with_every_answer_that_was_given(phone: PretendPhone) -> None:
    answers = {
        "finding": "truanting",
        "accompanied_by": "alone",
        "phase": "secondary",
        "age_band": "11_15",
        "sex": "F",
        "ethnicity": "W1",
        "school_urn": "900009",
        "outcome": "returned_to_school_s16",
        "acted_by": phone.officer_id,
        "urgent": "safeguarding",
        "note": "Calm.",
    }
    phone.push(phone.stop(**answers))
    (own,) = of_type(phone.pull(), "stop")
    assert {name: own.get(name) for name in answers} == answers


def test_a_voided_stop_is_told_as_deleted(phone: PretendPhone) -> None:
    stop = phone.stop()
    phone.make("stop.void", stop_id=record_id(stop), base_op=op_id(stop), why="undo")
    phone.push()
    (own,) = of_type(phone.pull(), "stop")
    assert (own["id"], own["deleted"]) == (record_id(stop), True)
    assert "finding" not in own
    assert "erased" not in own


def test_more_than_one_page_is_told_and_none_is_skipped(phone: PretendPhone) -> None:
    made = [record_id(phone.stop()) for _ in range(620)]
    for at in range(0, len(made), 200):
        phone.push(*phone.made[at : at + 200])
    heard, cursor, more = [], "", True
    while more:
        pulled = phone.pull(cursor)
        heard += [change["id"] for change in of_type(pulled, "stop")]
        cursor, more = pulled["cursor"], pulled["more"]
    assert heard == made


def test_a_cursor_from_another_history_starts_again(phone: PretendPhone) -> None:
    ahead = phone.pull()["cursor"].rpartition("-")[0] + "-999999"
    for cursor in ("nonsense", f"{new_id()}-3", ahead, "-", "-1"):
        status, answer = phone.wire("GET", f"/api/v1/sync/pull?cursor={cursor}", None, phone.token)
        assert (status, answer["code"]) == (410, "cursor_from_another_epoch"), cursor


def test_a_phone_sees_a_final_sweep_no_longer(desk: Desk, phone: PretendPhone) -> None:
    desk.call("PATCH", f"/sweeps/{phone.sweep_id}", {"status": "final"})
    assert [c["deleted"] for c in of_type(phone.pull(), "sweep")] == [True]


def test_a_sweep_opened_again_is_heard_whole(desk: Desk, phone: PretendPhone) -> None:
    path = f"/sweeps/{phone.sweep_id}"
    desk.call("PATCH", path, {"status": "final"})
    cursor = phone.pull()["cursor"]
    sites = [{"name": "Touchwood", "lat": 52.411, "lon": -1.779}]
    desk.call("PATCH", path, {"sites": sites, "officer_ids": [phone.officer_id]})
    phone.push(phone.stop())
    cursor = phone.pull(cursor)["cursor"]
    desk.call("PATCH", path, {"status": "open"})
    heard = phone.pull(cursor)
    assert [site.get("name") for site in of_type(heard, "site") if not site["deleted"]] == [
        "Touchwood"
    ]
    assert len(of_type(heard, "roster")) == 1


def amend_at_desk(desk: Desk, stop: str, **changes: Any) -> None:
    said = {"stop_id": record_id(stop), "base_op": op_id(stop), "changes": changes, "why": "seen"}
    desk.push(operation("stop.amend", said))


def test_what_a_desk_changed_is_told_with_its_time(desk: Desk, phone: PretendPhone) -> None:
    stop, other = phone.stop(), phone.stop()
    phone.push()
    before = datetime.now(UTC)
    amend_at_desk(desk, stop, finding="late")
    told = {change["id"]: change for change in of_type(phone.pull(), "stop")}
    at = datetime.fromisoformat(told[record_id(stop)]["desk_at"])
    assert before <= at <= datetime.now(UTC)
    assert "desk_at" not in told[record_id(other)]


def test_what_the_officer_changed_after_the_desk_is_the_desks_no_longer(
    desk: Desk, phone: PretendPhone
) -> None:
    stop = phone.stop()
    phone.push()
    amend_at_desk(desk, stop, finding="late")
    (told,) = of_type(phone.pull(), "stop")
    again = {"stop_id": told["id"], "base_op": told["head"], "changes": {}, "why": "seen again"}
    phone.push(phone.make("stop.amend", **{**again, "changes": {"note": "by the fountain"}}))
    (own,) = of_type(phone.pull(), "stop")
    assert "desk_at" not in own


def test_what_a_desk_removed_is_told_with_its_time(desk: Desk, phone: PretendPhone) -> None:
    stop = phone.stop()
    phone.push()
    said = {"stop_id": record_id(stop), "base_op": op_id(stop), "why": "twice"}
    desk.push(operation("stop.void", said))
    (gone,) = of_type(phone.pull(), "stop")
    assert (gone["deleted"], "desk_at" in gone) == (True, True)


def test_what_a_desk_put_back_is_told_whole_again_with_its_time(
    desk: Desk, phone: PretendPhone
) -> None:
    stop = phone.stop()
    phone.push()
    void = {"stop_id": record_id(stop), "base_op": op_id(stop), "why": "twice"}
    removed = operation("stop.void", void)
    desk.push(removed)
    cursor = phone.pull()["cursor"]
    desk.push(operation("stop.restore", {**void, "base_op": op_id(removed), "why": "not twice"}))
    (back,) = of_type(phone.pull(cursor), "stop")
    assert (back["deleted"], back["finding"], back["put_back"]) == (False, "truanting", True)
    assert "desk_at" in back


def test_an_officers_time_on_a_colleagues_phone_is_told_to_that_officer(
    phone: PretendPhone, second_phone: PretendPhone
) -> None:
    phone.push(*phone.shift(60, officer_id=second_phone.officer_id))
    (told,) = of_type(second_phone.pull(), "shift_elsewhere")
    assert told["recorded_by"] == "PC 2231"
    assert told["officer_id"] == second_phone.officer_id


def test_only_a_colleagues_phone_is_elsewhere(
    phone: PretendPhone, second_phone: PretendPhone
) -> None:
    phone.push(*phone.shift(60), *phone.shift(60, officer_id=second_phone.officer_id))
    assert of_type(phone.pull(), "shift_elsewhere") == []
    assert len(of_type(phone.pull(), "shift")) == 2
    assert of_type(second_phone.pull(), "shift") == []


def test_an_officers_time_entered_at_a_desk_is_told_without_a_name(
    desk: Desk, phone: PretendPhone
) -> None:
    started = {
        "shift_id": new_id(),
        "sweep_id": phone.sweep_id,
        "officer_id": phone.officer_id,
        "started_at": TEN_O_CLOCK.isoformat(),
    }
    desk.push(operation("shift.start", started))
    (told,) = of_type(phone.pull(), "shift_elsewhere")
    assert told["recorded_by"] is None


def test_an_officers_time_that_a_colleague_takes_back_is_told_as_deleted(
    phone: PretendPhone, second_phone: PretendPhone
) -> None:
    start, end = phone.shift(60, officer_id=second_phone.officer_id)
    phone.push(start, end)
    cursor = second_phone.pull()["cursor"]
    shift_id = json.loads(start)["data"]["shift_id"]
    phone.push(phone.make("shift.void", shift_id=shift_id, base_op=op_id(start), why="mistake"))
    (gone,) = of_type(second_phone.pull(cursor), "shift_elsewhere")
    assert (gone["id"], gone["deleted"]) == (shift_id, True)


def test_a_plan_that_changes_tells_each_phone_what_its_records_are_flagged_with_now(
    desk: Desk, phone: PretendPhone
) -> None:
    stop = record_id(phone.stop())
    phone.push()
    cursor = phone.pull()["cursor"]
    # Off the roster, then on again: what was odd about the stop comes and goes.
    for officers, flags in (([], ["off_roster"]), ([phone.officer_id], [])):
        desk.call("PATCH", f"/sweeps/{phone.sweep_id}", {"officer_ids": officers})
        page = phone.pull(cursor)
        told = {change["id"]: change for change in page["changes"] if change["type"] == "stop"}
        assert told[stop]["flags"] == flags
        cursor = page["cursor"]
    assert phone.pull(cursor)["changes"] == []


def test_a_phone_that_was_signed_off_is_told_no_more_and_can_still_seal_what_it_holds(
    desk: Desk, phone: PretendPhone
) -> None:
    cursor = phone.pull()["cursor"]
    (device,) = desk.call("GET", f"/sweeps/{phone.sweep_id}/devices")["devices"]
    desk.call("POST", f"/devices/{device['id']}/revoke", {"reason": "left"})
    desk.call("PATCH", f"/sweeps/{phone.sweep_id}", {"title": "Another title"})
    for since in (cursor, ""):
        told = phone.pull(since)
        assert (told["changes"], told["more"], bool(told["rescue_key"])) == ([], False, True)
