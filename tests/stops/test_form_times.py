"""The form times itself: kept with the stop, shown as a median on the sweep's page, and in nothing else."""

import json
from typing import Any

import pytest
from flask import Flask

from rig.pages import Visitor
from rig.street import TEN_O_CLOCK, Desk, PretendPhone, op_id, record_id
from sweep.db import db, scope_to, writing
from sweep.keeping.recount import recounted
from sweep.stops.form_times import FEWEST, FormTimes, form_times
from sweep.stops.models import Stop

TIMED = {"ms": 9_000, "taps": 4}


def kept(app: Flask, stop: str) -> tuple[int | None, int | None]:
    with app.app_context():
        scope_to(1)
        row = db.session.get_one(Stop, (1, record_id(stop)))
        return row.form_ms, row.form_taps


def test_how_long_recording_took_is_kept_with_the_stop_and_through_its_corrections(
    app: Flask, phone: PretendPhone
) -> None:
    stop = phone.stop(form=TIMED)
    phone.amend(stop, finding="late")
    phone.push()
    assert kept(app, stop) == (9_000, 4)


def test_an_amend_says_nothing_of_the_form(app: Flask, phone: PretendPhone) -> None:
    stop = phone.stop(form=TIMED)
    phone.amend(stop, finding="late", form={"ms": 1, "taps": 1})
    phone.push()
    assert kept(app, stop) == (9_000, 4)


@pytest.mark.parametrize(
    "form",
    [
        None,
        "quick",
        7,
        [],
        [9_000, 4],
        {},
        {"ms": 9_000},
        {"taps": 4},
        {"ms": None, "taps": 4},
        {"ms": "9000", "taps": 4},
        {"ms": 9_000.5, "taps": 4},
        {"ms": True, "taps": True},
        {"ms": {"ms": 9_000}, "taps": [4]},
        {"ms": 0, "taps": 4},
        {"ms": -9_000, "taps": 4},
        {"ms": 9_000, "taps": 0},
        {"ms": 3_600_001, "taps": 4},
        {"ms": 9_000, "taps": 501},
        {"ms": 10**400, "taps": 10**400},
    ],
)
def test_nonsense_about_the_form_is_left_out_in_silence(
    app: Flask, desk: Desk, phone: PretendPhone, form: Any
) -> None:
    stop = phone.stop(form=form)
    (result,) = phone.push(stop)
    plain = phone.push(phone.stop())[0]
    assert (result["status"], result["problem"]) == ("accepted", plain["problem"])
    assert kept(app, stop) == (None, None)
    first, second = desk.stops(phone.sweep_id)
    assert first["flags"] == second["flags"]
    assert desk.call("GET", "/quarantine")["kept"] == []


def test_a_stop_without_it_is_as_good_as_ever(app: Flask, phone: PretendPhone) -> None:
    stop = phone.stop()
    assert phone.push(stop)[0]["status"] == "accepted"
    assert kept(app, stop) == (None, None)


def test_recounting_finds_it_in_the_ledger_and_puts_it_back(
    app: Flask, phone: PretendPhone
) -> None:
    stop = phone.stop(form=TIMED)
    phone.push(stop, phone.stop(), phone.stop(form="quick"))
    with app.app_context():
        assert recounted(1, TEN_O_CLOCK).equal
        with writing(1):
            row = db.session.get_one(Stop, (1, record_id(stop)))
            row.form_ms, row.form_taps = None, 9
        (differs,) = recounted(1, TEN_O_CLOCK, write=True).differences
        assert differs.what == "differs in form_ms, form_taps"
        assert recounted(1, TEN_O_CLOCK).equal
    assert kept(app, stop) == (9_000, 4)


def test_a_record_of_no_sweep_keeps_its_form_when_a_person_names_one(
    app: Flask, desk: Desk, phone: PretendPhone
) -> None:
    lost = phone.stop(form=TIMED, sweep_id=None)
    phone.push(lost)
    (waits,) = desk.call("GET", "/quarantine")["kept"]
    named = {"action": "apply", "why": "seen", "sweep_id": phone.sweep_id}
    desk.call("POST", f"/quarantine/{waits['sha256']}", named)
    assert kept(app, lost) == (9_000, 4)


def test_the_median_is_of_stops_that_stand(app: Flask, phone: PretendPhone) -> None:
    taken = [(4_000, 3), (9_400, 4), (9_500, 4), (61_000, 9)]
    for ms, taps in taken:
        phone.stop(form={"ms": ms, "taps": taps})
    phone.stop()
    undone = phone.stop(form={"ms": 1, "taps": 1})
    phone.make("stop.void", stop_id=record_id(undone), base_op=op_id(undone), why="undo")
    phone.push()
    with app.app_context():
        scope_to(1)
        assert form_times(phone.sweep_id) == FormTimes(4, 9.45, 4)


@pytest.mark.parametrize(
    ("times", "words"),
    [
        (FormTimes(38, 9.2, 4), "Recording took 9 s and 4 taps (median of 38 stops)"),
        (FormTimes(5, 8.5, 4.5), "Recording took 9 s and 4.5 taps (median of 5 stops)"),
        (FormTimes(6, 12.4, 1), "Recording took 12 s and 1 tap (median of 6 stops)"),
        (FormTimes(4, 9, 4), "Recording: too few stops to tell how long it took (4 timed)"),
        (FormTimes(0), "Recording: too few stops to tell how long it took (0 timed)"),
    ],
)
def test_it_is_said_in_a_line(times: FormTimes, words: str) -> None:
    assert times.words == words


def test_the_sweeps_page_says_it_once_there_are_enough(amina: Visitor, phone: PretendPhone) -> None:
    for _ in range(FEWEST - 1):
        phone.stop(form=TIMED)
    phone.push()
    page = f"/sweeps/{phone.sweep_id}"
    assert "too few stops to tell how long it took (4 timed)." in amina.open(page).words
    phone.push(phone.stop(form=TIMED))
    assert "Recording took 9 s and 4 taps (median of 5 stops)." in amina.open(page).words


def test_a_sweep_of_which_nothing_came_says_nothing_of_it(amina: Visitor, desk: Desk) -> None:
    assert "Recording" not in amina.open(f"/sweeps/{desk.sweep([])}").words


def test_it_is_in_no_list_export_or_phones_own_view(
    app: Flask, amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    phone.push(*(phone.stop(form={"ms": 98_765, "taps": 43}) for _ in range(FEWEST)))
    page = f"/sweeps/{phone.sweep_id}/summary"
    shown = [
        json.dumps(desk.stops(phone.sweep_id)),
        json.dumps(desk.summary(phone.sweep_id)),
        json.dumps(phone.pull()),
        *(amina.open(address).page for address in (page, f"{page}.csv")),
    ]
    for text in shown:
        assert "98765" not in text.replace(",", "")
        assert "form_ms" not in text
        assert "form_taps" not in text
