"""A stop on a day without school is kept like any other; desk and phone say so, by the terms as they are now."""

from datetime import date, datetime

import pytest
from flask import Flask

from rig.pages import Visitor
from rig.street import Desk, Json, PretendPhone
from sweep.core.flags import FLAGS
from sweep.schools.bring_in import bring_in_terms
from sweep.schools.term_file import ReadTerm

AUTUMN = ReadTerm("Autumn", date(2025, 9, 2), date(2025, 12, 19))
SPRING = ReadTerm("Spring", date(2026, 1, 5), date(2026, 3, 27))
# The twelfth is the Monday of the sweep.
FROM_THE_NINETEENTH = ReadTerm("Spring", date(2026, 1, 19), date(2026, 3, 27))
SATURDAY = "2026-01-10T10:00:00+00:00"


def bring_in(app: Flask, *terms: ReadTerm) -> None:
    with app.app_context():
        bring_in_terms(1, terms)


def flags_on_phone(page: Json) -> list[list[str]]:
    return [each["flags"] for each in page["changes"] if each["type"] == "stop"]


def test_a_stop_on_a_saturday_is_accepted_without_a_remark_and_flagged(
    desk: Desk, phone: PretendPhone
) -> None:
    (result,) = phone.push(phone.stop(stopped_at=SATURDAY))
    assert (result["status"], result["problem"]["code"]) == ("accepted", "outside_period")
    (shown,) = desk.stops(phone.sweep_id)
    assert "no_school_day" in shown["flags"]


def test_a_stop_in_the_holidays_is_accepted_without_a_remark_of_it(
    app: Flask, phone: PretendPhone
) -> None:
    bring_in(app, AUTUMN, FROM_THE_NINETEENTH)
    (result,) = phone.push(phone.stop())
    assert (result["status"], result["problem"]) == ("accepted", None)


def test_terms_brought_in_later_flag_what_is_here_and_each_phone_hears_of_it(
    app: Flask, desk: Desk, phone: PretendPhone
) -> None:
    phone.push(phone.stop())
    cursor = phone.pull()["cursor"]
    for terms, flags in (
        ([AUTUMN, FROM_THE_NINETEENTH], ["no_school_day"]),
        ([AUTUMN, SPRING], []),
    ):
        bring_in(app, *terms)
        page = phone.pull(cursor)
        assert flags_on_phone(page) == [flags]
        assert [stop["flags"] for stop in desk.stops(phone.sweep_id)] == [flags]
        cursor = page["cursor"]
    assert phone.pull(cursor)["changes"] == []


@pytest.mark.parametrize(("moment", "flagged"), [("23:30", True), ("22:30", False)])
def test_the_day_is_londons(
    app: Flask, desk: Desk, phone: PretendPhone, moment: str, flagged: bool
) -> None:
    # A Friday in June by the server's clock; past half past eleven it is Saturday in London.
    at = datetime.fromisoformat(f"2026-06-12T{moment}:00+00:00").isoformat()
    phone.push(phone.stop(stopped_at=at))
    (shown,) = desk.stops(phone.sweep_id)
    assert ("no_school_day" in shown["flags"]) == flagged


def test_the_sweeps_page_says_so_in_a_sentence(
    amina: Visitor, app: Flask, phone: PretendPhone
) -> None:
    bring_in(app, AUTUMN, FROM_THE_NINETEENTH)
    phone.push(phone.stop())
    words = amina.open(f"/sweeps/{phone.sweep_id}/live").words
    assert FLAGS["no_school_day"].meaning in words
