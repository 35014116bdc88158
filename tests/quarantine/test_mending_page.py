"""Putting right what was kept out, in a form or as text."""

import json

from rig.kept_out import LIST, WHY, decide, hashes, one
from rig.pages import Visitor
from rig.street import TEN_O_CLOCK, Desk, PretendPhone, record_id


def test_a_wrong_answer_is_put_right_in_a_form_and_all_else_stays(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    phone.push(phone.stop("bunking_off", "parent", phase="secondary", note="Red coat"))
    sha256 = one(amina)
    assert "It says “bunking_off”" in amina.open(f"{LIST}/{sha256}").words
    decide(amina, sha256, "mend", finding="truanting", reason="no_reason_given")
    assert "Put right, and counts" in amina.words
    assert f"Why: {WHY}" in amina.words
    assert "Amina Yusuf decided this" in amina.words
    (stop,) = desk.stops(phone.sweep_id)
    assert (stop["finding"], stop["reason"]) == ("truanting", "no_reason_given")
    assert (stop["accompanied_by"], stop["phase"]) == ("parent", "secondary")
    assert (stop["note"], stop["officer_id"]) == ("Red coat", phone.officer_id)
    assert stop["id"] == record_id(phone.made[0])
    assert stop["stopped_at"] == TEN_O_CLOCK.isoformat()
    assert '<form method="post" action="/quarantine/' not in amina.page


def test_a_missing_answer_is_asked_and_a_reason_must_fit(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    stop = json.loads(phone.stop("late"))
    del stop["data"]["accompanied_by"], stop["data"]["stopped_at"]
    phone.push(json.dumps(stop))
    sha256 = one(amina)
    decide(amina, sha256, "mend", reason="illness")
    assert amina.status == 422
    for words in (
        "Choose who was with the child",
        "Enter the day and time: stopped at",
        "Choose a reason of this finding, or none",
    ):
        assert words in amina.words
    moment = {
        "stopped_at-day": "12",
        "stopped_at-month": "1",
        "stopped_at-year": "2026",
        "stopped_at-clock": "10.15",
    }
    decide(amina, sha256, "mend", reason="on_the_way", accompanied_by="alone", **moment)
    assert amina.status == 200, amina.words
    (shown,) = desk.stops(phone.sweep_id)
    assert (shown["finding"], shown["stopped_at"]) == ("late", "2026-01-12T10:15:00+00:00")


def test_a_time_typed_is_the_time_that_counts_though_the_phones_clock_is_wrong(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    stop = phone.stop("bunking_off", stopped_at="2016-01-12T10:00:30+00:00")
    behind = 10 * 365 * 24 * 3600 * 1000
    phone.push(stop.replace('"offset_ms": 0', f'"offset_ms": {behind}'))
    sha256 = one(amina)
    typed = {"stopped_at-day": "12", "stopped_at-month": "1", "stopped_at-year": "2026"}
    decide(amina, sha256, "mend", finding="late", **typed, **{"stopped_at-clock": "10:20"})
    (shown,) = desk.stops(phone.sweep_id)
    assert shown["stopped_at"] == "2026-01-12T10:20:00+00:00"
    assert shown["stopped_at_phone"].startswith("2016-01")


def test_what_was_cut_off_is_entered_again_with_what_could_be_read(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    whole = phone.stop("late", "parent")
    phone.push(whole[: whole.index('"accompanied_by"')])
    sha256 = one(amina)
    words = amina.open(f"{LIST}/{sha256}").words
    assert "It is not a whole record: it was cut off or damaged." in words
    assert "What could be read of it" in words
    assert "Finding Late" in words
    decide(amina, sha256, "mend", accompanied_by="parent")
    assert amina.status == 200, amina.words
    (shown,) = desk.stops(phone.sweep_id)
    assert (shown["finding"], shown["accompanied_by"]) == ("late", "parent")
    assert (shown["id"], shown["officer_id"]) == (record_id(whole), phone.officer_id)
    assert shown["location"]["lat"] == 52.4128


def test_bytes_that_say_nothing_are_entered_as_a_stop_or_discarded(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    phone.push("PK\x03\x04 not a record \x00 at all")
    sha256 = one(amina)
    words = amina.open(f"{LIST}/{sha256}").words
    assert "None of it can be put into words" in words
    assert "Enter it as a stop" in words
    typed = {"stopped_at-day": "12", "stopped_at-month": "jan", "stopped_at-year": "26"}
    typed |= {"stopped_at-clock": "9:30", "sweep_id": phone.sweep_id, "location": "none"}
    typed |= {"finding": "truanting", "accompanied_by": "alone"}
    decide(amina, sha256, "mend", **typed)
    assert amina.status == 200, amina.words
    (shown,) = desk.stops(phone.sweep_id)
    assert (shown["location"]["source"], shown["officer_id"]) == ("none", phone.officer_id)


def test_the_text_itself_can_be_mended_and_what_was_typed_stays(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    whole = phone.stop()
    phone.push(whole[:-20])
    sha256 = one(amina)
    decide(amina, sha256, "text", text="{no", why=WHY)
    assert amina.status == 422
    assert "It still can’t be taken in." in amina.words
    assert "{no</textarea>" in amina.page
    decide(amina, sha256, "text", text=whole)
    assert "Put right, and counts" in amina.words
    assert len(desk.stops(phone.sweep_id)) == 1


def test_another_child_under_a_used_number_counts_beside_the_first(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    stop = phone.stop("truanting")
    phone.push(stop, stop.replace("truanting", "late"))
    sha256 = one(amina)
    words = amina.open(f"{LIST}/{sha256}").words
    assert "What the first one says instead Finding Truanting" in words
    decide(amina, sha256, "mend")
    assert amina.status == 200, amina.words
    assert sorted(each["finding"] for each in desk.stops(phone.sweep_id)) == ["late", "truanting"]


def test_another_stop_made_with_a_used_number_counts_beside_the_first(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    stop = phone.stop("truanting")
    phone.push(stop, phone.stop("late", stop_id=record_id(stop)))
    decide(amina, one(amina), "mend")
    assert amina.status == 200, amina.words
    assert len(desk.stops(phone.sweep_id)) == 2


def test_a_correction_is_asked_only_for_what_it_sets_anew(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    stop = phone.stop("truanting", "parent", outcome="taken_home")
    phone.amend(stop, finding="skiving", outcome=None)
    phone.push()
    sha256 = one(amina)
    boxes = dict(amina.open(f"{LIST}/{sha256}").forms()[f"{LIST}/{sha256}"])
    assert {"finding", "outcome"} <= boxes.keys()
    assert not {"accompanied_by", "sweep_id", "stopped_at-day"} & boxes.keys()
    assert "Finding, set anew skiving" in amina.words
    decide(amina, sha256, "mend", finding="late")
    (shown,) = desk.stops(phone.sweep_id)
    assert (shown["finding"], shown["outcome"]) == ("late", None)
    assert shown["accompanied_by"] == "parent"


def test_a_shift_is_put_right_in_a_form_too(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    start, end = phone.shift(90)
    broken = start.replace(phone.officer_id, "PC 2231")
    late = end.replace('"break_minutes": 0', '"break_minutes": "ten"')
    phone.push(broken, late)
    assert len(hashes(amina.open(LIST))) == 2
    for sha256, typed in zip(
        hashes(amina), ({"officer_id": phone.officer_id}, {"break_minutes": "10"}), strict=True
    ):
        decide(amina, sha256, "mend", **typed)
        assert amina.status == 200, amina.words
    (shift,) = desk.call("GET", f"/sweeps/{phone.sweep_id}/shifts")["shifts"]
    assert (shift["minutes"], shift["officer_id"]) == (80, phone.officer_id)


def test_breaks_of_more_digits_than_a_number_has_are_asked_about(
    amina: Visitor, phone: PretendPhone
) -> None:
    start, end = phone.shift(90)
    phone.push(start, end.replace('"break_minutes": 0', '"break_minutes": "ten"'))
    decide(amina, one(amina), "mend", break_minutes="9" * 5000)
    assert amina.status == 422
    assert "Enter the breaks in whole minutes, such as 15" in amina.words


def test_what_the_officer_changed_since_counts_on_what_was_put_right(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    stop = phone.stop("bunking_off")
    before = phone.amend(stop, accompanied_by="parent")
    phone.push()
    decide(amina, one(amina), "mend", finding="truanting")
    (shown,) = desk.stops(phone.sweep_id)
    assert (shown["finding"], shown["accompanied_by"]) == ("truanting", "parent")
    wrong = phone.amend(stop, before, finding="skiving")
    after = phone.amend(stop, wrong, phase="primary")
    phone.push(wrong, after)
    decide(amina, one(amina), "mend", finding="late")
    (shown,) = desk.stops(phone.sweep_id)
    assert (shown["finding"], shown["phase"], shown["flags"]) == ("late", "primary", [])
    undo = phone.make(
        "stop.void", stop_id=record_id(stop), base_op=json.loads(after)["op_id"], why=""
    )
    phone.push(undo)
    assert desk.stops(phone.sweep_id) == []


def test_what_was_mended_under_a_used_number_takes_no_change_from_the_first(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    stop = phone.stop("truanting")
    first = phone.amend(stop, finding="late")
    phone.push(stop, first, first.replace("late", "excluded"))
    decide(amina, one(amina), "mend")
    phone.push(phone.amend(stop, first, phase="primary"))
    (shown,) = desk.stops(phone.sweep_id)
    assert "conflict" in shown["flags"], "both are kept, for a person to look at"
    because = {why["code"] for why in desk.summary(phone.sweep_id)["provisional_because"]}
    assert "waiting" not in because
