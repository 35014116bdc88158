"""Giving up what a phone will never send: with a reason, openly, and never for good."""

from typing import Any

import pytest
from flask import Flask

from rig.pages import Visitor, add_user
from rig.street import Desk, Json, PretendPhone, new_id

WHY = "Phone lost in the canal"


def told(desk: Desk, phone: PretendPhone) -> Json:
    (device,) = desk.call("GET", f"/sweeps/{phone.sweep_id}/devices")["devices"]
    return device


def because(desk: Desk, phone: PretendPhone) -> set[str]:
    return {each["code"] for each in desk.summary(phone.sweep_id)["provisional_because"]}


def holding(phone: PretendPhone, number: int) -> dict[str, Any]:
    return {"unsent": number, "made": len(phone.made), "held": {phone.sweep_id: number}}


def write_off(desk: Desk, phone: PretendPhone, why: Any = WHY, expect: int = 201) -> Json:
    body = {"device_id": told(desk, phone)["id"], "why": why}
    return desk.call("POST", f"/sweeps/{phone.sweep_id}/write-off", body, expect=expect)


@pytest.fixture
def holder(phone: PretendPhone) -> PretendPhone:
    """PC 2231's phone, which sent two records and holds three."""
    for _ in range(5):
        phone.stop()
    phone.push(*phone.made[:2], **holding(phone, 5))
    return phone


def page_of(desk: Desk, holder: PretendPhone) -> str:
    return f"/sweeps/{holder.sweep_id}/phones/{told(desk, holder)['id']}/write-off"


def test_what_is_written_off_keeps_no_figures_provisional_and_is_said(
    desk: Desk, holder: PretendPhone
) -> None:
    assert because(desk, holder) == {"unsent_on_phone"}
    written = write_off(desk, holder)
    assert (written["operations"], written["made"], written["why"]) == (3, 5, WHY)
    assert because(desk, holder) == set()
    device = told(desk, holder)
    assert (device["holds"], device["given_up"], device["outstanding"]) == (3, 3, 0)
    assert (device["settled"], device["standing"]) == (True, "written_off")
    assert device["written_off"]["id"] == written["id"]
    (said,) = desk.summary(holder.sweep_id)["written_off"]
    assert (said["device_id"], said["operations"], said["still_missing"]) == (device["id"], 3, 3)


def test_the_same_again_changes_nothing(desk: Desk, holder: PretendPhone) -> None:
    first = write_off(desk, holder)
    assert write_off(desk, holder, "Said otherwise") == first


def test_what_arrives_after_all_is_taken_in_and_counts(desk: Desk, holder: PretendPhone) -> None:
    write_off(desk, holder)
    holder.push(holder.made[3], **holding(holder, 3))
    device = told(desk, holder)
    assert (device["received"], device["given_up"], device["after_all"]) == (3, 2, 1)
    assert because(desk, holder) == set()
    assert desk.summary(holder.sweep_id)["children_stopped"] == 3
    holder.push(*holder.made[2:], **holding(holder, 2))
    device = told(desk, holder)
    assert (device["given_up"], device["after_all"], device["standing"]) == (0, 3, "done")
    assert desk.summary(holder.sweep_id)["children_stopped"] == 5


def test_what_the_phone_tells_of_later_is_waited_for_again(
    desk: Desk, holder: PretendPhone
) -> None:
    write_off(desk, holder)
    holder.stop()
    holder.push(**{"ops": [], **holding(holder, 4)})
    assert because(desk, holder) == {"unsent_on_phone"}
    device = told(desk, holder)
    assert (device["given_up"], device["outstanding"]) == (3, 1)
    again = write_off(desk, holder)
    assert (again["operations"], again["made"]) == (4, 6)
    assert because(desk, holder) == set()


def test_new_records_are_no_stand_in_for_those_given_up(desk: Desk, holder: PretendPhone) -> None:
    """All that was given up arrives; then the phone makes three more and keeps them."""
    write_off(desk, holder)
    holder.push(*holder.made[2:], **holding(holder, 3))
    for _ in range(3):
        holder.stop()
    holder.push(**{"ops": [], **holding(holder, 3)})
    assert told(desk, holder)["outstanding"] == 3
    assert because(desk, holder) == {"unsent_on_phone"}


def test_another_sweeps_gap_on_the_same_phone_is_not_given_up_with_this_ones(
    desk: Desk, holder: PretendPhone
) -> None:
    other = desk.sweep([holder.officer_id], title="Park")
    holder.stop(sweep_id=other)
    held = {holder.sweep_id: 3, other: 1}
    holder.push(ops=[], unsent=4, made=6, held=held)
    write_off(desk, holder)
    assert because(desk, holder) == set()
    listed = desk.summary(other)["provisional_because"]
    assert [each["code"] for each in listed] == ["unsent_on_phone"]


@pytest.mark.parametrize("why", ["", "   ", None, 12, "x" * 1001, "half a \ud800"])
def test_without_a_reason_nothing_is_written_off(
    desk: Desk, holder: PretendPhone, why: Any
) -> None:
    assert write_off(desk, holder, why, expect=422)["code"] == "fields_wrong"
    assert because(desk, holder) == {"unsent_on_phone"}


def test_there_is_nothing_to_write_off_of_a_phone_that_is_done(
    desk: Desk, phone: PretendPhone
) -> None:
    phone.push(phone.stop(), **holding(phone, 1))
    assert write_off(desk, phone, expect=409)["code"] == "nothing_to_write_off"


def test_a_phone_of_no_part_in_the_sweep_is_answered_like_a_missing_one(
    desk: Desk, holder: PretendPhone, middlesbrough: Desk
) -> None:
    stranger = middlesbrough.officer("PC 1")
    theirs = middlesbrough.sweep([stranger])
    body = {"device_id": told(desk, holder)["id"], "why": WHY}
    middlesbrough.call("POST", f"/sweeps/{theirs}/write-off", body, expect=404)
    middlesbrough.call("POST", f"/sweeps/{holder.sweep_id}/write-off", body, expect=404)
    body["device_id"] = new_id()
    desk.call("POST", f"/sweeps/{holder.sweep_id}/write-off", body, expect=404)


def test_a_coordinator_writes_off_by_a_form_that_says_what_it_means(
    amina: Visitor, desk: Desk, holder: PretendPhone
) -> None:
    sweep, page = f"/sweeps/{holder.sweep_id}", page_of(desk, holder)
    words = amina.open(sweep).words
    assert "2 of 5 records received, 3 on PC 2231’s phone, last heard" in words
    assert f'href="{page}"' in amina.page
    words = amina.open(page).words
    for said in (
        "Write off 3 records of PC 2231’s phone",
        "The figures are made without these 3 records.",
        "Nothing is deleted.",
        "Why will it never come?",
    ):
        assert said in words, said
    amina.send(page, why=" ")
    assert amina.status == 422
    assert "Say why" in amina.words
    amina.send(page, why=WHY)
    assert amina.address == sweep
    assert "2 of 5 records received, 3 given up." in amina.words
    assert "3 records of PC 2231’s phone were given up: Phone lost in the canal." in amina.words
    assert f'href="{page}"' not in amina.page
    assert "Nobody waits for PC 2231’s phone" in amina.open(page).words
    assert "Decided by Amina Yusuf at" in amina.words
    amina.open(f"{sweep}/summary")
    assert "Given up: these figures are made without it" in amina.words
    assert "Provisional" not in amina.words


def test_the_page_says_what_arrived_after_all(
    amina: Visitor, desk: Desk, holder: PretendPhone
) -> None:
    write_off(desk, holder)
    holder.push(holder.made[3], **holding(holder, 3))
    for page in ("", "/summary"):
        words = amina.open(f"/sweeps/{holder.sweep_id}{page}").words
        assert "1 of them arrived after all and counts." in words, page


def test_a_verifier_reads_what_has_arrived_but_writes_nothing_off(
    app: Flask, visitor: Visitor, desk: Desk, holder: PretendPhone
) -> None:
    page = page_of(desk, holder)
    visitor.sign_in(add_user(app, "ewan@solihull.example", "verifier"))
    assert "2 of 5 records received" in visitor.open(f"/sweeps/{holder.sweep_id}").words
    assert "Write off" not in visitor.words
    assert visitor.open(page).status == 403
