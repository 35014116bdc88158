"""The supervisor's lot: one stop in ten, the same whoever draws it, and what was drawn stays drawn."""

from hypothesis import given
from hypothesis import strategies as st

from sweep.core.sample import asked_about, draw

SWEEP = "0199b0a0-0000-7000-8000-000000000001"
days = st.lists(st.sets(st.uuids().map(str), max_size=30), max_size=5)


@given(days)
def test_one_in_ten_is_drawn_rounded_up(came: list[set[str]]) -> None:
    stops = set().union(*came)
    assert len(draw(SWEEP, [stops])) == -(-len(stops) // 10)


@given(days, st.sets(st.uuids().map(str), max_size=40))
def test_what_was_drawn_stays_drawn_whatever_comes_on_later_days(
    came: list[set[str]], later: set[str]
) -> None:
    before = draw(SWEEP, came)
    assert before <= draw(SWEEP, [*came, later])


def test_the_first_that_came_is_no_surer_to_be_drawn_than_others() -> None:
    stops = [f"stop {number}" for number in range(10)]
    drawn = {min(draw(f"sweep {each}", [stops])) for each in range(200)}
    assert drawn == set(stops)


def test_another_sweep_draws_another_lot() -> None:
    stops = [f"stop {number}" for number in range(100)]
    assert draw("one sweep", [stops]) != draw("another", [stops])


def test_what_the_direction_did_not_reach_and_what_two_people_disagree_on_is_always_looked_at() -> (
    None
):
    flags = ["off_roster", "conflict", "role_without_power", "outside_area"]
    assert asked_about(flags) == ("outside_area", "role_without_power", "conflict")
