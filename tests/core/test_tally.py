"""The figures that must come out, from the truths both languages share."""

from typing import Any

import pytest

from rig.truths import LATER, shifts_of, stops_of, truths
from sweep.core.tally import (
    COUNT_INDICATORS,
    CountedStop,
    Rate,
    Totals,
    hours_text,
    meetings_of,
    tally,
    totals_of_groups,
)
from sweep.returns.intervals import gamma_quantile

CASES = truths("tally")


def figures(totals: Totals) -> dict[str, Any]:
    """Every figure a case may expect, by name."""
    effort = totals.effort
    police = totals.truants_per_police_officer_hour()
    recorded = totals.truants_per_police_officer_hour(verified=False)
    return {
        **totals.indicators(),
        "overlapping_shifts": effort.overlapping_shifts,
        "police_officer_hours": hours_text(effort.police_minutes),
        "ewo_hours": hours_text(effort.welfare_minutes),
        "partner_hours": hours_text(effort.partner_minutes),
        "officer_hours": hours_text(effort.officer_minutes),
        "stops_per_police_officer_hour": totals.stops_per_police_officer_hour().text(),
        "truants_per_police_officer_hour": police.text(),
        "truants_per_police_officer_hour_as_recorded": recorded.text(),
        "truants_per_police_officer_hour_interval": _interval(police),
        "truants_per_police_officer_hour_phi": [police.groups.squares, police.groups.children],
        "truants_per_officer_hour": totals.truants_per_officer_hour().text(),
        "minutes_per_truant": police.minutes_each(),
        "truanting_percent": totals.truanting_percent(),
        "legitimate_reason_percent": totals.legitimate_reason_percent(),
        "stopped_with_parent_percent": totals.stopped_with_parent_percent(),
        "truanting_with_parent_percent": totals.truanting_with_parent_percent(),
        "verification_coverage_percent": totals.verification_coverage_percent(),
        "changes": [[*findings, n] for findings, n in sorted(totals.changes.items())],
    }


def _interval(rate: Rate) -> list[str | None] | None:
    interval = rate.interval(gamma_quantile)
    return None if interval is None else list(interval.texts())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_figures_come_out(case: dict[str, Any]) -> None:
    found = figures(tally(stops_of(case), shifts_of(case), LATER))
    assert {name: found[name] for name in case["expected"]} == case["expected"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_grouped_rows_give_the_same_totals_as_single_stops(case: dict[str, Any]) -> None:
    stops = stops_of(case)
    singly = tally(stops, shifts_of(case), LATER)
    halves = [(stop, 1) for stop in stops[::2]], [(stop, 1) for stop in stops[1::2]]
    grouped = totals_of_groups([*halves[0], *halves[1]], meetings_of(stops), singly.effort)
    assert grouped == singly


def test_a_row_that_holds_many_children_counts_them_all() -> None:
    cell = CountedStop(
        encounter_id="x", finding="late", accompanied_by="alone", verification="pending"
    )
    totals = totals_of_groups([(cell, 40), (cell, 2)], meetings_of([]), Totals().effort)
    assert totals.as_verified.late == totals.stops.stopped_alone == 42


def test_the_counts_stand_in_the_order_of_the_return() -> None:
    assert tuple(Totals().indicators()) == COUNT_INDICATORS
    assert set(Totals().indicators().values()) == {0}


def test_no_hours_gives_no_yield_and_no_truants_gives_no_minutes_each() -> None:
    nothing = Totals()
    assert nothing.stops_per_police_officer_hour().text() is None
    assert nothing.truants_per_police_officer_hour().minutes_each() is None
    assert nothing.truants_per_officer_hour().interval(gamma_quantile) is None


def test_a_mark_from_the_school_tells_why_a_child_was_not_absent() -> None:
    stop = CountedStop(
        encounter_id="x",
        finding="truanting",
        verified_finding="not_absent",
        accompanied_by="alone",
        verification="changed",
        register_code="Z",
    )
    totals = tally([stop], [], LATER)
    assert totals.as_verified.not_absent == totals.as_verified.no_school_place == 1
    assert totals.as_recorded.truanting == 1
    assert totals.as_recorded.no_school_place == 0


def test_a_stop_that_waits_for_its_school_is_counted_as_awaited() -> None:
    stops = [
        CountedStop(
            encounter_id=verification,
            finding="truanting",
            accompanied_by="alone",
            verification=verification,
        )
        for verification in ("not_needed", "pending", "asked", "cannot_verify", "confirmed")
    ]
    counted = tally(stops, [], LATER).stops
    assert (counted.verification_needed, counted.verification_awaited) == (4, 2)
    assert counted.verification_answered == counted.truanting_confirmed == 1


@pytest.mark.parametrize(
    "strange",
    [
        {"finding": "skiving"},
        {"finding": "home_educated"},
        {"verified_finding": "skiving"},
        {"outcome": "flown_home"},
        {"outcome": "outcome_not_recorded"},
        {"accompanied_by": "robot"},
        {"verification": "maybe"},
    ],
)
def test_an_unknown_code_is_an_error_and_not_a_stop_lost_from_the_sum(strange: dict) -> None:
    known = {"finding": "late", "accompanied_by": "alone", "verification": "pending"}
    with pytest.raises(KeyError):
        tally([CountedStop(**{"encounter_id": "x", **known, **strange})], [], LATER)


def test_what_the_register_told_is_not_read_back_into_what_was_recorded() -> None:
    stop = CountedStop(
        encounter_id="x",
        finding="not_absent",
        verified_finding="not_absent",
        accompanied_by="alone",
        verification="confirmed",
        register_code="Z",
    )
    totals = tally([stop], [], LATER)
    assert totals.as_verified.no_school_place == 1
    assert totals.as_recorded.no_school_place == 0
