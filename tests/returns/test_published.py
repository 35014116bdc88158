"""What a summary publishes adds up, and what it keeps back stays back in every form."""

import csv
import io
import json
import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from rig.any_sweep import STOPS, one_of_or_none, shifts_from
from rig.pages import Visitor
from rig.street import TEN_O_CLOCK, Desk, PretendPhone
from rig.truths import LATER, NINE
from sweep.core import codes
from sweep.core.tally import CountedShift, CountedStop, Totals, tally
from sweep.returns.parts import Parts, parts_of
from sweep.returns.published import counts_of
from sweep.returns.read import by_phase
from sweep.returns.seen import SeenStop
from sweep.returns.sums import sums_between
from sweep.sweeps.models import Site

SITES = [
    Site(name="Mell Square", lat=52.4128, lon=-1.7780, radius_m=300),
    Site(name="Touchwood", lat=52.4130, lon=-1.7800, radius_m=300),
]
SEEN = st.builds(
    SeenStop,
    counted=STOPS,
    stopped_at=st.integers(0, 36_000).map(lambda seconds: NINE + timedelta(seconds=seconds)),
    lat=st.none() | st.sampled_from([52.4128, 52.4129, 52.5]),
    lon=st.sampled_from([-1.7780, -1.7799]),
    ethnicity=one_of_or_none(codes.ETHNICITIES),
    sex=one_of_or_none(codes.SEXES),
    age_band=one_of_or_none(codes.AGE_BANDS),
)
SWEEPS = st.tuples(st.lists(SEEN, max_size=30), st.lists(shifts_from(NINE), max_size=5))


def cut(sweep: tuple[list[SeenStop], list[CountedShift]]) -> tuple[Totals, Parts]:
    seen, shifts = sweep
    totals = tally([stop.counted for stop in seen], shifts, LATER)
    return totals, parts_of(seen, shifts, SITES, LATER)


@given(SWEEPS)
def test_every_sum_between_published_counts_holds(
    sweep: tuple[list[SeenStop], list[CountedShift]],
) -> None:
    totals, parts = cut(sweep)
    counts = dict(counts_of(totals, by_phase([seen.counted for seen in sweep[0]], LATER), parts))
    for each in sums_between(counts):
        unlisted = [part for part in each.parts if part not in counts]
        left = counts[each.total] - sum(counts.get(part, 0) for part in each.parts)
        assert left >= 0, each
        assert left == 0 or len(unlisted) == 1, each


@given(SWEEPS)
def test_sites_hours_and_who_they_were_each_add_up_to_the_sweep(
    sweep: tuple[list[SeenStop], list[CountedShift]],
) -> None:
    totals, parts = cut(sweep)
    stopped, truanting = totals.stops.children_stopped, totals.as_verified.truanting
    for cuts in (
        [own for _, own in parts.sites],
        [hour.children for hour in parts.hours],
        parts.ethnicity.values(),
        parts.sex.values(),
        parts.age.values(),
    ):
        assert sum(own.stopped for own in cuts) == stopped
        assert sum(own.truanting for own in cuts) == truanting
        assert sum(own.truanting_recorded for own in cuts) == totals.as_recorded.truanting
    assert sum(hour.officer_minutes for hour in parts.hours) == totals.effort.officer_minutes


def seen(lat: float | None, lon: float | None) -> SeenStop:
    counted = CountedStop(
        encounter_id="a", finding="truanting", accompanied_by="alone", verification="pending"
    )
    return SeenStop(counted, NINE, lat, lon, None, None, None)


def test_a_stop_belongs_to_the_nearest_site_within_its_radius() -> None:
    between = parts_of([seen(52.4130, -1.7795)], [], SITES, LATER).sites
    assert [(name, own.stopped) for name, own in between] == [("Mell Square", 0), ("Touchwood", 1)]


def test_a_stop_beyond_every_radius_is_elsewhere_and_one_without_a_place_stands_apart() -> None:
    sites = parts_of([seen(52.5, -1.7), seen(None, None)], [], SITES, LATER).sites
    assert [(name, own.stopped) for name, own in sites[2:]] == [("Elsewhere", 1), ("No place", 1)]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is published does not depend on the database."""
    return sqlite_url


def street(phone: PretendPhone, *found: dict[str, Any], minutes: int = 240) -> None:
    phone.shift(minutes)
    for said in found:
        phone.stop(**said)
    for at in range(0, len(phone.made), 200):
        phone.push(*phone.made[at : at + 200])


WHO = [
    *({"finding": "late", "sex": "M", "ethnicity": "W1", "age_band": "11_15"},) * 9,
    *({"finding": "truanting", "sex": "F", "ethnicity": "W1", "age_band": "11_15"},) * 5,
    *({"finding": "truanting", "sex": "M", "ethnicity": "A2", "age_band": "5_10"},) * 3,
    *({"finding": "truanting"},) * 2,
]


def test_who_was_stopped_keeps_small_numbers_back_and_one_more_so_that_nothing_can_be_subtracted(
    desk: Desk, phone: PretendPhone
) -> None:
    street(phone, *WHO)
    figures = desk.summary(phone.sweep_id)
    assert (figures["children_stopped"], figures["truanting_verified"]) == (19, 10)
    shown = {group["group"]: group for group in figures["equality"]["ethnicity"]}
    assert shown["White"]["children_stopped"] == 14
    assert shown["Asian"]["children_stopped"] == "c"
    assert shown["Not stated"]["children_stopped"] == "c"
    sexes = {group["group"]: group["truanting_verified"] for group in figures["equality"]["sex"]}
    assert sexes == {"Girls": "c", "Boys": "c", "Not stated": "c"}


def test_the_page_explains_what_is_kept_back(amina: Visitor, phone: PretendPhone) -> None:
    street(phone, *WHO)
    words = amina.open(f"/sweeps/{phone.sweep_id}/summary").words
    assert "White 14 5" in words
    assert "Asian c c" in words
    assert "c: kept back, so that no number below 5 can be read or worked out" in words


def test_nobody_asked_is_not_stated(desk: Desk, phone: PretendPhone) -> None:
    street(phone, *({"finding": "late"},) * 7)
    groups = desk.summary(phone.sweep_id)["equality"]["ethnicity"]
    assert {group["group"]: group["children_stopped"] for group in groups} == {
        **dict.fromkeys(("White", "Mixed", "Asian", "Black", "Other"), 0),
        "Not stated": 7,
    }


@pytest.fixture
def careful(app: Flask) -> Flask:
    """The server told to keep back every number below 5."""
    settings_of = app.config["SWEEP"]
    app.config["SWEEP"] = _Careful(settings_of)
    return app


class _Careful:
    """The settings with one more: what `SWEEP_SUPPRESS_BELOW=5` makes of them."""

    suppress_below = 5

    def __init__(self, others: Any) -> None:
        self._others = others

    def __getattr__(self, name: str) -> Any:
        return getattr(self._others, name)


SMALL = [
    *({"finding": "late", "accompanied_by": "parent"},) * 20,
    *({"finding": "not_absent", "accompanied_by": "parent"},) * 6,
    *({"finding": "truanting", "accompanied_by": "alone", "phase": "secondary"},) * 3,
]


def test_with_the_setting_on_a_small_number_stands_in_no_form(
    careful: Flask, amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    street(phone, *SMALL)
    address = f"/sweeps/{phone.sweep_id}/summary"
    words = amina.open(address).words
    assert "29 children were stopped; how many were truanting is kept back" in words
    assert re.search(r"Truanting c c c", words)
    figures = desk.summary(phone.sweep_id)
    assert figures["truanting_verified"] == "c"
    assert figures["truanting_percent"] == "c"
    assert figures["minutes_per_truant"] == {"value": "c", "low": "c", "high": "c"}
    assert figures["truants_per_sweep_hour"]["value"] == "c"
    assert figures["as_recorded"]["truanting"] == "c"
    assert figures["as_recorded"]["minutes_per_truant"]["value"] == "c"
    (total, *_) = csv.DictReader(io.StringIO(amina.open(f"{address}.csv").page))
    assert (total["children_stopped"], total["truanting_verified"]) == ("29", "c")
    assert total["minutes_per_truant_low"] == "c"
    assert total["truants_per_officer_hour"] == "c"
    assert total["police_officer_hours"] == "4.0"


def test_with_the_setting_on_what_is_left_does_not_tell_it(
    careful: Flask, desk: Desk, phone: PretendPhone
) -> None:
    street(phone, *SMALL)
    figures = desk.summary(phone.sweep_id)
    names = (
        *("truanting_verified", "legitimately_absent", "excluded_first_five_days"),
        *("excluded_other", "late", "not_absent", "not_established"),
    )
    assert [figures[name] for name in names].count("c") > 1
    hours = [hour["truanting_verified"] for hour in figures["by_hour"]]
    assert "c" in hours
    assert 3 not in json_numbers(figures)


def json_numbers(found: Any) -> list[Any]:
    """Every count anywhere in it, but for what is no count of children here."""
    if isinstance(found, dict):
        skipped = {"hour", "rev", "sweep", "survey_2004", "police_officers_count", "sites_count"}
        return [
            n for key, value in found.items() if key not in skipped for n in json_numbers(value)
        ]
    if isinstance(found, list):
        return [n for value in found for n in json_numbers(value)]
    return [found]


@pytest.mark.parametrize("below", ["off", "on"])
def test_json_and_page_keep_back_the_same(
    request: pytest.FixtureRequest, app: Flask, amina: Visitor, phone: PretendPhone, below: str
) -> None:
    if below == "on":
        request.getfixturevalue("careful")
    street(phone, *WHO)
    address = f"/sweeps/{phone.sweep_id}/summary"
    figures = json.loads(amina.open(f"{address}.json").page)
    words = amina.open(address).words
    for group in figures["equality"]["age"]:
        row = f"{group['group']} {group['children_stopped']} {group['truanting_verified']}"
        assert row in words


def test_how_a_sweep_compares_with_an_earlier_one_does_not_tell_a_number_that_is_kept_back(
    careful: Flask, amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    """Beside 12 in four hours 1 to 3 are lower and 4 is too close to tell: those words would say that it is 4."""
    street(phone, *({"finding": "truanting"},) * 12)
    desk.call("PATCH", f"/sweeps/{phone.sweep_id}", {"status": "open"})
    begins, ends = ((TEN_O_CLOCK + timedelta(hours=hours)).isoformat() for hours in (1, 4))
    here = desk.sweep([phone.officer_id], status="open", starts_at=begins, ends_at=ends)
    later = PretendPhone(phone.wire, phone.token, phone.officer_id, here)
    street(later, *({"finding": "late"},) * 20, *({"finding": "truanting"},) * 4)
    (earlier,) = desk.summary(here)["earlier_sweeps"]
    assert (earlier["truanting_verified"], earlier["this_sweep"]) == (12, "c")
    assert "12 12 4.0 3.00 (1.55–5.24) 20 (11–39) c" in amina.open(f"/sweeps/{here}/summary").words
