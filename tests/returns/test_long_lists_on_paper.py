"""Whatever the sweep, its PDF is two pages: long lists are cut as far as that takes, and say so."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from flask import Flask

from rig.pages import Visitor
from rig.street import Desk
from sweep.db import scope_to
from sweep.returns import laid_out, pdf
from sweep.returns.report import Report, report_of
from sweep.sweeps.read import find_sweep


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is on paper does not depend on the database."""
    return sqlite_url


def pages(made: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", made))


@contextmanager
def as_told(app: Flask, sweep_id: str) -> Iterator[Report]:
    """All that the summary is made from."""
    with app.app_context():
        scope_to(1)
        yield report_of(find_sweep(sweep_id), datetime.now(UTC))


def test_the_busiest_sweep_is_on_two_pages_too_and_says_what_is_left_out(
    app: Flask, amina: Visitor, desk: Desk
) -> None:
    roles = ("constable", "ewo", "partner")
    officers = [desk.officer(f"Officer of the {role}s", role) for role in roles]
    sites = [
        {"name": f"The covered market behind station number {number}", "lat": 52.3 + number / 100}
        for number in range(60)
    ]
    ends = datetime(2026, 1, 12, 23, tzinfo=UTC).isoformat()
    plan = {"sites": [{**site, "lon": -1.778} for site in sites], "ends_at": ends}
    sweep = desk.sweep(officers, title=f"{'W' * 59} {'w' * 60}", **plan)
    for officer in officers:
        phone = desk.enrol(sweep, officer)
        phone.shift(720)
        for finding in ("truanting", "late", "not_established"):
            phone.stop(finding, sex="F", age_band="11_15")
        # Many reasons why it may change.
        phone.push(unsent=9, made=20)
    answer = amina.client.get(f"/sweeps/{sweep}/summary.pdf")
    assert pages(answer.get_data()) == 2
    with as_told(app, sweep) as report:
        tables = laid_out.shown(report, laid_out.CLOSEST)["tables"]
        whole = laid_out.shown(report)["tables"]
    assert len(whole["sites"]["rows"]) > 60
    *some, more, total = tables["sites"]["rows"]
    assert (
        more["label"]
        == f"And {len(whole['sites']['rows']) - 1 - len(some)} more: see the spreadsheet"
    )
    assert total == whole["sites"]["rows"][-1]
    assert tables["findings"] == whole["findings"]


@pytest.fixture
def late_phones(desk: Desk) -> str:
    """A sweep of 31 officers with names of 110 letters, of each of whose phones something is still to come."""
    names = [f"PC {number} {'Wm' * 60}"[:110] for number in range(31)]
    officers = [desk.officer(name) for name in names]
    sites = [
        {"name": f"The covered market behind station number {number}", "lat": 52.3 + number / 100}
        for number in range(40)
    ]
    sweep = desk.sweep(officers, sites=[{**site, "lon": -1.778} for site in sites])
    first, *others = [desk.enrol(sweep, officer) for officer in officers]
    first.shift(300)
    for finding in ("truanting", "late", "not_established"):
        first.stop(finding, sex="F", age_band="11_15")
    for phone in (first, *others):
        phone.push(unsent=9, made=20)
    return sweep


def test_lists_that_are_too_long_even_at_thirty_lines_are_cut_to_ten_and_say_so(
    app: Flask, late_phones: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with as_told(app, late_phones) as report:
        assert pages(pdf.summary_pdf(report)) == 2
        because = laid_out.shown(report, laid_out.CLOSEST)["because"]
        assert len(because) == 10
        assert because[-1] == "And 22 more: the spreadsheet has them all."
        # Were the last steps not taken, it would be three pages.
        fewer = [step for step in pdf.STEPS if step[0] < laid_out.CLOSEST]
        monkeypatch.setattr(pdf, "STEPS", fewer)
        assert pages(pdf.summary_pdf(report)) == 3


@pytest.fixture
def many_sites(desk: Desk) -> str:
    """A sweep of eleven hours with ninety sites: two long tables."""
    sites = [{"name": f"Site {number}", "lat": 52.3 + number / 100} for number in range(90)]
    officer = desk.officer("PC 2231")
    ends = datetime(2026, 1, 12, 23, tzinfo=UTC).isoformat()
    sweep = desk.sweep([officer], sites=[{**site, "lon": -1.778} for site in sites], ends_at=ends)
    phone = desk.enrol(sweep, officer)
    phone.shift(660)
    for finding in ("truanting", "late", "not_established"):
        phone.stop(finding)
    phone.push()
    return sweep


def test_charts_are_kept_where_tables_that_stand_closer_leave_room_for_them(
    app: Flask, many_sites: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with as_told(app, many_sites) as report:
        made = pdf.summary_pdf(report)
        charts = laid_out.shown(report)["charts"]
        first = pdf.STEPS[:2]
        monkeypatch.setattr(pdf, "STEPS", first)
        assert pages(pdf.summary_pdf(report)) == 3, "it does not fit as it comes"
    assert pages(made) == 2
    assert made.count(b"/S/Figure") == len(charts.keys() & {"findings", "accompanied", "yields"})
