"""Which stops may be one child met by two officers: by time, place and what was recorded, whatever the order."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from sweep.core.double_children import left_out, waiting
from sweep.core.doubles import (
    AT_ONCE_APART,
    AT_ONCE_M,
    FARTHEST_APART_M,
    LONGEST_APART,
    Sighting,
    in_order,
    may_be_one_child,
    possible_doubles,
)

TEN = datetime(2026, 1, 12, 10, 0, tzinfo=UTC)


def metres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """On flat ground of this test's own, where a degree is a metre."""
    return hypot(one[0] - other[0], one[1] - other[1])


def seen(stop_id: str, author: str, minute: float = 0, **said: object) -> Sighting:
    return Sighting(
        stop_id,
        str(said.pop("encounter", stop_id)),
        author,
        TEN + timedelta(minutes=minute),
        str(said.pop("accompanied_by", "alone")),
        **{"place": (0.0, 0.0), **said},  # type: ignore[arg-type]
    )


# Of both the ethnicity was said alike, which speaks for a pair and never against one.
A, B = seen("a", "PC 2231", ethnicity="W1"), seen("b", "EWO Hughes", 4, ethnicity="W1")


def pairs(*sightings: Sighting) -> list[tuple[str, str]]:
    return possible_doubles(sightings, metres)


def test_two_officers_near_each_other_in_time_and_place_are_a_pair() -> None:
    assert pairs(B, A) == [("a", "b")]


def test_one_officer_knows_that_two_children_are_two() -> None:
    assert pairs(A, replace(B, author=A.author)) == []


def test_children_of_one_group_are_different_children() -> None:
    assert pairs(A, replace(B, encounter_id=A.encounter_id)) == []


def test_ten_minutes_are_near_and_more_are_not() -> None:
    assert pairs(A, replace(B, stopped_at=TEN + LONGEST_APART)) == [("a", "b")]
    assert pairs(A, replace(B, stopped_at=TEN + LONGEST_APART + timedelta(seconds=1))) == []


def test_150_metres_are_near_and_more_are_not() -> None:
    assert pairs(A, replace(B, place=(FARTHEST_APART_M, 0.0))) == [("a", "b")]
    assert pairs(A, replace(B, place=(FARTHEST_APART_M + 0.1, 0.0))) == []


def test_what_both_recorded_may_not_differ_and_what_one_left_open_may() -> None:
    for name, mine, theirs in (
        ("age_band", "5_10", "11_15"),
        ("sex", "F", "M"),
        ("accompanied_by", "parent", "alone"),
        ("phase", "primary", "secondary"),
        ("school_urn", "104109", "104110"),
    ):
        one = replace(A, **{name: mine})
        assert pairs(one, replace(B, **{name: theirs})) == [], name
        assert pairs(one, replace(B, **{name: mine})) == [("a", "b")], name
    for name, open_ in (
        ("age_band", None),
        ("age_band", "unknown"),
        ("school_urn", None),
        ("phase", "unknown"),
        ("sex", "not_stated"),
    ):
        assert pairs(replace(A, **{name: "F"}), replace(B, **{name: open_})) == [("a", "b")], name
    assert pairs(A, replace(B, accompanied_by="not_recorded")) == [("a", "b")]


def test_where_nothing_recorded_speaks_for_it_two_stops_are_no_pair() -> None:
    one, other = replace(A, ethnicity=None), replace(B, ethnicity=None)
    assert pairs(one, other) == []
    assert pairs(A, other) == [], "one officer alone says it"
    open_ = [replace(each, ethnicity="NS", sex="not_stated", age_band="unknown") for each in (A, B)]
    assert pairs(*open_) == []
    with_parents = [replace(each, accompanied_by="parent") for each in (one, other)]
    assert pairs(*with_parents) == [], "many are with a parent"


def test_one_answer_that_both_gave_alike_speaks_for_it() -> None:
    for name, said in (
        ("age_band", "11_15"),
        ("phase", "secondary"),
        ("sex", "F"),
        ("school_urn", "104109"),
        ("ethnicity", "A1"),
    ):
        bare = [replace(each, ethnicity=None) for each in (A, B)]
        alike = [replace(each, **{name: said}) for each in bare]  # type: ignore[arg-type]
        assert pairs(*alike) == [("a", "b")], name


def test_an_ethnicity_said_otherwise_speaks_against_nothing() -> None:
    one, other = replace(A, sex="F"), replace(B, sex="F", ethnicity="M9")
    assert pairs(one, other) == [("a", "b")]


def test_so_near_in_time_and_place_that_both_stood_there_needs_nothing_else() -> None:
    one = replace(A, ethnicity=None)
    other = replace(
        B, ethnicity=None, stopped_at=TEN + AT_ONCE_APART, place=(float(AT_ONCE_M), 0.0)
    )
    assert pairs(one, other) == [("a", "b")]
    later = other.stopped_at + timedelta(seconds=1)
    assert pairs(one, replace(other, stopped_at=later)) == []
    assert pairs(one, replace(other, place=(AT_ONCE_M + 0.1, 0.0))) == []
    assert pairs(one, replace(other, sex="F")) == [("a", "b")]
    assert pairs(replace(one, sex="M"), replace(other, sex="F")) == []
    at_site = replace(other, place=(0.0, 0.0), site_radius_m=250)
    assert pairs(one, at_site) == [], "a site's own point is not where the child was"


def test_a_stop_without_a_fix_is_near_what_is_at_its_site() -> None:
    at_site = replace(B, place=(200.0, 0.0), site_radius_m=250)
    assert pairs(A, at_site) == [("a", "b")]
    assert pairs(replace(A, place=(500.0, 0.0)), at_site) == []
    assert pairs(replace(A, place=(190.0, 0.0), site_radius_m=250), at_site) == [], "two sites"
    assert pairs(replace(A, place=(200.0, 0.0), site_radius_m=250), at_site) == [("a", "b")]


def test_of_no_place_at_all_nothing_is_said() -> None:
    assert pairs(A, replace(B, place=None)) == []


C = seen("c", "PCSO 7104", 8, ethnicity="W1")


def gone(*sightings: Sighting, two_children: frozenset[str] = frozenset()) -> frozenset[str]:
    decided = {two_children} if two_children else set()
    found = [pair for pair in pairs(*sightings) if frozenset(pair) not in decided]
    return left_out(sightings, found, decided)


def test_of_three_officers_stops_of_one_child_the_earliest_stays() -> None:
    assert pairs(A, B, C) == [("a", "b"), ("a", "c"), ("b", "c")]
    assert gone(A, B, C) == {"b", "c"}


def test_a_chain_is_one_child_though_its_ends_lie_further_apart() -> None:
    late = replace(C, stopped_at=TEN + timedelta(minutes=13))
    assert pairs(A, B, late) == [("a", "b"), ("b", "c")]
    assert gone(A, B, late) == {"b", "c"}


def test_a_boy_and_a_girl_are_not_joined_by_a_child_whose_sex_nobody_wrote_down() -> None:
    assert gone(replace(A, sex="F"), B, replace(C, sex="M")) == {"b"}


def test_of_two_siblings_beside_one_child_of_a_colleague_only_one_can_go() -> None:
    first, second = replace(B, encounter_id="two"), replace(B, stop_id="b2", encounter_id="two")
    assert pairs(A, first, second) == [("a", "b"), ("a", "b2")]
    assert gone(A, first, second) == {"b"}


def test_a_pair_decided_on_leaves_the_others_to_be_decided() -> None:
    assert gone(A, B, C, two_children=frozenset("ab")) == {"c"}
    assert gone(A, B, C, two_children=frozenset("ac")) == {"b"}


one_stop = st.builds(
    seen,
    stop_id=st.uuids().map(str),
    author=st.sampled_from(["PC 2231", "EWO Hughes", "PCSO 7104"]),
    minute=st.integers(0, 30),
    encounter=st.sampled_from("pqrst"),
    accompanied_by=st.sampled_from(["alone", "parent", "not_recorded"]),
    age_band=st.sampled_from([None, "5_10", "11_15"]),
    ethnicity=st.sampled_from([None, "W1", "A1"]),
    sex=st.sampled_from([None, "F", "M"]),
    place=st.sampled_from([None, (0.0, 0.0), (140.0, 0.0), (400.0, 0.0)]),
)
many = st.lists(one_stop, max_size=9, unique_by=lambda one: one.stop_id)


@given(many, st.randoms(use_true_random=False))
def test_the_order_in_which_stops_are_given_never_matters(
    stops: list[Sighting], rng: object
) -> None:
    shuffled = list(stops)
    rng.shuffle(shuffled)  # type: ignore[attr-defined]
    assert pairs(*shuffled) == pairs(*stops)
    assert gone(*shuffled) == gone(*stops)


@given(many)
def test_every_pair_is_of_two_officers_and_whoever_goes_leaves_an_earlier_one(
    stops: list[Sighting],
) -> None:
    found, by_id = pairs(*stops), {one.stop_id: one for one in stops}
    for first, second in found:
        assert may_be_one_child(by_id[first], by_id[second])
        assert by_id[first].stopped_at <= by_id[second].stopped_at
    for stop_id in gone(*stops):
        assert any(stop_id in pair for pair in found)
    assert bool(gone(*stops)) == bool(found), "of any pair at least one goes"


@given(many, st.integers(0, 50))
def test_dismissing_one_pair_takes_no_other_away_and_keeps_no_fewer_children(
    stops: list[Sighting], which: int
) -> None:
    found = pairs(*stops)
    if not found:
        return
    two = frozenset(found[which % len(found)])
    left = [pair for pair in found if frozenset(pair) != two]
    assert len(left) == len(found) - 1
    assert {each for pair in left for each in pair} >= left_out(stops, left, {two})


@given(many)
def test_every_two_stops_that_fit_are_found_and_no_others(stops: list[Sighting]) -> None:
    """Held against every two, asked one by one."""
    every = [
        (first.stop_id, second.stop_id)
        for at, second in enumerate(in_order(stops))
        for first in in_order(stops)[:at]
        if pairs(first, second)
    ]
    assert pairs(*stops) == every


def test_what_the_words_speak_against_is_never_measured() -> None:
    """A thousand stops within ten minutes at one place: time grows with the pairs found, not with all there are."""
    said = [(age, sex) for age in ("5_10", "11_15", "16_plus") for sex in ("F", "M")]
    crowd = [
        seen(f"{n:04}", f"PC {n % 5}", n / 100, age_band=said[n % 6][0], sex=said[n % 6][1])
        for n in range(1000)
    ]
    measured = 0

    def counting(one: tuple[float, float], other: tuple[float, float]) -> float:
        nonlocal measured
        measured += 1
        return metres(one, other)

    found = possible_doubles(crowd, counting)
    assert measured == len(found)
    assert measured < 1000 * 999 / 2 / 6


@given(many, st.booleans())
def test_deciding_what_the_figure_assumed_never_changes_it(
    stops: list[Sighting], earlier_stays: bool
) -> None:
    found, as_one, ends = pairs(*stops), len(stops) - len(gone(*stops)), dict[str, str]()
    while left := waiting(stops, found, set(), ends):
        stays, goes = left[0] if earlier_stays else left[0][::-1]
        ends = {stop: stays if end == goes else end for stop, end in ends.items()}
        ends |= {stays: stays, goes: stays}
        standing = standing_of(stops, ends)
        still = waiting(stops, found, set(), ends)
        assert standing - len(left_out(stops, still, set(), ends)) == as_one
    assert standing_of(stops, ends) == as_one


def standing_of(stops: list[Sighting], ends: dict[str, str]) -> int:
    return sum(ends.get(one.stop_id, one.stop_id) == one.stop_id for one in stops)
