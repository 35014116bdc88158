"""Shifts become whole minutes: one person's time, counted once, less breaks."""

from datetime import datetime, timedelta

import pytest

from rig.truths import LATER, NINE
from sweep.core.effort import minutes_of
from sweep.core.tally import CountedShift, Effort, count_shifts


def after(minutes: float) -> datetime:
    return NINE + timedelta(minutes=minutes)


def shift(starts: float, ends: float | None, breaks: int = 0, **who: str) -> CountedShift:
    return CountedShift(
        who.get("officer", "amir"),
        who.get("role", "constable"),
        after(starts),
        None if ends is None else after(ends),
        breaks,
    )


def police_minutes(*shifts: CountedShift) -> int:
    return count_shifts(shifts, LATER).police_minutes


@pytest.mark.parametrize(
    ("ends", "breaks", "minutes"), [(30, 0, 30), (30, 10, 20), (30, 31, 0), (30, -5, 30), (0, 0, 0)]
)
def test_a_shift_by_itself_is_its_time_less_its_breaks(
    ends: float, breaks: int, minutes: int
) -> None:
    assert minutes_of(NINE, after(ends), breaks) == minutes
    assert minutes_of(NINE, None, breaks) is None


def test_two_constables_for_two_hours_are_four() -> None:
    effort = count_shifts([shift(0, 120), shift(0, 120, officer="beth")], LATER)
    assert effort.police_minutes == 240
    assert effort.police_officers == {"amir", "beth"}


def test_the_first_four_roles_are_police_and_the_others_their_own() -> None:
    roles = ("constable", "pcso_designated", "pcso", "special", "ewo", "partner")
    effort = count_shifts([shift(0, 10, officer=role, role=role) for role in roles], LATER)
    assert (effort.police_minutes, effort.welfare_minutes, effort.partner_minutes) == (40, 10, 10)
    assert effort.officer_minutes == 60
    assert effort.welfare_officers == {"ewo"}
    assert effort.partner_officers == {"partner"}


def test_two_shifts_of_one_officer_are_one_officer() -> None:
    effort = count_shifts([shift(0, 60), shift(120, 180)], LATER)
    assert (effort.police_minutes, len(effort.police_officers)) == (120, 1)
    assert effort.overlapping_shifts == 0


def test_shifts_that_touch_do_not_overlap() -> None:
    assert count_shifts([shift(0, 60), shift(60, 90)], LATER).overlapping_shifts == 0


def test_the_same_shift_recorded_on_two_phones_counts_once_and_is_flagged() -> None:
    effort = count_shifts([shift(0, 120), shift(0, 120)], LATER)
    assert (effort.police_minutes, effort.overlapping_shifts) == (120, 1)


def test_a_shift_inside_another_adds_nothing() -> None:
    assert police_minutes(shift(0, 120), shift(30, 60), shift(100, 150)) == 150


def test_breaks_of_overlapping_shifts_all_come_off_the_union() -> None:
    assert police_minutes(shift(0, 120, 15), shift(60, 180, 10)) == 155


def test_breaks_never_push_below_zero_nor_into_another_shift() -> None:
    assert police_minutes(shift(0, 20, 45), shift(60, 120)) == 60


def test_a_negative_break_adds_no_time() -> None:
    assert police_minutes(shift(0, 20, -45)) == 20


def test_a_shift_that_ends_before_it_starts_counts_nothing() -> None:
    assert police_minutes(shift(60, 0)) == 0


@pytest.mark.parametrize(("seconds", "minutes"), [(29, 10), (29.999, 10), (30, 11), (59, 11)])
def test_a_stretch_is_rounded_to_the_nearest_minute(seconds: float, minutes: int) -> None:
    assert police_minutes(shift(0, 10 + seconds / 60)) == minutes


def test_an_open_shift_counts_up_to_now_and_is_told() -> None:
    effort = count_shifts([shift(0, None, 30)], after(90))
    assert (effort.police_minutes, effort.open_shifts) == (60, 1)


def test_an_open_shift_that_has_not_begun_counts_nothing() -> None:
    assert count_shifts([shift(0, None)], after(-5)).police_minutes == 0


def test_overlapping_shifts_in_two_roles_never_count_a_minute_twice() -> None:
    effort = count_shifts([shift(60, 180, role="partner"), shift(0, 120)], LATER)
    assert (effort.police_minutes, effort.partner_minutes) == (180, 0)


def test_officers_of_two_sweeps_unite_while_minutes_add() -> None:
    first = count_shifts([shift(0, 60), shift(0, 60, officer="beth")], LATER)
    second = count_shifts([shift(300, 360)], LATER)
    assert (first + second).police_minutes == 180
    assert (first + second).police_officers == {"amir", "beth"}
    assert first + Effort() == first


def test_an_unknown_role_is_an_error_and_not_lost_time() -> None:
    with pytest.raises(KeyError):
        count_shifts([shift(0, 60, role="wizard")], LATER)
