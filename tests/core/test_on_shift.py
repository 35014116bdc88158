"""Whether a stop lies in a shift of its officer."""

from datetime import UTC, datetime, timedelta

import pytest

from sweep.core.on_shift import LEEWAY, Walk, off_shift_flags

TEN = datetime(2026, 1, 12, 10, tzinfo=UTC)
NOON = TEN + timedelta(hours=2)
SECOND = timedelta(seconds=1)


def is_outside(moment: datetime, *walks: Walk) -> bool:
    return [each.code for each in off_shift_flags(moment, walks)] == ["outside_shift"]


@pytest.mark.parametrize("moment", [TEN, NOON, TEN - LEEWAY, NOON + LEEWAY])
def test_a_stop_within_the_shift_or_a_few_minutes_of_it_is_inside(moment: datetime) -> None:
    assert not is_outside(moment, Walk(TEN, NOON))


@pytest.mark.parametrize("moment", [TEN - LEEWAY - SECOND, NOON + LEEWAY + SECOND])
def test_a_stop_further_off_is_outside(moment: datetime) -> None:
    assert is_outside(moment, Walk(TEN, NOON))


def test_one_shift_that_holds_it_is_enough() -> None:
    evening = Walk(NOON + timedelta(hours=4), NOON + timedelta(hours=5))
    assert not is_outside(TEN, evening, Walk(TEN, NOON))
    assert is_outside(NOON + timedelta(hours=1), evening, Walk(TEN, NOON))


def test_an_open_shift_has_no_end_yet() -> None:
    assert not is_outside(NOON + timedelta(hours=9), Walk(TEN, None))
    assert is_outside(TEN - timedelta(hours=1), Walk(TEN, None))


def test_a_removed_shift_holds_nothing() -> None:
    assert is_outside(TEN, Walk(TEN, NOON, stands=False))


def test_of_an_officer_without_any_shift_nothing_is_said() -> None:
    assert not is_outside(TEN)
