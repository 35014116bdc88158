"""The page to watch while a sweep runs."""

import re
from datetime import UTC, datetime, timedelta

from flask import Flask
from sqlalchemy import update

from rig.pages import Visitor
from rig.street import Desk, PretendPhone
from sweep.access.models import Device
from sweep.core.reference import reference
from sweep.db import db
from sweep.schools.bring_in import bring_in_schools
from sweep.schools.gias import ReadSchool


def live(visitor: Visitor, phone: PretendPhone) -> str:
    return visitor.open(f"/sweeps/{phone.sweep_id}/live").words


def tag_of(visitor: Visitor) -> str:
    found = re.search(r'data-live="([^"]+)"', visitor.page)
    assert found is not None
    return f'"{found[1]}"'


def asked_again(visitor: Visitor, phone: PretendPhone) -> int:
    """The status of asking again with the tag of what was seen, as the page's script does."""
    seen = tag_of(visitor)
    return visitor.open(f"/sweeps/{phone.sweep_id}/live", **{"If-None-Match": seen}).status


def test_figures_stand_side_by_side_as_they_come_in(amina: Visitor, phone: PretendPhone) -> None:
    phone.shift(120)
    phone.stop("truanting", "parent")
    phone.stop("late")
    phone.push()
    words = live(amina, phone)
    assert "Children stopped 2" in words
    assert "Truanting 1 1 of the truanting with a parent" in words
    assert "Officer-hours 2.0 2.0 police" in words


def test_a_stop_says_which_school_the_officer_was_told(
    app: Flask, amina: Visitor, phone: PretendPhone
) -> None:
    with app.app_context():
        bring_in_schools(1, [ReadSchool("136333", "Arden", "secondary", None, None)])
    phone.push(phone.stop(school_urn="136333"), phone.stop(school_urn="136999"))
    words = live(amina, phone)
    assert "School: Arden" in words
    assert "School: Not on your list of schools (number 136999)" in words


def test_a_stop_without_a_school_or_a_removal_says_nothing_of_them(
    amina: Visitor, phone: PretendPhone
) -> None:
    phone.push(phone.stop(outcome="taken_home"))
    words = live(amina, phone)
    assert "School:" not in words
    assert "used by" not in words


def test_a_removal_says_who_used_the_power(
    amina: Visitor, phone: PretendPhone, second_phone: PretendPhone
) -> None:
    removed = {"outcome": "returned_to_school_s16"}
    second_phone.push(second_phone.stop(**removed, acted_by=phone.officer_id))
    assert "Section 16 used by PC 2231" in live(amina, phone)
    phone.push(phone.stop(**removed, acted_by=second_phone.officer_id))
    assert "Section 16 used by EWO Hughes" in live(amina, phone)


def test_a_removal_that_names_nobody_was_its_officers_own(
    amina: Visitor, second_phone: PretendPhone
) -> None:
    second_phone.push(second_phone.stop(outcome="designated_premises_s16"))
    assert "Section 16 used by EWO Hughes" in live(amina, second_phone)


def test_an_urgent_stop_says_school_and_power_in_its_sentences(
    amina: Visitor, phone: PretendPhone
) -> None:
    told = {"outcome": "returned_to_school_s16", "school_urn": "136333", "urgent": "safeguarding"}
    phone.push(phone.stop(**told))
    words = live(amina, phone)
    assert "School: Not on your list of schools (number 136333). What happened next" in words
    assert "Section 16 used by PC 2231." in words


def test_nothing_is_sent_again_until_something_changed(amina: Visitor, phone: PretendPhone) -> None:
    # A new minute is a change too; one of three tries falls into one minute with the look before.
    def quiet() -> int:
        live(amina, phone)
        return asked_again(amina, phone)

    assert 304 in {quiet() for _ in range(3)}
    live(amina, phone)
    phone.push(phone.stop())
    assert asked_again(amina, phone) == 200
    assert "Children stopped 1" in amina.words


def test_hearing_from_a_phone_is_a_change(amina: Visitor, phone: PretendPhone) -> None:
    for _ in range(5):
        phone.stop()
    phone.push(phone.made[0], unsent=5, made=5, held={phone.sweep_id: 5})
    assert "4 on PC 2231’s phone" in live(amina, phone)
    phone.push(*phone.made[1:], unsent=4, made=5, held={phone.sweep_id: 4})
    assert asked_again(amina, phone) == 200
    assert "All 5 records that phones have told of are received." in amina.words


def test_the_phone_that_was_heard_of_longest_ago_says_when(
    app: Flask, amina: Visitor, phone: PretendPhone
) -> None:
    phone.push(phone.stop(), unsent=5, made=5, held={phone.sweep_id: 5})
    with app.app_context():
        heard = (datetime.now(UTC) - timedelta(days=100)).replace(hour=9)
        quiet = update(Device).values(
            last_contact_at=heard.replace(hour=12, minute=2), enrolled_at=heard
        )
        db.session.execute(quiet, execution_options={"any_authority": True})
        db.session.commit()
    assert re.search(r"4 on PC 2231’s phone, last heard 1[23]:02 on \w+ ", live(amina, phone))


def test_what_a_phone_keeps_for_another_sweep_is_not_missed_here(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    other = desk.sweep([phone.officer_id], title="Another")
    phone.push(phone.stop(), unsent=4, made=4, held={other: 3})
    assert "The one record that phones have told of is received." in live(amina, phone)


def test_the_urgent_stands_before_everything(amina: Visitor, phone: PretendPhone) -> None:
    phone.stop("late", urgent="safeguarding", note="Bruise <left> arm")
    phone.push()
    words = live(amina, phone)
    assert re.search(r"Worried about this child: SW-\w{4}, stopped at 10:00 by PC 2231", words)
    assert "Note: Bruise &lt;left&gt; arm" in words
    assert words.index("Worried about this child") < words.index("Stops, the latest first")


def test_a_stop_says_what_when_where_and_what_is_odd_in_words(
    amina: Visitor, phone: PretendPhone
) -> None:
    phone.stop("truanting", "parent", reason="no_reason_given", outcome="returned_to_school_s16")
    phone.stop("late", location={"source": "none", "why_none": "timeout"})
    phone.push()
    words = live(amina, phone)
    assert re.search(r"10:00 SW-\w{4} Truanting No reason given", words)
    assert "no authorisation is on record for this sweep" in words
    assert "Mell Square" in words
    assert "No place: took too long" in words


def test_a_voided_stop_is_gone(amina: Visitor, phone: PretendPhone) -> None:
    stop = phone.stop()
    phone.make("stop.void", stop_id=_id(stop, "stop_id"), base_op=_id(stop, "op_id"), why="")
    phone.push()
    assert "Children stopped 0" in live(amina, phone)
    assert "No stops yet" in amina.words


def _id(text: str, name: str) -> str:
    found = re.search(rf'"{name}": "([^"]+)"', text)
    assert found is not None
    return found[1]


def test_what_lies_with_the_coordinator_is_not_in_the_figures_and_says_so(
    amina: Visitor, phone: PretendPhone
) -> None:
    phone.push(phone.stop("nonsense"))
    assert "1 record is for you to decide." in live(amina, phone)


def test_who_is_still_out_is_said(amina: Visitor, phone: PretendPhone) -> None:
    start, _ = phone.shift(120)
    phone.push(start)
    words = live(amina, phone)
    assert "1 officer still out" in words
    assert "Still out" in words


def test_somebody_on_two_phones_is_one_person_still_out(
    amina: Visitor, phone: PretendPhone, second_phone: PretendPhone
) -> None:
    first, _ = phone.shift(120)
    again, _ = second_phone.shift(120, officer_id=phone.officer_id)
    phone.push(first)
    second_phone.push(again)
    words = live(amina, phone)
    assert "1 officer still out" in words
    assert words.count("Also on another phone; counted once.") == 1


def test_an_ordinary_note_stands_with_its_stop(amina: Visitor, phone: PretendPhone) -> None:
    phone.stop("late", note="Missed the bus")
    phone.push()
    assert "Note: Missed the bus" in live(amina, phone)


def test_a_phone_not_heard_since_the_sweep_began_is_not_vouched_for(
    app: Flask, amina: Visitor, phone: PretendPhone
) -> None:
    phone.push(phone.stop())
    assert "The one record that phones have told of is received." in live(amina, phone)
    assert "not been heard" not in amina.words
    with app.app_context():
        before = datetime(2026, 1, 11, tzinfo=UTC)
        quiet = update(Device).values(last_contact_at=before, enrolled_at=before)
        db.session.execute(quiet, execution_options={"any_authority": True})
        db.session.commit()
    words = live(amina, phone)
    assert "PC 2231’s phone has not been heard since this sweep began" in words
    assert "1 phone has not been heard since the sweep ended." in words


def test_a_box_that_vouches_for_nothing_is_not_green(
    app: Flask, amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    now = datetime.now(UTC)
    on = {"starts_at": now - timedelta(hours=1), "ends_at": now + timedelta(hours=2)}
    desk.call("PATCH", f"/sweeps/{phone.sweep_id}", {k: at.isoformat() for k, at in on.items()})
    assert 'class="app-quiet-box"' in amina.open(f"/sweeps/{phone.sweep_id}/live").page
    assert "In use" in amina.words
    with app.app_context():
        before = now - timedelta(days=2)
        quiet = update(Device).values(last_contact_at=before, enrolled_at=before)
        db.session.execute(quiet, execution_options={"any_authority": True})
        db.session.commit()
    assert "so nobody knows what it holds" in live(amina, phone)
    assert 'class="app-quiet-box"' not in amina.page
    assert "Not heard in this sweep" in amina.words


def test_a_phone_signed_off_while_the_sweep_is_on_is_not_called_quiet_since_its_end(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    now = datetime.now(UTC)
    on = {"starts_at": now - timedelta(hours=1), "ends_at": now + timedelta(hours=2)}
    desk.call("PATCH", f"/sweeps/{phone.sweep_id}", {k: at.isoformat() for k, at in on.items()})
    phone.push(phone.stop())
    (device,) = desk.call("GET", f"/sweeps/{phone.sweep_id}/devices")["devices"]
    desk.call("POST", f"/devices/{device['id']}/revoke", {"reason": "left"})
    words = live(amina, phone)
    assert "Signed off" in words
    assert "Not heard since the end" not in words
    assert "not over yet" not in words


def test_records_that_the_phone_does_not_claim_to_hold_are_missing_everywhere(
    amina: Visitor, phone: PretendPhone
) -> None:
    for _ in range(6):
        phone.stop()
    phone.push(phone.made[0], unsent=0, made=6, held={})
    words = live(amina, phone)
    assert "1 of 6 records received, 5 missing from PC 2231’s phone" in words
    assert "1 received 0 still held 5 missing" in words
    assert "Records missing" in words
    assert "Write off what is missing" in words
    assert "Still holds records" not in words
    assert "5 on PC 2231’s phone" not in words


def test_phones_of_no_part_are_called_not_used(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    again = desk.enrol(phone.sweep_id, phone.officer_id)
    again.sweep_id = phone.sweep_id
    again.shift(60)
    again.push()
    assert "1 phone not used in this sweep" in live(amina, phone)


def test_a_stop_shows_its_reference_and_its_day_where_it_is_another(
    amina: Visitor, phone: PretendPhone
) -> None:
    phone.stop()
    phone.stop(stopped_at="2026-01-09T11:30:00+00:00")
    phone.push()
    first, second = (reference(_id(text, "stop_id")) for text in phone.made)
    words = live(amina, phone)
    assert f"10:00 {first} Truanting" in words
    assert f"11:30 on Fri 9 January 2026 {second} Truanting" in words
