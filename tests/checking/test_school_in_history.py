"""A stop's history says in plain words what the school was asked, and what it answered."""

from itertools import pairwise

from rig.pages import Visitor
from rig.street import Desk, PretendPhone, op_id, operation, record_id

ANSWERS = (
    {"verification": "asked"},
    {"verification": "confirmed", "verified_finding": "truanting", "register_code": "O"},
    {"verification": "changed", "verified_finding": "late", "register_code": "L"},
    {"verification": "cannot_verify"},
    {"verification": "pending"},
)


def told(amina: Visitor, desk: Desk, phone: PretendPhone) -> str:
    """The history of a stop whose school is asked, and says one thing after another."""
    stop = phone.stop()
    phone.push(stop)
    chain, empty = [stop], dict.fromkeys(("verified_finding", "register_code", "told_by"))
    for answer in ANSWERS:
        said = {"stop_id": record_id(stop), "base_op": op_id(chain[-1]), "why": "as told"}
        chain.append(operation("stop.verify", {**said, **empty, **answer}))
    assert all(result["status"] == "accepted" for result in desk.push(*chain[1:]))
    return amina.open(f"/stops/{record_id(stop)}").words


def test_what_was_asked_and_each_answer_stand_in_the_history_one_after_another(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    words = told(amina, desk, phone)
    bears_out = "its register bears out “Truanting”"
    shows = "its register shows “Late” where the street found “Truanting”"
    silent = "it could not say, or no school is known; the street found “Truanting”"
    steps = (
        "School’s answer: none yet; it was asked what its register shows of a child found “Truanting”",
        f"School’s answer: {bears_out}",
        f"School’s answer: {bears_out} → {shows}",
        f"School’s answer: {shows} → {silent}",
        f"School’s answer: {silent} → none; the school is to be asked",
    )
    places = [words.find(step) for step in steps]
    assert -1 not in places, steps[places.index(-1)]
    assert all(one < other for one, other in pairwise(places))


def test_a_correction_of_the_finding_says_nothing_of_the_school(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    stop = phone.stop()
    phone.push(stop, phone.amend(stop, finding="late"))
    assert "School’s answer:" not in amina.open(f"/stops/{record_id(stop)}").words


def test_the_state_of_the_check_is_never_told_as_what_the_school_was_asked(
    amina: Visitor, desk: Desk, phone: PretendPhone
) -> None:
    assert "School asked: " not in told(amina, desk, phone)
