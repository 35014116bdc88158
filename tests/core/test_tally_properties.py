"""What must hold for any stops and shifts at all."""

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from rig.any_sweep import STOPS, shifts_from
from rig.truths import LATER, NINE
from sweep.core.tally import CountedShift, CountedStop, Totals, count_shifts, education_phase, tally

SHIFTS = shifts_from(NINE)
SWEEPS = st.tuples(st.lists(STOPS, max_size=30), st.lists(SHIFTS, max_size=6))


def totals_of(sweep: tuple[list[CountedStop], list[CountedShift]]) -> Totals:
    return tally(*sweep, LATER)


@given(SWEEPS)
def test_the_seven_findings_sum_to_the_children_stopped(sweep: tuple) -> None:
    totals = totals_of(sweep)
    for found in (totals.as_recorded, totals.as_verified):
        seven = (
            found.truanting
            + found.legitimately_absent
            + found.excluded_first_five_days
            + found.excluded_other
            + found.late
            + found.not_absent
            + found.not_established
        )
        assert seven == totals.stops.children_stopped == len(sweep[0])
        assert found.home_educated + found.no_school_place <= found.not_absent


@given(SWEEPS)
def test_accompaniment_sums_to_the_stopped_and_to_the_truanting(sweep: tuple) -> None:
    counts = totals_of(sweep).indicators()
    kinds = ("with_parent", "with_other_adult", "alone", "accompaniment_not_recorded")
    assert sum(counts[f"stopped_{kind}"] for kind in kinds) == counts["children_stopped"]
    assert sum(counts[f"truanting_{kind}"] for kind in kinds) == counts["truanting_verified"]


@given(SWEEPS)
def test_the_eight_outcomes_sum_to_the_children_stopped(sweep: tuple) -> None:
    counts = totals_of(sweep).indicators()
    names = list(counts)
    eight = names[names.index("returned_to_school_s16") :]
    assert len(eight) == 8
    assert sum(counts[name] for name in eight) == counts["children_stopped"]


@given(SWEEPS)
def test_confirmed_is_inside_truanting_and_answered_inside_needed(sweep: tuple) -> None:
    totals = totals_of(sweep)
    assert totals.stops.truanting_confirmed <= totals.as_verified.truanting
    assert totals.stops.verification_answered <= totals.stops.verification_needed
    assert totals.stops.verification_awaited <= totals.stops.verification_needed


@given(SWEEPS)
def test_the_yields_count_the_same_children_as_the_columns(sweep: tuple) -> None:
    totals = totals_of(sweep)
    assert totals.meetings.stopped.children == totals.stops.children_stopped
    assert totals.meetings.truanting_verified.children == totals.as_verified.truanting
    assert totals.meetings.truanting_provisional.children == totals.as_recorded.truanting
    assert totals.meetings.stopped.encounters == len({stop.encounter_id for stop in sweep[0]})
    assert totals.meetings.stopped.phi >= 1


@given(SWEEPS)
def test_what_changed_adds_up_to_the_stops_a_school_gave_a_finding(sweep: tuple) -> None:
    given_one = [stop for stop in sweep[0] if stop.verified_finding is not None]
    assert sum(totals_of(sweep).changes.values()) == len(given_one)


@given(SWEEPS, SWEEPS)
def test_totals_of_two_sweeps_are_the_totals_of_both_together(one: tuple, two: tuple) -> None:
    def named(sweep: tuple, tag: str) -> tuple:
        stops, shifts = sweep
        return (
            [replace(stop, encounter_id=tag + stop.encounter_id) for stop in stops],
            [replace(shift, officer_id=tag + shift.officer_id) for shift in shifts],
        )

    first, second = named(one, "one "), named(two, "two ")
    together = (first[0] + second[0], first[1] + second[1])
    assert totals_of(first) + totals_of(second) == totals_of(together)
    assert totals_of(first) + Totals() == totals_of(first)


@given(SWEEPS, st.randoms(use_true_random=False))
def test_order_does_not_matter(sweep: tuple, chance: random.Random) -> None:
    stops, shifts = list(sweep[0]), list(sweep[1])
    chance.shuffle(stops)
    chance.shuffle(shifts)
    assert tally(stops, shifts, LATER) == totals_of(sweep)


@given(SWEEPS)
def test_phases_sum_to_the_total(sweep: tuple) -> None:
    stops, _ = sweep
    parts = Totals().stops
    for phase in ("Primary", "Secondary", "Other"):
        rows = [stop for stop in stops if education_phase(stop.phase) == phase]
        parts += tally(rows, [], LATER).stops
    assert parts == tally(stops, [], LATER).stops


@given(st.lists(SHIFTS, max_size=8))
def test_overlaps_never_add_time(shifts: list[CountedShift]) -> None:
    together = count_shifts(shifts, LATER).officer_minutes
    longest = sum((shift.end(LATER) - shift.started_at).total_seconds() for shift in shifts) / 60
    assert 0 <= together <= longest + len(shifts) / 2


@given(st.lists(SHIFTS, max_size=8))
def test_shifts_without_breaks_count_exactly_the_seconds_somebody_was_out(
    shifts: list[CountedShift],
) -> None:
    unbroken = [replace(shift, break_minutes=0) for shift in shifts]
    out: dict[str, set[int]] = {}
    for shift in unbroken:
        start = int((shift.started_at - NINE).total_seconds())
        end = int((shift.end(LATER) - NINE).total_seconds())
        out.setdefault(shift.officer_id, set()).update(range(start, end))
    seconds = sum(map(len, out.values()))
    counted = count_shifts(unbroken, LATER)
    assert abs(counted.officer_minutes - seconds / 60) <= len(shifts) / 2
