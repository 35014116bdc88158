"""The figures that must come out, through the whole way: pushed as operations, read as a summary."""

import csv
import io
from itertools import product

import pytest
from flask import Flask

from rig.street import Desk, Json, PretendPhone, in_process, new_id, op_id, operation, record_id

# (finding, how many)
EIGHT = (("truanting", 3), ("late", 2), ("not_absent", 3))


def patrol(phone: PretendPhone, minutes: int, found: tuple[tuple[str, int], ...]) -> None:
    """One officer's shift of so many minutes, and the children stopped in it, each met alone."""
    phone.shift(minutes)
    for finding, children in found:
        for _ in range(children):
            phone.stop(finding)
    for at in range(0, len(phone.made), 200):
        phone.push(*phone.made[at : at + 200])


def over(desk: Desk, phone: PretendPhone) -> Json:
    """The summary; the sweep's figures are no longer provisional, as it ended long ago."""
    summary = desk.summary(phone.sweep_id)
    assert summary["provisional_because"] == []
    return summary


def test_four_police_hours_eight_stopped_three_truanting(desk: Desk, phone: PretendPhone) -> None:
    patrol(phone, 240, EIGHT)
    summary = over(desk, phone)
    assert (summary["children_stopped"], summary["truanting_verified"]) == (8, 3)
    assert summary["police_officer_hours"] == 4.0
    assert summary["stops_per_police_officer_hour"]["value"] == 2.00
    assert summary["truants_per_police_officer_hour"]["value"] == 0.75
    assert summary["minutes_per_truant"]["value"] == 80
    assert summary["truanting_percent"] == 37.5


def test_the_2004_surveys_averages(desk: Desk, phone: PretendPhone) -> None:
    patrol(phone, 41 * 60, (("truanting", 30), ("late", 52)))
    summary = over(desk, phone)
    assert summary["stops_per_police_officer_hour"]["value"] == 2.00
    assert summary["truants_per_police_officer_hour"]["value"] == 0.73
    assert summary["minutes_per_truant"]["value"] == 82
    assert summary["truanting_percent"] == 36.6


def test_nothing_found_still_has_an_upper_bound(desk: Desk, phone: PretendPhone) -> None:
    patrol(phone, 22 * 60 + 30, ())
    summary = over(desk, phone)
    assert summary["truants_per_police_officer_hour"] == {"value": 0.0, "low": 0.0, "high": 0.16}
    assert summary["minutes_per_truant"]["value"] is None


def test_two_constables_and_an_ewo_for_two_hours(
    desk: Desk, phone: PretendPhone, second_phone: PretendPhone
) -> None:
    phone.shift(120, officer_id=second_phone.officer_id)
    phone.shift(120, officer_id=desk.officer("PC 7104"))
    patrol(phone, 120, EIGHT)
    summary = desk.summary(phone.sweep_id)
    hours = [summary[f"{whose}_hours"] for whose in ("police_officer", "ewo", "officer")]
    assert hours == [4.0, 2.0, 6.0]
    assert summary["stops_per_police_officer_hour"]["value"] == 2.00


def test_one_of_each_kind_is_six_stopped_and_one_truanting(desk: Desk, phone: PretendPhone) -> None:
    for finding, reason in (
        ("excluded", "first_five_days"),
        ("not_absent", "break_off_site"),
        ("late", "on_the_way"),
        ("not_absent", "home_educated"),
        ("not_absent", "lives_elsewhere"),
        ("truanting", "no_reason_given"),
    ):
        phone.stop(finding, reason=reason)
    phone.push()
    summary = over(desk, phone)
    assert (summary["children_stopped"], summary["truanting_verified"]) == (6, 1)
    assert (summary["home_educated"], summary["excluded_first_five_days"]) == (1, 1)


def test_truanting_on_the_street_but_medical_by_the_register_shows_both(
    desk: Desk, phone: PretendPhone
) -> None:
    stop = phone.stop("truanting")
    phone.push()
    said = {
        "stop_id": record_id(stop),
        "base_op": op_id(stop),
        "verification": "changed",
        "verified_finding": "legitimately_absent",
        "register_code": "M",
    }
    desk.push(operation("stop.verify", said))
    summary = over(desk, phone)
    assert (summary["truanting_provisional"], summary["truanting_verified"]) == (1, 0)
    assert summary["as_recorded"]["truanting"] == 1
    assert summary["as_verified"]["truanting"] == 0
    changed = {"recorded": "truanting", "verified": "legitimately_absent", "children": 1}
    assert summary["changed"] == [changed]


def test_a_voided_stop_is_in_no_figure(desk: Desk, phone: PretendPhone) -> None:
    stop = phone.stop()
    phone.make("stop.void", stop_id=record_id(stop), base_op=op_id(stop), why="undo")
    phone.push()
    assert over(desk, phone)["children_stopped"] == 0


def test_a_shift_nobody_ended_counts_to_the_sweeps_end_on_every_page(
    app: Flask, desk: Desk, phone: PretendPhone
) -> None:
    start, _ = phone.shift(60)
    phone.push(start, phone.stop())
    assert desk.summary(phone.sweep_id)["police_officer_hours"] == 5.0
    headers = {"Authorization": f"Bearer {desk.token}"}
    live = app.test_client().get(f"/sweeps/{phone.sweep_id}/live", headers=headers)
    assert "5.0" in live.get_data(as_text=True)


def test_children_met_together_widen_the_interval(desk: Desk, phone: PretendPhone) -> None:
    alone, together = phone, None
    patrol(alone, 240, (("truanting", 4),))
    apart = over(desk, alone)["truants_per_police_officer_hour"]
    sweep = desk.sweep([phone.officer_id])
    together = PretendPhone(phone.wire, phone.token, phone.officer_id, sweep)
    together.shift(240)
    encounter = new_id()
    for _ in range(4):
        together.stop("truanting", encounter_id=encounter)
    together.push()
    grouped = over(desk, together)["truants_per_police_officer_hour"]
    assert grouped["value"] == apart["value"] == 1.0
    assert grouped["low"] < apart["low"]
    assert grouped["high"] > apart["high"]


def test_what_is_missing_makes_figures_provisional_and_is_named(
    desk: Desk, phone: PretendPhone
) -> None:
    start, _ = phone.shift(60)
    bad = phone.stop("nothing")
    lost = phone.stop()
    phone.push(start, bad, unsent=3, made=4, held={phone.sweep_id: 3})
    because = {
        each["code"]: each["detail"] for each in desk.summary(phone.sweep_id)["provisional_because"]
    }
    assert set(because) == {"open_shifts", "unsent_on_phone", "quarantined"}
    assert "PC 2231" in because["unsent_on_phone"]
    phone.push(phone.made[1], lost, unsent=2, held={phone.sweep_id: 2})
    because = {each["code"] for each in desk.summary(phone.sweep_id)["provisional_because"]}
    assert because == {"quarantined"}


def download(app: Flask, desk: Desk, phone: PretendPhone) -> str:
    answer = app.test_client().get(
        f"/sweeps/{phone.sweep_id}/summary.csv", headers={"Authorization": f"Bearer {desk.token}"}
    )
    assert answer.status_code == 200
    assert answer.mimetype == "text/csv"
    return answer.get_data(as_text=True)


def test_the_csv_and_the_json_say_the_same(app: Flask, desk: Desk, phone: PretendPhone) -> None:
    patrol(phone, 240, EIGHT)
    rows = list(csv.DictReader(io.StringIO(download(app, desk, phone))))
    total, summary = rows[0], desk.summary(phone.sweep_id)
    assert [row["education_phase"] for row in rows] == ["Total", "Primary", "Secondary", "Other"]
    for name, cell in total.items():
        if name in summary and isinstance(summary[name], int | float):
            assert float(cell) == summary[name], name
        elif isinstance(summary.get(name), dict):
            limits = [cell, total[f"{name}_low"], total[f"{name}_high"]]
            assert [float(text) for text in limits] == [
                summary[name][limit] for limit in ("value", "low", "high")
            ], name
    for row in rows[1:]:
        assert row["police_officer_hours"] == row["minutes_per_truant"] == "z"


def test_the_csv_is_the_same_bytes_until_something_changes(
    app: Flask, desk: Desk, phone: PretendPhone
) -> None:
    patrol(phone, 240, EIGHT)
    first = download(app, desk, phone)
    assert download(app, desk, phone) == first
    assert first.count("\r\n") == 5
    assert first.replace("\r\n", "").count("\n") == 0
    phone.push(phone.stop())
    assert download(app, desk, phone) != first


@pytest.mark.parametrize("title", ["=1+1", "+44", "-2", "@home"])
def test_no_cell_of_the_csv_runs_as_a_formula(
    app: Flask, desk: Desk, phone: PretendPhone, title: str
) -> None:
    desk.call("PATCH", f"/sweeps/{phone.sweep_id}", {"title": title})
    (row, *_) = csv.DictReader(io.StringIO(download(app, desk, phone)))
    assert row["sweep_title"] == f"'{title}"


def test_the_sums_of_the_csv_hold_for_every_row(
    app: Flask, desk: Desk, phone: PretendPhone
) -> None:
    for finding, company, phase in product(
        ("truanting", "late", "excluded", "not_absent", "not_established"),
        ("alone", "parent", "other_adult", "not_recorded"),
        ("primary", "secondary", "post16", None),
    ):
        phone.stop(finding, company, phase=phase)
    phone.push()
    rows = list(csv.DictReader(io.StringIO(download(app, desk, phone))))
    findings = (
        "truanting_verified",
        "legitimately_absent",
        "excluded_first_five_days",
        "excluded_other",
        "late",
        "not_absent",
        "not_established",
    )
    company = ("with_parent", "with_other_adult", "alone", "accompaniment_not_recorded")
    for row in rows:
        stopped = int(row["children_stopped"])
        assert sum(int(row[name]) for name in findings) == stopped
        assert sum(int(row[f"stopped_{name}"]) for name in company) == stopped
        truanting = sum(int(row[f"truanting_{name}"]) for name in company)
        assert truanting == int(row["truanting_verified"])
    for name in (*findings, "children_stopped"):
        assert int(rows[0][name]) == sum(int(row[name]) for row in rows[1:]), name


def test_another_authoritys_summary_is_answered_like_a_missing_one(
    app: Flask, phone: PretendPhone, middlesbrough: Desk
) -> None:
    for suffix in ("", ".json", ".csv"):
        for sweep_id in (phone.sweep_id, new_id()):
            status, _ = in_process(app)(
                "GET", f"/sweeps/{sweep_id}/summary{suffix}", None, middlesbrough.token
            )
            assert status == 404
