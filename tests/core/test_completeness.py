"""How much of a sweep has come from one phone: what it tells, what arrived, and what follows."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from sweep.core.completeness import (
    Account,
    Arrived,
    GivenUp,
    Part,
    Told,
    account,
    gaps,
    nobody_waits_for,
    spoke_at_the_end,
)

HIGH_STREET, PARK = "high street", "park"
NINE = datetime(2026, 1, 12, 9, tzinfo=UTC)
THREE = NINE + timedelta(hours=6)

# One operation: the sweep it is of, and whether it came, waits on the phone, or is gone without a trace.
OPERATIONS = st.lists(
    st.tuples(st.sampled_from([HIGH_STREET, PARK]), st.sampled_from(["came", "unsent", "gone"]))
)


def honest(operations: list[tuple[str, str]], sweep_id: str) -> Account:
    """The account of a phone that numbered these operations and says what it holds."""
    held = Counter(sweep for sweep, fate in operations if fate == "unsent")
    came = [seq for seq, (_, fate) in enumerate(operations, 1) if fate == "came"]
    received = sum(sweep == sweep_id and fate == "came" for sweep, fate in operations)
    told = Told(len(operations), held.total(), held)
    return account(told, Arrived(len(came), max(came, default=0), received), sweep_id)


@given(OPERATIONS)
def test_of_one_sweep_received_and_held_are_what_the_phone_made(
    operations: list[tuple[str, str]],
) -> None:
    alone = [(HIGH_STREET, fate) for _, fate in operations]
    found = honest(alone, HIGH_STREET)
    assert found.made == len(alone)
    assert found.holds == found.missing


@given(OPERATIONS)
def test_of_two_sweeps_each_has_its_own_where_the_phone_accounts_for_all(
    operations: list[tuple[str, str]],
) -> None:
    told = [(sweep, "unsent" if fate == "gone" else fate) for sweep, fate in operations]
    for sweep_id in (HIGH_STREET, PARK):
        assert honest(told, sweep_id).made == sum(sweep == sweep_id for sweep, _ in told)


@given(OPERATIONS)
def test_what_a_phone_can_not_account_for_is_feared_in_each_of_its_sweeps(
    operations: list[tuple[str, str]],
) -> None:
    gone = sum(fate == "gone" for _, fate in operations)
    for sweep_id in (HIGH_STREET, PARK):
        own = [fate for sweep, fate in operations if sweep == sweep_id]
        found = honest(operations, sweep_id)
        assert found.unaccounted == gone
        assert found.made >= len(own)


@given(OPERATIONS)
def test_a_phone_that_has_not_heard_of_what_came_holds_no_more_than_is_missing(
    operations: list[tuple[str, str]],
) -> None:
    made = len(operations)
    came = sum(fate == "came" for _, fate in operations)
    deaf = Told(made, made, {HIGH_STREET: made})
    found = account(deaf, Arrived(came, came, came), HIGH_STREET)
    assert found.made == made


def test_what_was_recorded_under_no_sweep_may_be_of_any() -> None:
    found = account(Told(5, 3, {PARK: 2}), Arrived(2, 2, 2), HIGH_STREET)
    assert (found.held, found.loose, found.holds) == (0, 1, 1)


def test_a_phone_that_says_how_many_but_not_of_which_sweep_is_taken_at_its_word() -> None:
    assert account(Told(None, 4, {}), Arrived(2, 2, 2), HIGH_STREET).holds == 4


def test_a_phone_that_says_nothing_is_known_by_its_gaps() -> None:
    assert account(Told(), Arrived(3, 5, 3), HIGH_STREET).holds == 2


def test_a_number_given_out_long_before_the_sweep_is_no_loss_of_it() -> None:
    """Ten numbers, 4 gone without a trace; all up to 6 were given out before this sweep."""
    told, since = Told(10, 0, {}), Arrived(9, 10, 4, floor=6, numbers_above=4)
    assert account(told, since, HIGH_STREET).holds == 0
    assert account(told, Arrived(9, 10, 9), HIGH_STREET).holds == 1
    later = Arrived(8, 10, 3, floor=6, numbers_above=3)
    assert account(told, later, HIGH_STREET).holds == 1


def test_gaps_are_runs_of_numbers() -> None:
    assert gaps([1, 2, 5, 9], 11) == [[3, 4], [6, 8], [10, 11]]
    assert gaps([], 0) == []
    assert gaps([2], 2) == [[1, 1]]


# What was given up: (operations, made, arrived since, still missing), what is held now → still given up.
def test_what_was_given_up_is_no_longer_waited_for() -> None:
    assert GivenUp(3, 7, 0, 3).still(3) == 3


def test_what_arrives_after_all_is_given_up_no_longer() -> None:
    assert GivenUp(3, 7, 1, 2).still(2) == 2
    assert GivenUp(3, 7, 3, 0).still(0) == 0


def test_what_is_told_of_later_was_never_given_up() -> None:
    assert GivenUp(3, 7, 0, 3).still(5) == 3


def test_what_another_sweep_misses_stands_in_for_nothing_that_arrived() -> None:
    assert GivenUp(3, 7, 3, 2).still(3) == 0


@given(
    *(st.integers(0, 20) for _ in range(4)),
)
def test_never_more_is_given_up_than_was_written_off_or_is_held(
    operations: int, arrived: int, missing: int, holds: int
) -> None:
    still = GivenUp(operations, 20, arrived, missing).still(holds)
    assert 0 <= still <= min(operations, missing, holds)


def part(hours: float | None = None, **said: object) -> Part:
    heard = NINE + timedelta(hours=hours) if hours is not None else None
    return Part(heard, **{"sent": True, **said})  # type: ignore[arg-type]


def test_a_phone_had_its_last_word_at_the_end_or_when_its_shifts_ended() -> None:
    assert spoke_at_the_end(part(6), THREE)
    assert spoke_at_the_end(part(3, begun=2, ended=2), THREE)
    assert not spoke_at_the_end(part(3, begun=2, ended=1), THREE)
    assert not spoke_at_the_end(part(3), THREE)
    assert not spoke_at_the_end(part(None), THREE)


def test_nobody_waits_for_a_phone_that_was_not_used() -> None:
    before = NINE - timedelta(days=1)
    assert nobody_waits_for(part(sent=False, stood_for=True), NINE)
    assert nobody_waits_for(part(sent=False, revoked_at=before), NINE)
    assert not nobody_waits_for(part(sent=False), NINE)
    assert not nobody_waits_for(part(sent=False, revoked_at=THREE), NINE)
    assert not nobody_waits_for(part(stood_for=True, revoked_at=before), NINE)
