"""The summary: one sentence, tables and charts, and the same figures to take away."""

import csv
import io
import json
import re
from datetime import timedelta
from xml.etree import ElementTree as Tree

from flask import Flask

from rig.pages import Visitor, add_user
from rig.street import TEN_O_CLOCK, Desk, PretendPhone, op_id, operation, record_id

PHONE = "PC 2231"


def summary(visitor: Visitor, sweep_id: str) -> str:
    return visitor.open(f"/sweeps/{sweep_id}/summary").words


def a_councillors_sweep(desk: Desk) -> str:
    """Three constables for four hours; 24 children met alone, 9 of them truanting, 4 of those with a parent."""
    officers = [desk.officer(name) for name in (PHONE, "PC 2232", "PC 2233")]
    sweep = desk.sweep(officers)
    phone = desk.enrol(sweep, officers[0])
    for officer in officers:
        phone.shift(240, officer)
    for number in range(24):
        finding = "truanting" if number < 9 else "legitimately_absent" if number < 14 else "late"
        phone.stop(finding, "parent" if number < 4 else "alone")
    phone.push(*phone.made[:20])
    phone.push()
    return sweep


def test_the_sentence_is_one_that_a_councillor_understands(amina: Visitor, desk: Desk) -> None:
    summary(amina, a_councillors_sweep(desk))
    assert (
        "In 12 officer-hours 24 children were stopped; 9 were truanting (4 with a parent):"
        " 0.75 an officer-hour (0.34–1.42)."
    ) in re.sub("<[^>]+>", "", amina.page)


def test_the_tables_say_what_the_files_say(amina: Visitor, desk: Desk) -> None:
    sweep = a_councillors_sweep(desk)
    words = summary(amina, sweep)
    figures = desk.summary(sweep)
    for row in (
        "With a parent 4 4 16.7 44.4",
        "All 24 9 100.0 100.0",
        "Truanting 9 9 37.5",
        "Had a reason that schools accept, of all stopped 5 of 24 20.8",
        "Police 3 720 12.0",
        "Truanting per police officer-hour 0.75 (0.34–1.42) 0.75 (0.34–1.42)",
        "Police minutes for one child truanting 80 (42–175)",
    ):
        assert row in words, row
    assert figures["truants_per_officer_hour"] == {"value": 0.75, "low": 0.34, "high": 1.42}
    assert figures["minutes_per_truant"] == {"value": 80, "low": 42, "high": 175}


def test_nothing_found_is_said_with_its_upper_bound(amina: Visitor, desk: Desk) -> None:
    officers = [desk.officer(f"PC {number}") for number in range(5)]
    sweep = desk.sweep(officers)
    phone = desk.enrol(sweep, officers[0])
    for officer in officers:
        phone.shift(270, officer)
    phone.stop("late")
    phone.push()
    words = summary(amina, sweep)
    assert (
        "In 22.5 officer-hours 1 child was stopped; none was found truanting:"
        " at most 0.16 an officer-hour." in words
    )
    assert "None found truanting in 22.5 police officer-hours." in words
    assert "none found" in words


def test_a_rate_waits_for_half_an_officer_hour(amina: Visitor, phone: PretendPhone) -> None:
    phone.shift(2)
    phone.stop("truanting")
    phone.push()
    words = summary(amina, phone.sweep_id)
    assert (
        "In 2 officer-minutes 1 child was stopped; 1 was truanting (0 with a parent):"
        " too early for a rate." in words
    )
    assert "In brackets" not in words


def test_without_hours_there_is_no_rate_and_it_says_why(
    amina: Visitor, phone: PretendPhone
) -> None:
    phone.stop("truanting", "parent")
    phone.push()
    words = summary(amina, phone.sweep_id)
    assert (
        "1 child was stopped; 1 was truanting (1 with a parent)."
        " No officer-hours are recorded, so there is no rate." in words
    )
    assert "No officer-hours are recorded, so there are no yields." in words


def test_a_sweep_without_anything_says_so_and_draws_nothing(amina: Visitor, desk: Desk) -> None:
    words = summary(amina, desk.sweep([]))
    assert "Nothing has been recorded yet: no child stopped and no officer-hours." in words
    assert "<svg" not in amina.page


def test_the_schools_answer_stands_beside_the_streets(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    phone.shift(60)
    stop = phone.stop("truanting")
    phone.stop("truanting")
    phone.push()
    said = {
        "stop_id": record_id(stop),
        "base_op": op_id(stop),
        "verification": "changed",
        "verified_finding": "legitimately_absent",
        "register_code": "M",
        "told_by": "School office",
        "why": "",
    }
    desk.push(operation("stop.verify", said))
    words = summary(amina, phone.sweep_id)
    assert "Truanting 2 1 50.0" in words, "two as recorded, one as verified"
    assert "Truanting Has a reason 1" in words, "what changed into what"
    assert "1 was truanting" in words
    assert "Truanting per officer-hour, all officers 1.00 (0.03–5.57) 2.00 (0.24–7.22)" in words


def test_provisional_figures_say_in_words_why(amina: Visitor, phone: PretendPhone) -> None:
    start, _ = phone.shift(60)
    phone.push(start, phone.stop("nonsense"), unsent=6, made=6, held={phone.sweep_id: 6})
    words = summary(amina, phone.sweep_id)
    assert "Provisional: these figures may still change" in words
    for because in (
        "1 shift is still open.",
        f"still on {PHONE}’s phone, last heard",
        "1 record is for you to decide.",
    ):
        assert because in words


def test_a_final_sweep_with_nothing_outstanding_says_final_and_since_when(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    phone.shift(60)
    phone.push()
    desk.call("PATCH", f"/sweeps/{phone.sweep_id}", {"status": "final"})
    words = summary(amina, phone.sweep_id)
    assert "Provisional" not in words
    assert re.search(
        r"Solihull\. Final: made final at \d\d:\d\d on .+?\. Read at \d\d:\d\d on ", words
    )


def test_the_files_can_be_taken_away(amina: Visitor, desk: Desk) -> None:
    sweep = a_councillors_sweep(desk)
    amina.open(f"/sweeps/{sweep}/summary")
    for kind in ("csv", "json"):
        assert f'href="/sweeps/{sweep}/summary.{kind}"' in amina.page
    taken = amina.client.get(f"/sweeps/{sweep}/summary.csv")
    name = rf'attachment; filename="sweep_high-street_{TEN_O_CLOCK:%Y-%m-%d}_\w+_r\d+\.csv"'
    assert re.fullmatch(name, taken.headers["Content-Disposition"])
    (total, *_) = csv.DictReader(io.StringIO(taken.get_data(as_text=True)))
    assert (total["children_stopped"], total["truanting_verified"]) == ("24", "9")
    json_file = json.loads(amina.client.get(f"/sweeps/{sweep}/summary.json").get_data())
    assert json_file["children_stopped"] == 24


def test_a_files_name_holds_the_title_in_letters_that_all_systems_take(
    amina: Visitor, desk: Desk
) -> None:
    for title, name in (('Café "Ünder/\\;', "sweep_cafe-under_2026"), ("北京", "sweep_2026")):
        sweep = desk.sweep([], title=title)
        taken = amina.client.get(f"/sweeps/{sweep}/summary.csv")
        assert f'filename="{name}' in taken.headers["Content-Disposition"]


def test_each_chart_says_its_table_in_words_and_needs_no_inline_style(
    amina: Visitor, desk: Desk
) -> None:
    summary(amina, a_councillors_sweep(desk))
    charts = [Tree.fromstring(found) for found in re.findall(r"<svg.*?</svg>", amina.page, re.S)]
    assert len(charts) == 6
    ids = [part.get("id") for chart in charts for part in chart.iter() if part.get("id")]
    assert len(ids) == len(set(ids)) == 12
    for chart in charts:
        labelled = (chart.get("aria-labelledby") or "").split()
        said = {part.get("id"): part.text for part in chart.iter()}
        assert chart.get("role") == "img"
        assert all(said[name] for name in labelled)
    assert "With a parent: 4 stopped, 4 truanting; With another adult: 0" in amina.page
    assert " style=" not in amina.page
    assert "<script>" not in amina.page


def test_a_verifier_may_read_the_summary(app: Flask, visitor: Visitor, phone: PretendPhone) -> None:
    phone.push(phone.stop())
    visitor.sign_in(add_user(app, "ewan@solihull.example", "verifier"))
    assert "1 child was stopped" in summary(visitor, phone.sweep_id)


def test_an_open_shift_of_an_ended_sweep_counts_to_its_end(
    amina: Visitor, phone: PretendPhone
) -> None:
    start, _ = phone.shift(60)
    phone.push(start)
    hours = (TEN_O_CLOCK + timedelta(hours=5) - TEN_O_CLOCK) / timedelta(hours=1)
    assert f"In {hours:.0f} officer-hours" in summary(amina, phone.sweep_id)
