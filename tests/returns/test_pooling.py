"""Sites and hours are held against one another without being fooled by the little that was seen at some."""

import random

from hypothesis import given
from hypothesis import strategies as st

from sweep.core.rates import Groups, Rate
from sweep.returns.pooling import Pool, Watched, pool


def watched(name: str, children: int, hours: float) -> Watched:
    return Watched(name, Rate(Groups.of([1] * children), round(60 * hours)))


def pooled(*cells: Watched) -> Pool:
    found = pool(cells)
    assert found is not None
    return found


def estimate(found: Pool, name: str) -> float:
    return next(one.value for one in found.drawn if one.watched.name == name)


TOWN = (
    watched("High Street", 60, 40),
    watched("Station", 10, 40),
    watched("Park", 30, 40),
)


def test_a_site_with_two_stops_is_drawn_to_the_mean() -> None:
    found = pooled(*TOWN, watched("Mere Green", 2, 0.5))
    common = 102 / 120.5
    assert common < estimate(found, "Mere Green") < 2
    assert not next(one for one in found.drawn if one.watched.name == "Mere Green").enough


def test_a_site_that_was_watched_long_keeps_most_of_its_own_rate() -> None:
    found = pooled(*TOWN)
    assert abs(estimate(found, "High Street") - 1.5) < 0.1
    assert all(one.enough for one in found.drawn)


def test_the_first_of_the_list_is_not_the_one_that_was_lucky_for_half_an_hour() -> None:
    assert pooled(*TOWN, watched("Mere Green", 1, 0.5)).drawn[0].watched.name == "High Street"


def test_sites_that_differ_by_no_more_than_chance_are_given_the_common_rate() -> None:
    found = pooled(watched("A", 10, 10), watched("B", 11, 10), watched("C", 9, 10))
    assert found.spread == 0
    assert {one.value for one in found.drawn} == {1.0}
    assert {one.interval for one in found.drawn} == {found.drawn[0].interval}


def test_nothing_watched_is_no_pool_and_a_site_without_time_is_left_out() -> None:
    assert pool([]) is None
    assert pool([watched("A", 3, 0)]) is None
    assert [one.watched.name for one in pooled(watched("A", 3, 0), watched("B", 1, 2)).drawn] == [
        "B"
    ]


def test_children_met_together_weigh_less_than_as_many_met_alone() -> None:
    alone = (watched("A", 40, 10), watched("B", 20, 10))
    groups = tuple(
        Watched(cell.name, Rate(Groups.of([4] * (cell.rate.children // 4)), cell.rate.minutes))
        for cell in alone
    )
    assert pooled(*groups).spread < pooled(*alone).spread


cells = st.lists(
    st.tuples(st.lists(st.integers(1, 4), max_size=30), st.integers(1, 3000)),
    min_size=1,
    max_size=12,
)


@given(cells, st.randoms(use_true_random=False))
def test_every_estimate_lies_between_its_own_rate_and_the_common_one_in_any_order(
    said: list[tuple[list[int], int]], rng: random.Random
) -> None:
    sites = [Watched(f"{n:02}", Rate(Groups.of(g), minutes)) for n, (g, minutes) in enumerate(said)]
    found = pooled(*sites)
    common = 60 * found.common.children / found.common.minutes
    for one in found.drawn:
        raw = 60 * one.watched.rate.children / one.watched.rate.minutes
        assert min(raw, common) - 1e-9 <= one.value <= max(raw, common) + 1e-9
        assert one.interval.low <= one.value + 1e-9
        assert one.interval.high is not None
        assert one.value <= one.interval.high + 1e-9
    rng.shuffle(sites)
    assert pooled(*sites) == found


def test_estimates_err_less_than_raw_rates_over_many_invented_towns() -> None:
    """Forty towns of twelve sites whose true rates are known."""
    rng = random.Random(2004)
    raw_error = pooled_error = 0.0
    for _ in range(40):
        truth = {f"site {n}": rng.gammavariate(4, 0.2) for n in range(12)}
        hours = {name: rng.choice([0.5, 1, 2, 8, 20]) for name in truth}
        found = pooled(
            *(
                watched(name, _poisson(rng, rate * hours[name]), hours[name])
                for name, rate in truth.items()
            )
        )
        for one in found.drawn:
            rate = truth[one.watched.name]
            raw_error += (60 * one.watched.rate.children / one.watched.rate.minutes - rate) ** 2
            pooled_error += (one.value - rate) ** 2
    assert pooled_error < 0.6 * raw_error


def _poisson(rng: random.Random, mean: float) -> int:
    """How many arrivals fit into a unit of time."""
    events, time = 0, rng.expovariate(1)
    while time < mean:
        events, time = events + 1, time + rng.expovariate(1)
    return events
