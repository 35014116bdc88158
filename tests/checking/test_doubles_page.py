"""Possible doubles: shown side by side, decided by a person, and the figures with and without them."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from rig.pages import Visitor
from rig.street import TEN_O_CLOCK, Desk, PretendPhone, new_id, record_id
from sweep.core.reference import reference
from sweep.db import scope_to
from sweep.stops.doubles import doubles_of
from sweep.sweeps.read import find_sweep


@pytest.fixture
def pair(phone: PretendPhone, second_phone: PretendPhone) -> tuple[str, str]:
    """One boy, stopped by PC 2231 and five minutes later by EWO Hughes; and two hours of patrol."""
    later = (TEN_O_CLOCK + timedelta(minutes=5)).isoformat()
    one = phone.stop("truanting", "alone", age_band="11_15", sex="M")
    other = second_phone.stop("truanting", "alone", stopped_at=later, sex="M")
    start, end = phone.shift(120)
    phone.push(one, start, end)
    second_phone.push(other)
    return record_id(one), record_id(other)


@pytest.fixture
def page(phone: PretendPhone) -> str:
    return f"/sweeps/{phone.sweep_id}/doubles"


def test_a_pair_is_shown_with_the_figures_both_ways(
    amina: Visitor, phone: PretendPhone, pair: tuple[str, str], page: str
) -> None:
    amina.open(page)
    assert "1 pair that may be one child" in amina.words
    assert "5 minutes apart, 0 m from each other" in amina.words
    assert "As now 2 2 1.00" in amina.words
    assert "As one child each 1 1 0.50" in amina.words
    assert "2 children as now; 1 if each pair is one child." in amina.words
    amina.open(f"/sweeps/{phone.sweep_id}/live")
    assert "1 pair of stops may be one child, met by two officers" in amina.words
    assert "2 children as now; 1 if each pair is one child." in amina.words
    assert "As one child each 1 1 0.50" in amina.words
    amina.open(f"/sweeps/{phone.sweep_id}/summary")
    assert "1 possible double: a pair of stops that may be one child" in amina.words
    assert "If each pair is one child, 1 child was stopped, not 2." in amina.words
    assert "As one child each 1 1 0.50" in amina.words


def test_nothing_is_merged_by_itself(
    amina: Visitor, desk: Desk, phone: PretendPhone, pair: tuple[str, str], page: str
) -> None:
    amina.open(page)
    assert len(desk.stops(phone.sweep_id)) == 2
    assert "2 children were stopped" in amina.open(f"/sweeps/{phone.sweep_id}/summary").words


def test_the_same_child_leaves_the_earlier_stop_and_says_why_at_the_other(
    amina: Visitor, desk: Desk, phone: PretendPhone, pair: tuple[str, str], page: str
) -> None:
    amina.open(page).send(page, stays=pair[0], same="yes")
    (left,) = desk.stops(phone.sweep_id)
    assert left["id"] == pair[0]
    stays, goes = reference(pair[0]), reference(pair[1])
    assert f"Saved {stays} is counted, {goes} is not." in amina.words
    assert f"Why: same child as {reference(pair[0])}" in amina.open(f"/stops/{pair[1]}").words


def test_the_later_stop_may_stay_instead(
    amina: Visitor, desk: Desk, phone: PretendPhone, pair: tuple[str, str], page: str
) -> None:
    amina.open(page).send(page, stays=pair[1], same="yes")
    assert [stop["id"] for stop in desk.stops(phone.sweep_id)] == [pair[1]]


def test_two_children_both_stay_and_are_not_asked_about_again(
    amina: Visitor, desk: Desk, phone: PretendPhone, pair: tuple[str, str], page: str
) -> None:
    amina.open(page).send(page, two="yes")
    assert len(desk.stops(phone.sweep_id)) == 2
    assert "No possible doubles to decide on" in amina.words
    assert "Saved" in amina.words
    assert "are two children. Both are counted." in amina.words
    assert "Amina Yusuf" in amina.words
    assert "may be one child" not in amina.open(f"/sweeps/{phone.sweep_id}/summary").words


def test_a_decision_that_somebody_made_before_changes_nothing(
    amina: Visitor, desk: Desk, phone: PretendPhone, pair: tuple[str, str], page: str
) -> None:
    amina.open(page)
    form = {**amina.typed(page), "stays": pair[0], "same": "yes"}
    amina.post(page, {**form, "two": "yes"})
    amina.post(page, form)
    assert "These two do not wait for a decision any more" in amina.words
    assert len(desk.stops(phone.sweep_id)) == 2


def test_one_of_two_officers_without_a_fix_is_paired_at_the_site(
    app: Flask, desk: Desk, phone: PretendPhone, second_phone: PretendPhone
) -> None:
    nowhere = {"source": "none", "why_none": "denied"}
    phone.push(phone.stop(sex="F"))
    second_phone.push(second_phone.stop(location=nowhere, sex="F"))
    with app.app_context():
        scope_to(1)
        assert len(doubles_of(find_sweep(phone.sweep_id)).pairs) == 1
    two = [
        {"name": "Mell Square", "lat": 52.4128, "lon": -1.7780},
        {"name": "Station", "lat": 52.4200, "lon": -1.7780},
    ]
    desk.call("PATCH", f"/sweeps/{phone.sweep_id}", {"sites": two})
    with app.app_context():
        scope_to(1)
        assert doubles_of(find_sweep(phone.sweep_id)).pairs == [], "it may have been at either site"


def test_children_met_together_are_no_doubles(
    amina: Visitor, phone: PretendPhone, second_phone: PretendPhone, page: str
) -> None:
    together = new_id()
    phone.push(phone.stop(encounter_id=together))
    second_phone.push(second_phone.stop(encounter_id=together))
    assert "No possible doubles to decide on" in amina.open(page).words


def test_the_live_page_follows_a_decision_at_once(
    amina: Visitor, phone: PretendPhone, pair: tuple[str, str], page: str
) -> None:
    live = f"/sweeps/{phone.sweep_id}/live"
    amina.open(live)
    tag = re.findall(r'data-live="([^"]+)"', amina.page)[0]
    amina.open(page).send(page, two="yes")
    amina.open(live, **{"If-None-Match": f'"{tag}"'})
    assert amina.status == 200
    assert "may be one child" not in amina.words
