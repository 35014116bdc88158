"""Area, period and role are judged in words; nothing is refused."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from sweep.core.codes import OFFICER_ROLES, OUTCOMES
from sweep.core.flags import FLAGS, flag
from sweep.core.power import (
    Circumstances,
    Period,
    may_use_power,
    shift_flags,
    stop_flags,
    used_power,
)

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
THREE = NINE + timedelta(hours=6)
SWEEP = Period(NINE, THREE)
AUTHORISED = Period(NINE + timedelta(hours=1), THREE - timedelta(hours=1))
REMOVAL = Circumstances(
    stopped_at=NINE + timedelta(hours=2),
    outcome="returned_to_school_s16",
    role="constable",
    on_roster=True,
    inside_area=True,
    sweep=SWEEP,
    authorised=AUTHORISED,
)


def codes(case: Circumstances) -> list[str]:
    return [each.code for each in stop_flags(case)]


def test_a_constable_inside_area_and_period_has_no_flag() -> None:
    assert codes(REMOVAL) == []


@pytest.mark.parametrize("role", OFFICER_ROLES)
def test_removal_is_flagged_for_exactly_the_roles_without_the_power(role: str) -> None:
    flagged = codes(replace(REMOVAL, role=role)) == ["role_without_power"]
    assert flagged is (role in {"pcso", "ewo", "partner"})
    assert may_use_power(role) is not flagged


def test_the_sentence_names_the_role() -> None:
    (only,) = stop_flags(replace(REMOVAL, role="ewo"))
    assert "Education welfare officer" in only.detail


def test_an_unknown_role_has_no_power() -> None:
    assert codes(replace(REMOVAL, role=None)) == ["role_without_power"]
    assert codes(replace(REMOVAL, role="wizard")) == ["role_without_power"]


@pytest.mark.parametrize("outcome", [None, *OUTCOMES])
def test_anybody_may_record_what_uses_no_power(outcome: str | None) -> None:
    flagged = codes(replace(REMOVAL, role="partner", authorised=None, outcome=outcome))
    assert flagged == (["no_authorisation", "role_without_power"] if used_power(outcome) else [])


def test_a_removal_without_any_authorisation_is_flagged() -> None:
    assert codes(replace(REMOVAL, authorised=None)) == ["no_authorisation"]


def test_a_stop_outside_the_area_is_flagged_and_a_removal_says_so() -> None:
    outside = replace(REMOVAL, inside_area=False)
    (removed,) = stop_flags(outside)
    (stopped,) = stop_flags(replace(outside, outcome=None))
    assert removed.code == stopped.code == "outside_area"
    assert "removed" in removed.detail
    assert "removed" not in stopped.detail


def test_a_stop_with_no_known_place_is_not_said_to_be_outside() -> None:
    assert codes(replace(REMOVAL, inside_area=None)) == []


def test_a_removal_within_the_sweep_but_outside_the_authorised_period_is_flagged() -> None:
    early = replace(REMOVAL, stopped_at=NINE + timedelta(minutes=5))
    (only,) = stop_flags(early)
    assert only.code == "outside_period"
    assert "superintendent" in only.detail
    assert codes(replace(early, outcome="no_action")) == []


def test_any_stop_outside_the_sweeps_period_is_flagged_once() -> None:
    late = replace(REMOVAL, stopped_at=THREE + timedelta(seconds=1))
    assert codes(late) == ["outside_period"]
    assert codes(replace(late, outcome=None)) == ["outside_period"]


def test_both_ends_of_a_period_belong_to_it() -> None:
    assert SWEEP.holds(NINE)
    assert SWEEP.holds(THREE)
    assert not SWEEP.holds(THREE + timedelta(microseconds=1))


def test_every_fault_at_once_is_named_once_each() -> None:
    everything = Circumstances(
        THREE + timedelta(days=1), "designated_premises_s16", "ewo", False, False, SWEEP, None
    )
    assert codes(everything) == [
        "off_roster",
        "outside_area",
        "outside_period",
        "no_authorisation",
        "role_without_power",
    ]


def shift_codes(starts: datetime, ends: datetime, breaks: int, on_roster: bool = True) -> list[str]:
    return [each.code for each in shift_flags(Period(starts, ends), breaks, on_roster, SWEEP)]


def test_an_ordinary_shift_has_no_flag() -> None:
    assert shift_codes(NINE, THREE, 30) == []


def test_time_outside_the_sweep_is_flagged() -> None:
    assert shift_codes(NINE - timedelta(minutes=1), THREE, 0) == ["outside_period"]


def test_a_shift_of_somebody_off_the_roster_is_flagged() -> None:
    assert shift_codes(NINE, THREE, 0, on_roster=False) == ["off_roster"]


def test_a_shift_that_ends_before_it_starts_is_flagged() -> None:
    assert shift_codes(THREE, NINE, 0) == ["ends_before_it_starts"]


def test_breaks_longer_than_the_shift_are_flagged() -> None:
    assert shift_codes(NINE, NINE + timedelta(minutes=20), 21) == ["breaks_longer_than_shift"]
    assert shift_codes(NINE, NINE + timedelta(minutes=20), 20) == []


def test_every_flag_has_a_plain_sentence() -> None:
    for code in FLAGS:
        assert flag(code).detail.endswith(".")
