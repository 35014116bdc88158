"""The page of all that was kept out: found in groups, decided many at once."""

import re

from flask import Flask

from rig.kept_out import LIST, WHY, decide, group_of, hashes, one
from rig.pages import MIDDLESBROUGH, Visitor, add_user
from rig.street import Desk, PretendPhone, record_id
from sweep.core.reference import reference


def test_nothing_waiting_says_what_would_come_here(amina: Visitor, phone: PretendPhone) -> None:
    assert "Nothing waits for you." in amina.open(LIST).words
    assert "For you to decide" not in amina.open("/sweeps").words


def test_the_menu_says_how_many_wait_to_coordinators_alone(
    app: Flask, amina: Visitor, phone: PretendPhone
) -> None:
    phone.push(phone.stop("bunking_off"), phone.stop(sweep_id=None), '{"half')
    assert re.search(r"For you to decide\s+3", amina.open("/sweeps").words)
    assert re.search(r"For you to decide\s+3", amina.open("/nowhere").words)
    verifier = Visitor(app.test_client()).sign_in(add_user(app, "v@solihull.example", "verifier"))
    assert "For you to decide" not in verifier.open("/sweeps").words
    assert verifier.open(LIST).status == 403
    theirs = Visitor(app.test_client())
    theirs.sign_in(add_user(app, "bea@boro.example", authority=MIDDLESBROUGH))
    assert "For you to decide" not in theirs.open("/sweeps").words


def test_twelve_stops_that_name_no_sweep_are_counted_at_once(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    for _ in range(12):
        phone.stop(sweep_id=None)
    phone.push()
    ref = reference(record_id(phone.made[0]))
    form = group_of(amina)
    assert "PC 2231’s phone: no sweep named" in amina.words
    assert f"Stop {ref} at 10:00: truanting, alone Mon 12 January 2026, came " in amina.words
    amina.post(LIST, {**form, "sweep_id": phone.sweep_id, "why": WHY, "action": "apply"})
    assert "12 records count now" in amina.words
    assert "Nothing waits for you." in amina.words
    assert len(desk.stops(phone.sweep_id)) == 12


def test_only_those_chosen_are_decided_on(amina: Visitor, desk: Desk, phone: PretendPhone) -> None:
    for _ in range(3):
        phone.stop(sweep_id=None)
    phone.push()
    form = group_of(amina)
    form |= {"sha256": form["sha256"][1:], "why": WHY, "action": "discard"}
    assert "2 records were discarded" in amina.post(LIST, form).words
    assert len(hashes(amina.open(LIST))) == 1
    assert desk.stops(phone.sweep_id) == []


def test_what_is_missing_is_said_and_what_was_typed_stays(
    amina: Visitor, phone: PretendPhone
) -> None:
    phone.push(phone.stop(sweep_id=None), phone.stop(sweep_id=None))
    form = group_of(amina)
    amina.post(LIST, {**form, "sweep_id": "", "why": "Because", "action": "apply"})
    assert amina.status == 422
    assert "Choose the sweep that they belong to" in amina.words
    assert dict(amina.forms()[LIST])["why"] == "Because"
    amina.post(LIST, {**form, "sweep_id": phone.sweep_id, "why": " ", "action": "apply"})
    assert "Enter why" in amina.words
    assert dict(amina.forms()[LIST])["sweep_id"] == phone.sweep_id
    amina.post(LIST, {**form, "sha256": [], "why": WHY, "action": "discard"})
    assert "Choose at least one record" in amina.words
    assert len(hashes(amina.open(LIST))) == 2


def test_a_group_sent_twice_is_decided_once(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    phone.push(phone.stop(sweep_id=None), phone.stop(sweep_id=None))
    form = {**group_of(amina), "sweep_id": phone.sweep_id, "why": WHY, "action": "apply"}
    amina.post(LIST, form)
    assert "These were decided already" in amina.post(LIST, form).words
    assert len(desk.stops(phone.sweep_id)) == 2


def test_those_of_a_group_that_still_can_not_count_are_named_with_why(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    (device,) = desk.call("GET", f"/sweeps/{phone.sweep_id}/devices")["devices"]
    desk.call("POST", f"/devices/{device['id']}/revoke", {"reason": "left"})
    phone.push(phone.stop(), phone.stop("bunking_off"), phone.stop(sweep_id=None))
    form = group_of(amina)
    assert "PC 2231’s phone: phone signed off" in amina.words
    other = desk.sweep([phone.officer_id], title="Another")
    amina.post(LIST, {**form, "sweep_id": other, "why": WHY, "action": "apply"})
    assert "2 records count now" in amina.words
    assert "1 record is as before" in amina.words
    # A record that names its sweep stays there, whatever the others belong to.
    assert (len(desk.stops(phone.sweep_id)), len(desk.stops(other))) == (1, 1)


def test_the_likely_sweeps_stand_first(amina: Visitor, desk: Desk, phone: PretendPhone) -> None:
    elsewhere = desk.sweep([desk.officer("PC 9")], title="Elsewhere, another year")
    desk.call(
        "PATCH",
        f"/sweeps/{elsewhere}",
        {"starts_at": "2025-01-13T09:00:00Z", "ends_at": "2025-01-13T15:00:00Z"},
    )
    phone.push(phone.stop(sweep_id=None))
    nearer = {"starts_at": "2026-01-16T09:00:00Z", "ends_at": "2026-01-16T15:00:00Z"}
    desk.sweep([phone.officer_id], title="The Friday after", **nearer)
    page = amina.open(f"{LIST}/{one(amina)}").page
    order = (
        "On at that time",
        "High Street: Mon 12 January 2026, 09:00 to 15:00 (planned)",
        "Others, the nearest in time first",
        "The Friday after: ",
        "Elsewhere, another year: ",
    )
    places = [page.index(words) for words in order]
    assert places == sorted(places)


def test_what_was_decided_lately_is_listed(amina: Visitor, phone: PretendPhone) -> None:
    phone.push(phone.stop("bunking_off"))
    sha256 = one(amina)
    decide(amina, sha256, "discard", why="A <test>.")
    words = amina.open(LIST).words
    ref = reference(record_id(phone.made[0]))
    said = rf"Stop {ref} at 10:00 on Mon 12 January 2026 Discarded by Amina Yusuf, \d\d:\d\d on .*"
    assert re.search(said + r" A &lt;test&gt;\.", words)
    assert f'href="/quarantine/{sha256}"' in amina.page
    assert hashes(amina) == []


def test_where_figures_lack_what_is_with_the_coordinator_a_link_leads_there(
    app: Flask, amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    phone.push(phone.stop("bunking_off"))
    verifier = Visitor(app.test_client()).sign_in(add_user(app, "v@solihull.example", "verifier"))
    desk.call("PATCH", f"/sweeps/{phone.sweep_id}", {"status": "verifying"})
    for page in ("/live", "/summary", ""):
        path = f"/sweeps/{phone.sweep_id}{page}"
        assert re.search(r'href="/quarantine">Decide', amina.open(path).page), path
        assert "1 record is with the coordinator." in verifier.open(path).words
        assert "/quarantine" not in verifier.page


def test_nothing_is_chosen_beforehand_and_what_is_missing_is_named(
    amina: Visitor, phone: PretendPhone
) -> None:
    phone.push(phone.stop(sweep_id=None), phone.stop(sweep_id=None))
    page = amina.open(LIST).page
    assert "sha256" not in dict(amina.forms()[LIST])
    assert amina.words.count("Sweep: not named") == 2
    assert page.index("Let those chosen count") < page.index("Discard those chosen")
    assert "Sweep Not named Missing" in amina.open(f"{LIST}/{hashes(amina)[0]}").words


def test_what_can_not_be_counted_together_begins_with_its_first(
    amina: Visitor, phone: PretendPhone
) -> None:
    phone.push(phone.stop("bunking_off"), phone.stop("skiving"))
    page = amina.open(LIST).page
    assert f'href="{LIST}/{hashes(amina)[0]}">Put the first right</a>' in page
    assert page.index("Put the first right") < page.index("Discard those chosen")
