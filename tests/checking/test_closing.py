"""What the sweep's page says is left before its figures are final. It tells, and never blocks."""

from flask import Flask

from rig.pages import Visitor, add_user
from rig.street import Desk, PretendPhone, record_id


def test_the_page_tells_in_order_what_is_left_and_where(
    amina: Visitor, desk: Desk, phone: PretendPhone, second_phone: PretendPhone
) -> None:
    stop = phone.stop()
    start, _ = phone.shift(60)
    phone.push(stop, start)
    second_phone.push(second_phone.stop())
    page = f"/sweeps/{phone.sweep_id}"
    assert "Before the figures are final" not in amina.open(page).words, "patrols are on"
    desk.call("PATCH", page, {"status": "verifying"})
    amina.open(page)
    assert "Before the figures are final: 4 of 6 still to do" in amina.words
    told = (
        "Phones",
        "Records kept out None. Done",
        "Shifts 1 shift is still open. To do",
        "Schools’ answers 0 of 2 answered. To do",
        "Supervisor’s review 0 of 1 looked at. To do",
        "Possible doubles 1 pair to decide on. To do",
    )
    places = [amina.words.index(words) for words in told]
    assert places == sorted(places)
    for where in ("shifts", "verify", "review", "doubles"):
        assert f'href="{page}/{where}"' in amina.page, where


def test_what_waits_with_a_coordinator_is_theirs_to_decide(
    app: Flask, amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    phone.push(phone.stop("bunking_off"))
    verifier = Visitor(app.test_client()).sign_in(add_user(app, "v@solihull.example", "verifier"))
    page = f"/sweeps/{phone.sweep_id}"
    desk.call("PATCH", page, {"status": "verifying"})
    assert "Records kept out 1 record is for you to decide. To do" in amina.open(page).words
    told = "Records kept out 1 record is with the coordinator. To do"
    assert told in verifier.open(page).words


def test_what_is_done_says_so(amina: Visitor, desk: Desk, phone: PretendPhone) -> None:
    stop = phone.stop()
    phone.push(stop)
    page = f"/sweeps/{phone.sweep_id}"
    desk.call("PATCH", page, {"status": "verifying"})
    form = f"/stops/{record_id(stop)}/answer"
    amina.open(form).send(form, told_by="the office", code="O")
    review = f"{page}/review"
    amina.open(review)
    amina.post(review, {**amina.typed(review), "verdict": "right"})
    amina.open(page)
    assert "Schools’ answers 1 of 1 answered. Done" in amina.words
    assert "Supervisor’s review 1 of 1 looked at. Done" in amina.words
    assert "Possible doubles None to decide on. Done" in amina.words


def test_what_is_left_does_not_keep_anybody_from_making_figures_final(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    phone.push(phone.stop())
    page = f"/sweeps/{phone.sweep_id}"
    desk.call("PATCH", page, {"status": "verifying"})
    amina.open(page)
    amina.post(page, {**amina.typed(page), "status": "final", "seen": ""})
    assert desk.call("GET", page)["status"] == "final", amina.words


def test_what_was_left_when_figures_were_made_final_stays_until_it_is_done(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    stop = phone.stop()
    phone.push(stop)
    page = f"/sweeps/{phone.sweep_id}"
    for status in ("verifying", "final"):
        desk.call("PATCH", page, {"status": status})
    amina.open(page)
    assert "Final, but not everything is done: 2 of 6 still to do" in amina.words
    form = f"/stops/{record_id(stop)}/answer"
    amina.open(form).send(form, told_by="the office", code="O")
    assert "not everything is done: 1 of 6 still to do" in amina.open(page).words
    review = f"{page}/review"
    amina.open(review)
    amina.post(review, {**amina.typed(review), "verdict": "right"})
    assert "still to do" not in amina.open(page).words
