"""A sweep of another time, or one whose figures are final, is asked about once more before a record counts there."""

import pytest

from rig.kept_out import LIST, WHY, decide, group_of, one
from rig.pages import Visitor
from rig.street import Desk, PretendPhone, record_id
from sweep.core.reference import reference

JULY = {"starts_at": "2025-07-14T09:00:00Z", "ends_at": "2025-07-14T15:00:00Z"}


@pytest.fixture
def july(desk: Desk, phone: PretendPhone) -> str:
    """A sweep of the summer before, whose figures were made final."""
    made = desk.sweep([phone.officer_id], title="Summer sweep", **JULY)
    for status in ("open", "verifying", "final"):
        desk.call("PATCH", f"/sweeps/{made}", {"status": status, "despite": ["not_heard"]})
    return made


def test_a_final_sweep_of_another_time_is_asked_about_before_a_stop_counts_there(
    amina: Visitor, desk: Desk, phone: PretendPhone, july: str
) -> None:
    phone.push(phone.stop(sweep_id=None))
    sha256, ref = one(amina), reference(record_id(phone.made[0]))
    words = decide(amina, sha256, "count", sweep_id=july).words
    assert "Check the sweep before it counts" in words
    assert "Summer sweep Mon 14 July 2025, 10:00 to 16:00 (final)" in words
    assert f"Stop {ref} at 10:00 on Mon 12 January 2026: this sweep was not on then." in words
    assert "These figures were made final. They will be shown as changed" in words
    assert "It counts 0 stops now, and 1 afterwards." in words
    assert desk.stops(july) == []
    address = f"{LIST}/{sha256}"
    sure = amina.page.partition('name="sure" value="')[2].partition('"')[0]
    assert "Counts as it is" in amina.send(address, sure=sure).words
    assert len(desk.stops(july)) == 1


def test_whoever_chooses_again_finds_what_they_typed(
    amina: Visitor, desk: Desk, phone: PretendPhone, july: str
) -> None:
    phone.push(phone.stop(sweep_id=None))
    sha256 = one(amina)
    address = f"{LIST}/{sha256}"
    decide(amina, sha256, "count", sweep_id=july)
    amina.send(address, back="1")
    assert f'<option value="{july}" selected>' in amina.page
    assert f'name="why" type="text" value="{WHY}"' in amina.page
    assert (
        decide(amina, sha256, "count", sweep_id=phone.sweep_id).words.count("Check the sweep") == 0
    )
    assert (len(desk.stops(july)), len(desk.stops(phone.sweep_id))) == (0, 1)


def test_what_changed_since_it_was_shown_is_asked_about_again(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    phone.push(phone.stop(sweep_id=None))
    other = desk.sweep([phone.officer_id], title="Summer sweep", **JULY)
    sha256 = one(amina)
    words = decide(amina, sha256, "count", sweep_id=other).words
    assert "this sweep was not on then." in words
    assert "made final" not in words
    sure = amina.page.partition('name="sure" value="')[2].partition('"')[0]
    for status in ("open", "verifying", "final"):
        body = {"status": status, "despite": ["not_heard", "quarantined"]}
        desk.call("PATCH", f"/sweeps/{other}", body)
    assert "These figures were made final." in amina.send(f"{LIST}/{sha256}", sure=sure).words
    assert desk.stops(other) == []


def test_many_at_once_are_asked_about_together(
    amina: Visitor, desk: Desk, phone: PretendPhone, july: str
) -> None:
    for _ in range(7):
        phone.stop(sweep_id=None)
    phone.push()
    form = {**group_of(amina), "sweep_id": july, "why": WHY, "action": "apply"}
    words = amina.post(LIST, form).words
    assert "Check the sweep before they count" in words
    assert "7 records are of a time when this sweep was not on, such as Stop SW-" in words
    assert "It counts 0 stops now, and 7 afterwards." in words
    assert desk.stops(july) == []
    sure = amina.page.partition('name="sure" value="')[2].partition('"')[0]
    assert "7 records count now" in amina.send(LIST, sure=sure).words
    assert len(desk.stops(july)) == 7


def test_a_record_that_names_a_final_sweep_itself_is_asked_about_too(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    phone.push(phone.stop("bunking_off"))
    for status in ("open", "verifying", "final"):
        body = {"status": status, "despite": ["not_heard", "quarantined"]}
        desk.call("PATCH", f"/sweeps/{phone.sweep_id}", body)
    sha256 = one(amina)
    words = decide(amina, sha256, "mend", finding="late").words
    assert "These figures were made final." in words
    assert "this sweep was not on then" not in words
    sure = amina.page.partition('name="sure" value="')[2].partition('"')[0]
    amina.send(f"{LIST}/{sha256}", sure=sure)
    assert "Put right, and counts" in amina.words


def test_discarding_asks_nothing_more(
    amina: Visitor, desk: Desk, phone: PretendPhone, july: str
) -> None:
    phone.push(phone.stop("bunking_off", sweep_id=july))
    assert "Discarded" in decide(amina, one(amina), "discard").words


def test_a_sweep_that_ran_then_counts_at_once_by_the_servers_corrected_time(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    # The phone's clock is a year slow, and measured so.
    year = 365 * 24 * 3600 * 1000
    stop = phone.stop(sweep_id=None, stopped_at="2025-01-12T10:00:00+00:00")
    phone.push(stop.replace('"offset_ms": 0', f'"offset_ms": {year}'))
    assert "Counts as it is" in decide(amina, one(amina), "count", sweep_id=phone.sweep_id).words
    assert len(desk.stops(phone.sweep_id)) == 1
