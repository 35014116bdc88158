"""The PDF to hand out: its words are the page's, and readers who can't see it are told what is where."""

import re
from datetime import UTC, datetime

import pytest
from flask import Flask

from rig.pages import Visitor
from rig.street import Desk, PretendPhone
from sweep.db import scope_to
from sweep.returns import laid_out
from sweep.returns.pdf import summary_pdf
from sweep.returns.report import report_of
from sweep.sweeps.read import find_sweep


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is on paper does not depend on the database."""
    return sqlite_url


def sent(visitor: Visitor, sweep_id: str) -> bytes:
    answer = visitor.client.get(f"/sweeps/{sweep_id}/summary.pdf")
    assert answer.mimetype == "application/pdf"
    return answer.get_data()


def walk(phone: PretendPhone, minutes: int = 240) -> None:
    phone.shift(minutes)
    for finding in ("truanting", "truanting", "truanting", "late", "late", "not_absent"):
        phone.stop(finding)
    phone.push()


def test_it_is_tagged_and_has_its_language_and_title(amina: Visitor, phone: PretendPhone) -> None:
    walk(phone)
    made = sent(amina, phone.sweep_id)
    assert made.startswith(b"%PDF-")
    assert b"/MarkInfo" in made
    assert b"/Lang (en-GB)" in made or b"/Lang(en-GB)" in made
    assert b"/DisplayDocTitle true" in made
    assert b"pdfuaid" in made


def test_its_name_says_sweep_day_and_status(amina: Visitor, phone: PretendPhone) -> None:
    walk(phone)
    head = amina.client.get(f"/sweeps/{phone.sweep_id}/summary.pdf").headers["Content-Disposition"]
    assert re.search(r'filename="sweep_high-street_2026-01-12_provisional_r\d+\.pdf"', head)


def shown(app: Flask, sweep_id: str) -> dict[str, object]:
    """What is laid out."""
    with app.app_context():
        scope_to(1)
        return laid_out.shown(report_of(find_sweep(sweep_id), datetime.now(UTC)))


def test_sentence_and_status_are_the_pages(app: Flask, amina: Visitor, phone: PretendPhone) -> None:
    walk(phone)
    words = amina.open(f"/sweeps/{phone.sweep_id}/summary").words
    laid = shown(app, phone.sweep_id)
    assert "6 children were stopped; 3 were truanting" in str(laid["sentence"])
    plain = re.sub(r"\s*\(\s*", " (", str(laid["sentence"]))
    assert plain in re.sub(r"\s*\(\s*", " (", words.replace(" )", ")").replace(" .", "."))
    assert str(laid["status"]).startswith("All records received, not final yet, as at ")
    # The minute may have turned between the two.
    assert str(laid["status"]).partition(", as at")[0] + ", as at" in words


def test_every_chart_has_its_words(app: Flask, phone: PretendPhone) -> None:
    walk(phone)
    charts = shown(app, phone.sweep_id)["charts"]
    assert isinstance(charts, dict)
    assert set(charts) >= {"findings", "accompanied", "yields", "hours"}
    for chart in charts.values():
        assert chart["title"]
        assert chart["said"]


@pytest.mark.parametrize(
    "title",
    [
        "#panic(1)",
        "$x$ *bold* _it_ <label> @ref",
        '"quoted" \\ back',
        "北京 Café",
        "=1+1",
        "x" * 120,
    ],
)
def test_no_title_is_a_command_of_the_layout(amina: Visitor, desk: Desk, title: str) -> None:
    officer = desk.officer("PC 2231")
    phone = desk.enrol(desk.sweep([officer], title=title), officer)
    walk(phone)
    assert len(sent(amina, phone.sweep_id)) > 10_000


@pytest.mark.parametrize("minutes", [0, 10])
def test_a_sweep_with_next_to_nothing_has_a_pdf_too(
    amina: Visitor, phone: PretendPhone, minutes: int
) -> None:
    assert sent(amina, phone.sweep_id)
    if minutes:
        phone.shift(minutes)
        phone.stop()
        phone.push()
        assert sent(amina, phone.sweep_id)


def test_an_ordinary_sweep_is_on_two_pages(amina: Visitor, phone: PretendPhone) -> None:
    walk(phone)
    pages = re.findall(rb"/Type\s*/Page\b", sent(amina, phone.sweep_id))
    assert len(pages) == 2


def test_the_same_moment_makes_the_same_bytes(app: Flask, phone: PretendPhone) -> None:
    walk(phone)
    with app.app_context():
        scope_to(1)
        report = report_of(find_sweep(phone.sweep_id), datetime(2026, 2, 1, tzinfo=UTC))
        assert summary_pdf(report) == summary_pdf(report)
