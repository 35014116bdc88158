"""The page of bytes that may be of an erased record: it says so, and they count under a new number or not at all."""

from datetime import UTC, datetime

from flask import Flask

from rig.kept_out import LIST, decide, one
from rig.pages import Visitor
from rig.street import Desk, PretendPhone, record_id
from sweep.db import scope_to
from sweep.sync.erasing import erase


def test_damaged_bytes_that_name_an_erased_record_say_so_and_count_under_a_new_number(
    app: Flask, amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    gone, other = phone.stop(), phone.stop("late")
    phone.push(gone)
    with app.app_context():
        scope_to(1)
        erase(1, record_id(gone), "asked", datetime.now(UTC))
    phone.push(f'{{"stop_id": "{record_id(gone)}"}}{other}')
    assert "names an erased record" in amina.open(LIST).words
    sha256 = one(amina)
    words = amina.open(f"{LIST}/{sha256}").words
    assert "It can’t be read for certain, and names a record that was erased." in words
    assert "discard it and say so as the reason" in words
    decide(amina, sha256, "mend", location="none")
    (stop,) = desk.stops(phone.sweep_id)
    assert (stop["finding"], stop["id"] != record_id(gone)) == ("late", True)
