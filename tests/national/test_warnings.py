"""Each warning stands where its reason is, in words that fit the number, and nowhere else."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from national.given import SPRING, Sender, bring_in_region, opened, verify
from rig.street import TEN_O_CLOCK, Desk, PretendPhone, new_id
from sweep.access.models import Authority
from sweep.db import db
from sweep.national.columns import SUMS
from sweep.national.warnings import sums_off
from sweep.schools.bring_in import bring_in_terms
from sweep.schools.term_file import ReadTerm

MONDAY = TEN_O_CLOCK.date()
IN_ORDER = {"superintendent": "Supt Okafor", "reference": "S16/1"}
SWEEP = "the local sweep of Mon 12 January 2026 from 09:00"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Which words a warning has does not depend on the database."""
    return sqlite_url


@pytest.fixture
def in_order(app: Flask, desk: Desk) -> PretendPhone:
    """A sweep of an authority that has brought everything in: authorised, walked, nothing left to ask."""
    bring_in_region(app)
    with app.app_context():
        bring_in_terms(
            1, [ReadTerm("Spring term", MONDAY - timedelta(weeks=1), MONDAY + timedelta(weeks=10))]
        )
    phone = opened(desk, {"PC 2231": "constable"}, authorisation=IN_ORDER)
    phone.push(*phone.shift(60), phone.stop("late", "alone"))
    return phone


def told(sender: Sender) -> dict[str, str]:
    return {each["code"]: each["detail"] for each in sender.note(SPRING)["warnings"]}


def final(desk: Desk, phone: PretendPhone) -> None:
    desk.call("PATCH", f"/sweeps/{phone.sweep_id}", {"status": "final"})


def test_where_all_is_in_order_nothing_is_warned_of(
    desk: Desk, in_order: PretendPhone, sender: Sender
) -> None:
    late, truanting = in_order.made[-1], in_order.stop("truanting", "alone")
    in_order.push(truanting)
    desk.push(verify(truanting, "truanting", "O"))
    asked = "Schools answered for 1 of 2 findings that they can check (50.0%)."
    assert told(sender)["not_all_verified"].startswith(asked)
    desk.push(verify(late, "late", "L"))
    final(desk, in_order)
    assert told(sender) == {}


def test_an_authority_without_a_three_digit_code_is_told_so(
    app: Flask, in_order: PretendPhone, sender: Sender
) -> None:
    assert "old_code_unknown" not in told(sender)
    with app.app_context():
        db.session.execute(db.update(Authority).values(old_la_code=""))
        db.session.commit()
    assert "old_code_unknown" in told(sender)


@pytest.mark.parametrize("missing", ["superintendent", "reference"])
def test_an_authorisation_needs_a_superintendent_and_a_reference(
    desk: Desk, in_order: PretendPhone, sender: Sender, missing: str
) -> None:
    assert "no_authorisation" not in told(sender)
    path = f"/sweeps/{in_order.sweep_id}"
    desk.call("PATCH", path, {"authorisation": {**IN_ORDER, missing: ""}})
    assert told(sender)["no_authorisation"] == (
        f"No superintendent’s authorisation with a reference is on record for {SWEEP}."
    )


def test_sweeps_that_are_not_final_are_counted_in_words_that_fit(
    desk: Desk, in_order: PretendPhone, sender: Sender
) -> None:
    assert told(sender)["sweeps_not_final"] == f"The only sweep is not final: {SWEEP}."
    other = opened(desk, {"PC 7": "constable"}, authorisation=IN_ORDER)
    assert told(sender)["sweeps_not_final"].startswith("2 of 2 sweeps are not final: ")
    final(desk, other)
    assert told(sender)["sweeps_not_final"] == f"1 of 2 sweeps is not final: {SWEEP}."


def test_an_officer_on_the_roster_of_another_sweep_alone_is_off_this_ones(
    desk: Desk, in_order: PretendPhone, sender: Sender
) -> None:
    stranger = desk.officer("PC 7")
    desk.sweep([stranger], status="open")
    assert "off_roster" not in told(sender)
    in_order.push(*in_order.shift(90, stranger))
    assert told(sender)["off_roster"].startswith("1.5 officer-hours are of officers")


def test_of_many_sweeps_five_are_named_and_the_others_counted(
    desk: Desk, in_order: PretendPhone, sender: Sender
) -> None:
    for more in range(1, 7):
        desk.sweep([], status="open")
        words = told(sender)["sweeps_not_final"]
        assert words.count(SWEEP) == min(5, more + 1)
        assert words.endswith(f" and {more - 4} more." if more > 4 else f" and {SWEEP}.")


def test_shifts_that_run_are_counted_in_words_that_fit(
    in_order: PretendPhone, sender: Sender
) -> None:
    assert "open_shifts" not in told(sender)
    for words in ("1 shift is still open", "2 shifts are still open"):
        shift = {"shift_id": new_id(), "officer_id": in_order.officer_id}
        began = (TEN_O_CLOCK + timedelta(hours=2)).isoformat()
        in_order.push(
            in_order.make("shift.start", sweep_id=in_order.sweep_id, started_at=began, **shift)
        )
        assert told(sender)["open_shifts"].startswith(words)


def test_shifts_at_once_of_one_officer_are_counted_in_words_that_fit(
    in_order: PretendPhone, sender: Sender
) -> None:
    assert "overlapping_shifts" not in told(sender)
    for words in ("1 shift began while", "2 shifts began while"):
        in_order.push(*in_order.shift(30))
        assert told(sender)["overlapping_shifts"].startswith(words)


@pytest.mark.parametrize("out_by", [timedelta(hours=-2), timedelta(hours=6)])
def test_children_stopped_outside_the_times_of_their_own_sweep_are_told(
    desk: Desk, in_order: PretendPhone, sender: Sender, out_by: timedelta
) -> None:
    """Whatever times another sweep has."""
    stopped_at = TEN_O_CLOCK + out_by
    within = {"starts_at": stopped_at - timedelta(hours=1), "ends_at": stopped_at}
    desk.sweep([], status="open", **{name: at.isoformat() for name, at in within.items()})
    assert "outside_period" not in told(sender)
    for words in ("1 child was stopped outside", "2 children were stopped outside"):
        in_order.push(in_order.stop("late", stopped_at=stopped_at.isoformat()))
        assert told(sender)["outside_period"].startswith(words)


def test_possible_doubles_are_counted_in_words_that_fit(
    desk: Desk, in_order: PretendPhone, sender: Sender
) -> None:
    other = desk.enrol(in_order.sweep_id, desk.officer("PC 4410"))
    assert "possible_doubles" not in told(sender)
    for words in ("1 pair of stops may be one child", "2 pairs of stops may each be one child"):
        at = {"stopped_at": (TEN_O_CLOCK + timedelta(hours=len(other.made) + 1)).isoformat()}
        in_order.push(in_order.stop(**at))
        other.push(other.stop(**at))
        assert told(sender)["possible_doubles"].startswith(words)


def test_sums_that_do_not_come_out_are_named() -> None:
    what, (total, parts) = list(SUMS.items())[-1]
    right = {name: "0" for whole, those in SUMS.values() for name in (whole, *those)}
    right |= {"sweep_type": "Total", "education_phase": "Total"}
    wrong = {**right, "education_phase": "Primary", parts[-1]: "1"}
    assert list(sums_off([right])) == []
    assert list(sums_off([{**wrong, total: "c"}])) == [], "what is kept back can't be added"
    said: list[Any] = [next(sums_off(rows)) for rows in ([right, wrong], [wrong] * 3)]
    assert said[0].detail == f"These sums do not come out: {what} (Total, Primary)."
    assert said[1].detail == f"These sums do not come out: {what} (Total, Primary), and 2 more."
    assert len(said[1].lines) == 3
