"""`sweep restore`: back to an older backup, after which phones make everything whole again, once (I12)."""

import json
from datetime import UTC, datetime
from pathlib import Path

from flask import Flask
from sqlalchemy import text

from national.given import SPRING, Sender
from rig.keeper import Keeper, epoch, heal, reconcile
from rig.street import Desk, PretendPhone, op_id, record_id, statuses
from sweep.access.credentials import by_session
from sweep.db import db
from sweep.keeping import postgres
from sweep.keeping.elsewhere import let_go
from sweep.people import accounts
from sweep.people.sessions import begin_session
from sweep.schools.bring_in import bring_in_schools
from sweep.schools.gias import ReadSchool

CANARY = "green coat by the fountain"


def test_after_a_restore_phones_make_everything_whole_again_once(
    desk: Desk, phone: PretendPhone, second_phone: PretendPhone, keeper: Keeper
) -> None:
    early = phone.stop()
    phone.push(early)
    file = keeper.back_up()
    first_epoch, cursor = epoch(phone), phone.pull()["cursor"]
    phone.push(phone.stop(), *phone.shift(60), phone.amend(early, note="later"))
    second_phone.push(second_phone.stop(), second_phone.amend(early, note="also"))
    whole = desk.stops(phone.sweep_id)
    told = keeper.restore(file)
    assert told["gaps"]["from_phones"] == {"PC 2231": 4, "EWO Hughes": 2}
    assert told["gaps"]["let_go"] == {}
    assert epoch(phone) == told["prepared"]["epoch"] != first_epoch
    assert [each["id"] for each in desk.stops(phone.sweep_id)] == [record_id(early)]
    asked = phone.wire("GET", f"/api/v1/sync/pull?cursor={cursor}", None, phone.token)
    assert (asked[0], asked[1]["code"]) == (410, "cursor_from_another_epoch")
    assert statuses(heal(phone)) == ["accepted"] * 4
    assert statuses(heal(second_phone)) == ["accepted"] * 2
    assert heal(phone) == heal(second_phone) == []
    again = desk.stops(phone.sweep_id)
    assert {each["id"] for each in again} == {each["id"] for each in whole}
    assert statuses(phone.push()) == ["duplicate"] * 5
    assert keeper.equal()


def test_an_older_backup_than_the_last_says_what_phones_may_have_let_go_of(
    desk: Desk, phone: PretendPhone, keeper: Keeper
) -> None:
    phone.push(phone.stop())
    a_day_old = keeper.back_up()
    phone.push(phone.stop(), phone.stop())
    an_hour_old = keeper.back_up()
    phone.push(phone.stop(), made=6, unsent=3)
    told = keeper.restore(a_day_old)
    assert told["gaps"]["from_phones"] == {"PC 2231": 5}
    assert told["gaps"]["let_go"] == {"PC 2231": 2}
    told = keeper.restore(an_hour_old)
    assert told["gaps"]["let_go"] == {}
    assert len(desk.stops(phone.sweep_id)) == 3
    assert statuses(heal(phone)) == ["accepted"]
    assert len(desk.stops(phone.sweep_id)) == 4


def test_the_restored_database_claims_no_copy_of_what_comes_after_it(
    desk: Desk, phone: PretendPhone, keeper: Keeper
) -> None:
    phone.push(phone.stop())
    first = keeper.back_up()
    phone.push(phone.stop())
    second = keeper.back_up()
    _, before = phone.send(phone.stop())
    for file, highest in ((second, before["durable_rev"]), (first, before["durable_rev"])):
        told = keeper.restore(file)
        rev = told["gaps"]["revs"]["E08000029"]["restored"]
        _, answer = phone.send(phone.stop())
        assert answer["durable_rev"] <= min(rev, highest) < answer["results"][0]["rev"]


def test_what_was_done_at_desks_since_and_who_must_enrol_again_is_said(
    desk: Desk, phone: PretendPhone, keeper: Keeper
) -> None:
    stop = phone.stop()
    phone.push(stop)
    file = keeper.back_up()
    new = desk.officer("PC 7, new")
    desk.call("PATCH", f"/sweeps/{phone.sweep_id}", {"officer_ids": [phone.officer_id, new]})
    late = desk.enrol(phone.sweep_id, new)
    late.push(late.stop())
    desk.sweep([new], title="Market")
    with keeper.app.app_context():
        bring_in_schools(1, [ReadSchool("136333", "Arden", "secondary", 52.38, -1.74)])
    done = keeper.by_command(file)
    assert done.code == 0, done
    told = "Done at desks since, to be done again by hand: officers 1, schools 1, sweeps 1."
    assert told in done.said
    assert "Phones enrolled since, which must enrol again: PC 7, new." in done.said
    assert "PC 7, new 1" in done.said
    assert late.send()[0] == 401
    assert phone.push(stop)[0]["status"] == "duplicate"


def test_returns_and_decisions_that_the_backup_lacks_are_said(
    desk: Desk, phone: PretendPhone, second_phone: PretendPhone, keeper: Keeper
) -> None:
    """Revision 2 may have been sent up; here its number is given out again."""
    same = {"age_band": "11_15", "sex": "F"}
    stops = [phone.stop(**same), second_phone.stop(**same)]
    phone.push()
    second_phone.push()
    sender = Sender(keeper.app, desk.token)
    sender.make_final(SPRING)
    file = keeper.back_up()
    stays, goes = map(record_id, stops)
    path = f"/sweeps/{phone.sweep_id}"
    desk.call("PATCH", path, {"status": "open"})
    desk.call("POST", f"{path}/same-child", {"stays": stays, "goes": goes}, expect=201)
    sender.make_final(SPRING)
    done = keeper.by_command(file)
    assert done.code == 0, done
    assert "decisions on doubles 1, operations 1, published returns 1." in done.said
    assert Sender(keeper.app, desk.token).note(SPRING)["revision"] == 1


def test_people_sign_in_again_and_unused_codes_are_called_off_while_phones_and_scripts_go_on(
    app: Flask, desk: Desk, phone: PretendPhone, keeper: Keeper
) -> None:
    code = desk.call(
        "POST",
        f"/sweeps/{phone.sweep_id}/enrol-codes",
        {"officer_id": phone.officer_id},
        expect=201,
    )
    with app.app_context():
        user = accounts.find_user("coordinator@e08000029.example")
        assert user is not None
        cookie = begin_session(user, datetime.now(UTC))
        assert by_session(cookie, datetime.now(UTC)) is not None
    told = keeper.restore(keeper.back_up())
    with app.app_context():
        assert by_session(cookie, datetime.now(UTC)) is None
    assert told["prepared"]["sessions_ended"] == 1
    assert told["prepared"]["codes_ended"] == 1
    status, _ = phone.wire("POST", "/api/v1/enrol", {"code": code["code"], "enrol_id": "two"})
    assert status >= 400
    assert phone.pull()["changes"]
    assert desk.call("GET", "/sweeps")


def test_what_was_erased_or_revoked_since_is_so_again(
    desk: Desk, phone: PretendPhone, second_phone: PretendPhone, keeper: Keeper, app: Flask
) -> None:
    old, other = phone.stop(note=CANARY), phone.stop()
    phone.push(old, other)
    file = keeper.back_up()
    new = phone.stop(note=CANARY)
    phone.push(new, phone.amend(old, note=f"{CANARY}, later"))
    for stop in (old, new):
        keeper.erase(record_id(stop))
    devices = desk.call("GET", f"/sweeps/{phone.sweep_id}/devices")["devices"]
    lost = next(each["id"] for each in devices if each["officer"] == "EWO Hughes")
    desk.call("POST", f"/devices/{lost}/revoke", {"reason": "lost"})
    told = keeper.restore(file)
    assert (told["prepared"]["erased"], told["prepared"]["revoked"]) == (2, 1)
    assert second_phone.send(second_phone.stop())[1]["code"] == "device_lost"
    states = reconcile(phone)
    assert [states[op_id(each)] for each in phone.made] == ["erased", "have", "erased", "erased"]
    assert statuses(phone.push()) == ["duplicate"] * 4
    late = phone.push(phone.amend(new, note=CANARY))
    assert late[0]["problem"]["code"] == "erased"
    assert [each["id"] for each in desk.stops(phone.sweep_id)] == [record_id(other)]
    gone = {c["id"] for c in phone.pull()["changes"] if c["type"] == "stop" and c["deleted"]}
    assert gone == {record_id(old), record_id(new)}
    with app.app_context():
        bodies = db.session.execute(text("select body from operations")).scalars()
        assert CANARY.encode() not in b"".join(map(bytes, bodies))
    assert keeper.equal()
    told = keeper.restore(keeper.back_up())
    assert (told["prepared"]["erased"], told["prepared"]["revoked"]) == (0, 0)


def test_a_server_that_lost_everything_comes_back_from_the_folder_of_backups_alone(
    app: Flask, desk: Desk, phone: PretendPhone, keeper: Keeper
) -> None:
    stop, other = phone.stop(), phone.stop()
    phone.push(stop, other)
    first = keeper.back_up()
    keeper.erase(record_id(stop))
    keeper.back_up()
    with app.app_context():
        let_go()
    address = keeper.environ["DATABASE_URL"]
    (keeper.folder / "journal.jsonl").unlink()
    if address.startswith("sqlite"):
        Path(address.removeprefix("sqlite:///")).unlink()
    else:
        postgres.drop(address, address.rpartition("/")[2])
    told = keeper.restore(first)
    assert (told["kept"], told["gaps"]["before_is_known"]) == (None, False)
    assert told["prepared"]["erased"] == 1
    assert [each["id"] for each in desk.stops(phone.sweep_id)] == [record_id(other)]


def test_the_database_before_is_kept_and_can_itself_be_restored(
    desk: Desk, phone: PretendPhone, keeper: Keeper
) -> None:
    if not keeper.environ["DATABASE_URL"].startswith("sqlite"):
        return
    phone.push(phone.stop())
    file = keeper.back_up()
    phone.push(phone.stop())
    kept = keeper.restore(file)["kept"]
    assert len(desk.stops(phone.sweep_id)) == 1
    keeper.restore(kept)
    assert len(desk.stops(phone.sweep_id)) == 2


def test_what_phones_must_give_again_is_missing_at_every_desk_until_they_do(
    desk: Desk, phone: PretendPhone, second_phone: PretendPhone, keeper: Keeper
) -> None:
    phone.push(phone.stop())
    second_phone.push(second_phone.stop())
    file = keeper.back_up()
    phone.push(phone.stop(), phone.stop())
    second_phone.push(second_phone.stop())

    def missing() -> dict[str, int]:
        devices = desk.call("GET", f"/sweeps/{phone.sweep_id}/devices")["devices"]
        return {each["officer"]: each["holds"] for each in devices}

    assert missing() == {"PC 2231": 0, "EWO Hughes": 0}
    devices = desk.call("GET", f"/sweeps/{phone.sweep_id}/devices")["devices"]
    lost = next(each["id"] for each in devices if each["officer"] == "EWO Hughes")
    desk.call("POST", f"/devices/{lost}/revoke", {"reason": "lost"})
    told = keeper.restore(file)
    assert told["gaps"]["from_phones"] == {"PC 2231": 2}
    assert told["gaps"]["wiped"] == {"EWO Hughes": 1}
    assert missing() == {"PC 2231": 2, "EWO Hughes": 1}
    heal(phone)
    assert missing() == {"PC 2231": 0, "EWO Hughes": 1}
    assert keeper.equal()


def test_a_line_of_the_journal_that_cant_be_understood_stops_the_restore_in_a_sentence(
    app: Flask, phone: PretendPhone, keeper: Keeper
) -> None:
    phone.push(phone.stop())
    file = keeper.back_up()
    journal = app.config["SWEEP"].journal_path
    with app.app_context():
        authority_id = db.session.execute(text("select id from authorities")).scalar_one()
    for wrong in ({"deed": "erased"}, {"deed": "erased", "record_id": "x", "operations": "y"}):
        journal.write_text(json.dumps({"authority_id": authority_id, **wrong}))
        refused = keeper.by_command(file)
        assert (refused.code, "A line of the journal" in refused.complained) == (1, True)
        assert "Traceback" not in refused.complained
    journal.write_text(
        json.dumps({"authority_id": authority_id, "deed": {"of": "a later version"}})
    )
    assert keeper.by_command(file).code == 0
