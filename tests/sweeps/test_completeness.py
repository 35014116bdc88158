"""Whatever is pushed in whatever order: what was received and what phones hold is what they made for the sweep."""

import random
from collections import Counter
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rig.street import Desk, Json, PretendPhone, op_id, record_id


def devices(desk: Desk, sweep_id: str) -> list[Json]:
    return list(desk.call("GET", f"/sweeps/{sweep_id}/devices")["devices"])


class HonestPhone:
    """A phone as the real one is: it tells what it holds, and holds what it has not heard to be safe."""

    def __init__(self, phone: PretendPhone) -> None:
        self.phone = phone
        self.sweeps: dict[str, str] = {}
        self.unsent: list[str] = []

    def keep(self, sweep_id: str, *texts: str) -> None:
        for text in texts:
            self.sweeps[text] = sweep_id
            self.unsent.append(text)

    def words(self) -> dict[str, Any]:
        held = Counter(self.sweeps[text] for text in self.unsent)
        return {"unsent": len(self.unsent), "made": len(self.phone.made), "held": dict(held)}

    def push(self, *texts: str, heard: bool = True) -> None:
        body = list(texts)
        status, answer = self.phone.send(**{"ops": body, **self.words()})
        assert status == 200, answer
        if heard:
            self.unsent = [text for text in self.unsent if text not in texts]


def a_morning(holder: HonestPhone, sweeps: list[str], chance: random.Random) -> None:
    """Stops, corrections and a shift in each of these sweeps, some bad, in the order made."""
    phone = holder.phone
    for _ in range(chance.randint(1, 8)):
        phone.sweep_id = chance.choice(sweeps)
        if chance.random() < 0.3:
            holder.keep(phone.sweep_id, *phone.shift(chance.randint(1, 60)))
        stop = phone.stop(chance.choice(["truanting", "late", "nonsense"]))
        holder.keep(phone.sweep_id, stop)
        if chance.random() < 0.4:
            holder.keep(phone.sweep_id, phone.amend(stop, finding="excluded"))


def deliver(holder: HonestPhone, chance: random.Random) -> None:
    """Some of it, in any order, twice or with a lost answer."""
    for _ in range(chance.randint(0, 4)):
        if not holder.unsent:
            return
        batch = chance.sample(holder.unsent, chance.randint(1, min(5, len(holder.unsent))))
        for heard in chance.choice([(True,), (False,), (False, True)]):
            holder.push(*batch, heard=heard)


def last_word(holder: HonestPhone, chance: random.Random) -> None:
    """It asks for what it has not heard of, keeps some that never leave it, and says so."""
    stays = chance.sample(holder.unsent, chance.randint(0, len(holder.unsent)))
    if goes := [text for text in holder.unsent if text not in stays]:
        holder.push(*goes)
    holder.push()


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_of_one_sweep_received_and_held_are_what_its_phones_made(
    desk: Desk, phone: PretendPhone, second_phone: PretendPhone, seed: int
) -> None:
    chance = random.Random(seed)
    officers = [phone.officer_id, second_phone.officer_id]
    sweep_id = desk.sweep(officers)
    holders = [HonestPhone(desk.enrol(sweep_id, officer)) for officer in officers]
    for holder in holders:
        a_morning(holder, [sweep_id], chance)
        unread = chance.choice(holder.unsent)
        holder.push(unread[:-25])  # it lies unreadable, and the phone is told so
        holder.unsent.remove(unread)
        deliver(holder, chance)
    for holder in holders:
        last_word(holder, chance)
    held = {holder.phone.officer_id: len(holder.unsent) for holder in holders}
    made = {holder.phone.officer_id: len(holder.phone.made) for holder in holders}
    told = [one for one in devices(desk, sweep_id) if one["made"]]
    assert {one["officer_id"]: one["received"] + one["holds"] for one in told} == made
    for one in told:
        # An answer that was lost is no loss: the server knows better than the phone what came.
        assert one["holds"] <= held[one["officer_id"]]
        assert one["unaccounted"] == 0


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32))
def test_of_two_sweeps_on_one_phone_each_has_its_own_count(desk: Desk, seed: int) -> None:
    chance = random.Random(seed)
    officer = desk.officer("PC 2232")
    sweeps = [desk.sweep([officer]), desk.sweep([officer], title="Park")]
    holder = HonestPhone(desk.enrol(sweeps[0], officer))
    a_morning(holder, sweeps, chance)
    deliver(holder, chance)
    last_word(holder, chance)
    exact = not lost_answers(desk, holder) and not changes_without_their_record(holder)
    for sweep_id in sweeps:
        (told,) = devices(desk, sweep_id)
        made = sum(each == sweep_id for each in holder.sweeps.values())
        assert told["received"] + told["holds"] >= made
        if exact:
            assert told["received"] + told["holds"] == made


def changes_without_their_record(holder: HonestPhone) -> bool:
    """Whether what came changes something that did not: nobody can say of which sweep it is."""
    records = {record_id(text) for text in holder.unsent if '"sweep_id"' in text}
    return any(record_id(text) in records for text in holder.sweeps if text not in holder.unsent)


def lost_answers(desk: Desk, holder: HonestPhone) -> bool:
    """Whether the phone still believes to hold what the server has."""
    ops = [{"op_id": op_id(text), "sha256": "0" * 64} for text in holder.unsent]
    status, answer = holder.phone.wire(
        "POST", "/api/v1/sync/reconcile", {"ops": ops}, holder.phone.token
    )
    assert status == 200, answer
    return any(each["state"] != "missing" for each in answer["results"])


def test_a_damaged_copy_of_what_came_whole_is_counted_once(desk: Desk, phone: PretendPhone) -> None:
    holder = HonestPhone(phone)
    holder.keep(phone.sweep_id, phone.stop(), phone.stop())
    holder.push(phone.made[0][:-25], heard=False)
    holder.push(*phone.made)
    (told,) = devices(desk, phone.sweep_id)
    assert (told["received"], told["holds"]) == (2, 0)


def test_what_cannot_be_told_to_a_sweep_counts_with_the_one_that_a_person_names(
    desk: Desk, phone: PretendPhone
) -> None:
    other = desk.sweep([phone.officer_id], title="Park")
    phone.push(phone.stop(sweep_id=None), unsent=1, made=1, held={})
    assert [one["received"] for one in devices(desk, phone.sweep_id)] == [1]
    assert [one["received"] for one in devices(desk, other)] == [1]
    (kept,) = desk.call("GET", "/quarantine")["kept"]
    wish = {"action": "apply", "why": "It was in the park.", "sweep_id": other}
    desk.call("POST", f"/quarantine/{kept['sha256']}", wish)
    assert [one["received"] for one in devices(desk, phone.sweep_id)] == [0]
    assert [one["received"] for one in devices(desk, other)] == [1]


def test_what_was_mended_under_another_sweep_is_that_ones(desk: Desk, phone: PretendPhone) -> None:
    other = desk.sweep([phone.officer_id], title="Park")
    whole = phone.stop(sweep_id=other)
    phone.push(whole[:-25], unsent=1, made=1, held={other: 1})
    (kept,) = desk.call("GET", "/quarantine")["kept"]
    wish = {"action": "apply", "why": "Cut off.", "mended": whole}
    desk.call("POST", f"/quarantine/{kept['sha256']}", wish)
    assert [one["received"] for one in devices(desk, phone.sweep_id)] == [0]
    assert [one["received"] for one in devices(desk, other)] == [1]


def test_a_correction_that_came_before_its_stop_is_counted_with_its_sweep(
    desk: Desk, phone: PretendPhone
) -> None:
    stop = phone.stop()
    amend = phone.amend(stop, finding="late")
    phone.push(amend, unsent=2, made=2, held={phone.sweep_id: 2})
    phone.push(stop, unsent=1, made=2, held={phone.sweep_id: 1})
    (told,) = devices(desk, phone.sweep_id)
    assert (told["received"], told["holds"]) == (2, 0)


def test_a_number_that_went_missing_last_week_keeps_no_later_sweep_open(
    desk: Desk, phone: PretendPhone
) -> None:
    phone.stop()
    phone.push(phone.stop(), unsent=0, made=2)
    assert [one["unaccounted"] for one in devices(desk, phone.sweep_id)] == [1]
    next_week = {"starts_at": "2199-01-12T09:00:00Z", "ends_at": "2199-01-12T15:00:00Z"}
    later = desk.sweep([phone.officer_id], **next_week)
    assert [one["holds"] for one in devices(desk, later)] == [0]
