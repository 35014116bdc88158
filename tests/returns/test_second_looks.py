"""Possible doubles and days without school: said wherever a summary is read, with no number that is kept back."""

import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from flask import Flask

from rig.pages import Visitor
from rig.street import TEN_O_CLOCK, Desk, PretendPhone, new_id, operation, record_id
from sweep.checking import api
from sweep.db import scope_to
from sweep.returns import laid_out
from sweep.returns.report import report_of
from sweep.sweeps.read import find_sweep


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is said does not depend on the database."""
    return sqlite_url


def on_paper(app: Flask, sweep_id: str, below: int = 0) -> str:
    """What the PDF is laid out from."""
    with app.app_context():
        scope_to(1)
        laid = laid_out.shown(report_of(find_sweep(sweep_id), datetime.now(UTC), below))
    return json.dumps(laid, ensure_ascii=False)


def on_sheets(visitor: Visitor, sweep_id: str) -> str:
    """All text of the workbook."""
    book = zipfile.ZipFile(io.BytesIO(visitor.client.get(f"/sweeps/{sweep_id}/summary.xlsx").data))
    return unescape(book.read("xl/sharedStrings.xml").decode())


@pytest.fixture
def three_of_one(phone: PretendPhone, second_phone: PretendPhone) -> str:
    """One boy met by PC 2231, by EWO Hughes and again by PC 2231 is three stops and two pairs."""
    phone.shift(120)
    phone.stop("truanting", sex="M")
    phone.stop("truanting", sex="M", stopped_at=(TEN_O_CLOCK + timedelta(minutes=4)).isoformat())
    phone.push()
    later = (TEN_O_CLOCK + timedelta(minutes=2)).isoformat()
    second_phone.push(second_phone.stop("truanting", sex="M", stopped_at=later))
    return phone.sweep_id


TITLE = "2 possible doubles: pairs of stops that may each be one child, met by two officers"
TEXT = (
    "If each pair is one child, 2 children were stopped, not 3. One stop can be in several pairs: these 2 come to"
    " 1 child fewer."
)


def test_pairs_and_children_are_told_apart_on_page_paper_and_sheets_alike(
    app: Flask, amina: Visitor, desk: Desk, three_of_one: str
) -> None:
    words = amina.open(f"/sweeps/{three_of_one}/summary").words
    for said in (words, on_paper(app, three_of_one), on_sheets(amina, three_of_one)):
        assert TITLE in said
        assert TEXT in said
        assert "As one child each" in said
    assert desk.summary(three_of_one)["possible_doubles"] == {
        "pairs": 2,
        "children_counted_nowhere": 0,
        "children_counted_twice": 0,
        "children_stopped_as_one": 2,
        "truanting_verified_as_one": 2,
        "truants_per_officer_hour_as_one": {"value": 1.0, "low": 0.12, "high": 3.61},
    }


def test_where_no_pair_waits_nothing_is_said_of_any(
    app: Flask, amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    phone.shift(60)
    phone.stop()
    phone.push()
    words = amina.open(f"/sweeps/{phone.sweep_id}/summary").words
    for said in (words, on_paper(app, phone.sweep_id), on_sheets(amina, phone.sweep_id)):
        assert "possible double" not in said
        assert "there was no school" not in said
    figures = desk.summary(phone.sweep_id)
    assert figures["possible_doubles"]["pairs"] == 0
    assert figures["no_school_on"] == []


def test_where_small_numbers_are_kept_back_so_are_those_without_the_doubles(
    app: Flask, amina: Visitor, desk: Desk, three_of_one: str
) -> None:
    app.config["SWEEP"] = replace(app.config["SWEEP"], suppress_below=5)
    words = amina.open(f"/sweeps/{three_of_one}/summary").words
    for said in (words, on_paper(app, three_of_one, 5), on_sheets(amina, three_of_one)):
        assert TITLE in said
        assert "and so are the figures without the doubles" in said
        assert "fewer" not in said
        assert "As one child each" not in said
    as_one = desk.summary(three_of_one)["possible_doubles"]
    assert as_one["children_stopped_as_one"] == as_one["truanting_verified_as_one"] == "c"
    assert as_one["truants_per_officer_hour_as_one"] == {"value": "c", "low": "c", "high": "c"}


@pytest.fixture
def one_boy(phone: PretendPhone, second_phone: PretendPhone) -> tuple[str, str]:
    """Met by two officers: the stop that a decision takes, and the one that stays."""
    one, other = phone.stop("truanting", sex="M"), second_phone.stop("truanting", sex="M")
    phone.push(*phone.shift(120), one)
    second_phone.push(other)
    return record_id(one), record_id(other)


@pytest.fixture
def nowhere(desk: Desk, phone: PretendPhone, one_boy: tuple[str, str]) -> str:
    """Both of his stops are removed."""
    goes, stays = one_boy
    path = f"/sweeps/{phone.sweep_id}"
    desk.call("POST", f"{path}/same-child", {"stays": stays, "goes": goes}, expect=201)
    (left,) = desk.stops(phone.sweep_id)
    desk.push(
        operation("stop.void", {"stop_id": stays, "base_op": left["head"], "why": "no child"})
    )
    return phone.sweep_id


@pytest.fixture
def twice(
    desk: Desk, phone: PretendPhone, one_boy: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> str:
    """The server stopped between the decision and the removal."""
    goes, stays = one_boy
    path = f"/sweeps/{phone.sweep_id}/same-child"
    with monkeypatch.context() as stopped:
        stopped.setattr(api, "carry_out", bool)
        desk.call("POST", path, {"stays": stays, "goes": goes}, expect=201)
    return phone.sweep_id


@pytest.mark.parametrize("how", ["nowhere", "twice"])
@pytest.mark.parametrize("below", [0, 5])
def test_a_child_whom_a_decision_miscounted_is_told_of_wherever_figures_are_read(
    amina: Visitor, desk: Desk, request: pytest.FixtureRequest, how: str, below: int
) -> None:
    app: Flask = request.getfixturevalue("app")
    app.config["SWEEP"] = replace(app.config["SWEEP"], suppress_below=below)
    sweep: str = request.getfixturevalue(how)
    words = amina.open(f"/sweeps/{sweep}/summary").words
    kept_back = "At least one child is" if below else "1 child is"
    told = f"{kept_back} counted {'more than once' if how == 'twice' else how}"
    for said in (words, on_paper(app, sweep, below), on_sheets(amina, sweep)):
        assert told in said
        assert "possible double:" not in said, "no pair waits"
    assert desk.summary(sweep)["possible_doubles"][f"children_counted_{how}"] == (
        "c" if below else 1
    )
    desk.call("PATCH", f"/sweeps/{sweep}", {"status": "verifying"})
    live = "1 child is counted more than once" if how == "twice" else "1 child is counted nowhere"
    assert live in amina.open(f"/sweeps/{sweep}/live").words
    code = "children_counted_twice" if how == "twice" else "children_not_counted"
    note = json.loads(amina.client.get("/returns/202526/spring.csv-metadata.json").data)
    details = {each["code"]: each["detail"] for each in note["notes"][0]["warnings"]}
    in_the_return = "Of stops that were taken for one child " if below else "1 child is counted "
    assert details[code].startswith(in_the_return)


def test_a_child_counted_twice_is_one_where_doubles_are_counted_as_one(
    desk: Desk, twice: str
) -> None:
    figures = desk.summary(twice)
    assert figures["children_stopped"] == 2
    assert figures["possible_doubles"]["children_stopped_as_one"] == 1


def test_a_stop_that_was_put_back_counts_as_one_while_it_is_all_its_child_has(
    desk: Desk, nowhere: str, one_boy: tuple[str, str]
) -> None:
    """A script puts it back and leaves the decision as it is."""
    (gone,) = [
        each
        for each in desk.call("GET", f"/sweeps/{nowhere}/stops")["stops"]
        if each["id"] == one_boy[0]
    ]
    said = {"stop_id": gone["id"], "base_op": gone["head"], "why": "by mistake"}
    desk.push(operation("stop.restore", said))
    figures = desk.summary(nowhere)
    assert figures["children_stopped"] == 1
    assert figures["possible_doubles"]["children_stopped_as_one"] == 1
    assert figures["possible_doubles"]["children_counted_nowhere"] == 0


def test_a_day_without_school_is_said_wherever_figures_are_read(
    app: Flask, amina: Visitor, desk: Desk
) -> None:
    saturday = TEN_O_CLOCK + timedelta(days=5)
    officer = desk.officer("PC 2231")
    begins, ends = saturday - timedelta(hours=1), saturday + timedelta(hours=5)
    sweep = desk.sweep([officer], starts_at=begins.isoformat(), ends_at=ends.isoformat())
    phone = desk.enrol(sweep, officer)
    phone.push(phone.stop(stopped_at=saturday.isoformat(), encounter_id=new_id()))
    words = amina.open(f"/sweeps/{sweep}/summary").words
    for said in (words, on_paper(app, sweep), on_sheets(amina, sweep)):
        assert "there was no school on 17 Jan 2026. What was found then is counted" in said
    assert desk.summary(sweep)["no_school_on"] == ["2026-01-17"]


def test_a_second_day_counts_only_where_a_child_was_stopped_on_it(
    amina: Visitor, desk: Desk
) -> None:
    friday = TEN_O_CLOCK + timedelta(days=4)
    officer = desk.officer("PC 2231")
    ends = friday + timedelta(days=2)
    sweep = desk.sweep([officer], starts_at=friday.isoformat(), ends_at=ends.isoformat())
    assert desk.summary(sweep)["no_school_on"] == []
    phone = desk.enrol(sweep, officer)
    for days in (1, 2):
        phone.stop(stopped_at=(friday + timedelta(days=days)).isoformat())
    phone.push()
    assert (
        "no school on 17 Jan 2026 and 18 Jan 2026." in amina.open(f"/sweeps/{sweep}/summary").words
    )
