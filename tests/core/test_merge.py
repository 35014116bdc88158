"""A record is what the set of its operations says, in whatever order and however often they come."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sweep.core.merge import Op, Record, better_fix, merge, shift_end

PHONE, OTHER_PHONE = "phone of PC 2231", "phone of PC 7104"


def create(**fields: Any) -> Op:
    return Op("create", "create", {"finding": "truanting", **fields}, 1, author=PHONE, seq=1)


def change(name: str, base: str, rev: int, *, seq: int | None = None, **fields: Any) -> Op:
    return Op(name, "change", fields, rev, base_op=base, author=PHONE, seq=seq)


def merged(*ops: Op) -> Record:
    record = merge(ops, better_fix)
    assert record is not None
    return record


def test_without_its_create_there_is_no_record() -> None:
    assert merge([change("amend", "create", 2, finding="late")], better_fix) is None


def test_a_chain_of_changes_ends_in_its_last() -> None:
    record = merged(
        create(),
        change("a", "create", 2, finding="late"),
        change("b", "a", 3, finding="excluded"),
    )
    assert record.fields["finding"] == "excluded"
    assert (record.head, record.flags) == ("b", ())


def test_a_change_whose_base_is_missing_waits() -> None:
    record = merged(create(), change("b", "a", 3, finding="excluded"))
    assert record.waiting == {"b"}
    assert record.fields["finding"] == "truanting"


def test_what_was_built_on_an_operation_hangs_on_the_one_that_was_mended_of_it() -> None:
    mended = replace(create(), op_id="mended", rev=5, author=None, desk=True, stands_for="create")
    again = replace(change("right", "a", 7, finding="late"), stands_for="wrong")
    record = merged(
        mended,
        change("a", "create", 2, finding="excluded"),
        again,
        change("b", "wrong", 4, phase="primary"),
    )
    assert (record.head, record.waiting, record.flags) == ("b", frozenset(), ())
    assert (record.fields["finding"], record.fields["phase"]) == ("late", "primary")


def test_an_operation_that_counts_is_meant_itself_whatever_was_mended_under_its_number() -> None:
    record = merged(
        create(),
        change("a", "create", 2, finding="excluded"),
        replace(change("other", "create", 3, finding="late"), stands_for="a"),
        change("b", "a", 4, phase="primary"),
    )
    assert record.fields["finding"] == "excluded"
    assert record.overruled == {"other"}


def test_a_change_that_names_itself_as_base_waits_for_ever_and_harms_nothing() -> None:
    record = merged(create(), change("loop", "loop", 2, finding="late"))
    assert record.waiting == {"loop"}


def test_two_changes_of_one_base_are_both_kept_and_flagged() -> None:
    record = merged(
        create(), change("a", "create", 2, finding="late"), change("b", "create", 3, note="hm")
    )
    assert record.overruled == {"a"}
    assert record.flags == ("conflict",)
    assert record.fields["finding"] == "truanting", "what was overruled is not mixed in"


def test_a_desk_is_shown_over_a_phone_that_came_later() -> None:
    desk = replace(change("desk", "create", 2, finding="late"), desk=True, author=None)
    record = merged(create(), desk, change("phone", "create", 3, finding="excluded"))
    assert record.fields["finding"] == "late"
    assert record.overruled == {"phone"}


def test_a_conflict_is_settled_once_a_desk_changed_what_it_saw() -> None:
    conflict = (create(), change("a", "create", 2, note="x"), change("b", "create", 3, note="y"))
    settled = replace(change("desk", "b", 4), desk=True, author=None)
    assert merged(*conflict).flags == ("conflict",)
    assert merged(*conflict, settled).flags == ()


def at_desk(op: Op) -> Op:
    return replace(op, author=None, desk=True)


def test_removed_put_back_and_removed_again_is_removed() -> None:
    ops = [
        create(voided=False),
        change("void", "create", 2, voided=True),
        at_desk(change("restore", "void", 3, voided=False)),
        at_desk(change("again", "restore", 4, voided=True)),
    ]
    assert merged(*ops).fields["voided"] is True
    assert merged(*reversed(ops), *ops[1:]).fields["voided"] is True, "in any order, twice"


def test_a_change_that_arrives_after_the_settling_opens_the_conflict_again() -> None:
    settled = replace(change("desk", "b", 4), desk=True, author=None)
    record = merged(
        create(),
        change("a", "create", 2, note="x"),
        change("b", "create", 3, note="y"),
        settled,
        change("late", "create", 5, note="z"),
    )
    assert record.flags == ("conflict",)


def test_of_one_phones_two_changes_on_one_base_the_last_made_is_shown_however_they_came() -> None:
    first = change("first", "create", 0, seq=2, finding="late")
    last = change("last", "create", 0, seq=3, finding="excluded")
    for arrived in ((first, last), (last, first)):
        record = merged(create(), *[replace(op, rev=rev) for rev, op in enumerate(arrived, 2)])
        assert (record.fields["finding"], record.flags) == ("excluded", ("conflict",))


def test_somebody_elses_change_is_flagged() -> None:
    mine = replace(create(), officer="PC 2231")
    theirs = replace(change("a", "create", 2), officer="PC 7104")
    assert merged(mine, theirs).flags == ("by_another_officer",)


def test_a_fix_never_becomes_the_head_but_may_be_named_as_base() -> None:
    fix = Op("fix", "side", place(12), 3, author=PHONE, seq=3)
    record = merged(create(), change("a", "create", 2, seq=2, note="x"), fix)
    assert record.head == "a"
    named = merged(
        create(),
        change("a", "create", 2, seq=2, note="x"),
        fix,
        change("b", "fix", 4, seq=4, note="y"),
    )
    assert (named.head, named.flags) == ("b", ())


def place(accuracy: float | None) -> Mapping[str, Any]:
    return {"lat": 52.4, "lon": -1.7, "accuracy_m": accuracy, "location_source": "gps"}


def test_the_most_accurate_fix_is_kept_whenever_it_came() -> None:
    nowhere = {"lat": None, "lon": None, "accuracy_m": None, "location_source": "none"}
    rough = Op("rough", "side", place(3000), 2, author=PHONE, seq=2)
    fine = Op("fine", "side", place(8), 3, author=PHONE, seq=3)
    for sides in ([rough, fine], [fine, rough]):
        assert better_fix(dict(nowhere), sides)["accuracy_m"] == 8
    assert better_fix(dict(place(5)), [rough, fine])["accuracy_m"] == 5


@pytest.mark.parametrize("source", ["pin", "site"])
def test_no_fix_takes_the_place_of_one_that_a_person_chose(source: str) -> None:
    chosen = {**place(None), "location_source": source}
    fix = Op("fix", "side", place(8), 2, author=PHONE, seq=2)
    assert better_fix(dict(chosen), [fix]) == chosen


def fix(name: str, officer: str | None, accuracy: float, rev: int) -> Op:
    return Op(name, "side", place(accuracy), rev, author=PHONE, officer=officer, seq=rev, own=True)


def test_a_fix_by_another_officer_is_kept_and_flagged_and_moves_nothing() -> None:
    mine = replace(create(**place(30)), officer="PC 2231")
    record = merged(mine, fix("theirs", "PC 7104", 1, 2))
    assert record.fields["accuracy_m"] == 30
    assert (record.overruled, record.flags) == ({"theirs"}, ("by_another_officer",))


def test_a_fix_from_the_officers_other_phone_betters_the_place() -> None:
    mine = replace(create(**place(30)), officer="PC 2231")
    other = replace(fix("fix", "PC 2231", 8, 2), author=OTHER_PHONE)
    assert merged(mine, other).fields["accuracy_m"] == 8


def test_a_desk_moves_an_officers_stop_by_a_correction_with_a_reason_alone() -> None:
    mine = replace(create(**place(30)), officer="PC 2231")
    desk = replace(fix("desk", None, 1, 2), author=None, desk=True)
    assert merged(mine, desk).overruled == {"desk"}


FIXES = st.lists(st.tuples(st.sampled_from(["PC 2231", "PC 7104", None]), st.integers(1, 99)))


@given(FIXES, st.randoms(use_true_random=False))
def test_a_stop_is_only_where_its_own_officer_says(
    came: list[tuple[str | None, int]], chance: Any
) -> None:
    mine = replace(create(**place(50)), officer="PC 2231")
    fixes = [fix(f"fix{n}", who, accuracy, n) for n, (who, accuracy) in enumerate(came, 2)]
    shuffled = [mine, *fixes]
    chance.shuffle(shuffled)
    record = merged(*shuffled)
    strangers = {op.op_id for op in fixes if op.officer != "PC 2231"}
    own = [accuracy for who, accuracy in came if who == "PC 2231"]
    assert record.fields["accuracy_m"] == min([50, *own])
    assert record.overruled == strangers
    assert ("by_another_officer" in record.flags) == bool(strangers)


def test_of_one_phones_two_ends_the_last_made_counts_whichever_came_first() -> None:
    first = Op("first", "side", {"ended_at": 1}, 9, author=PHONE, seq=2)
    last = Op("last", "side", {"ended_at": 2}, 5, author=PHONE, seq=3)
    assert shift_end({}, [first, last])["ended_at"] == 2
    desk = Op("desk", "side", {"ended_at": 3}, 4, desk=True)
    assert shift_end({}, [first, desk, last])["ended_at"] == 3


FIELDS = st.fixed_dictionaries(
    {},
    optional={
        "finding": st.sampled_from(["late", "excluded"]),
        "note": st.text(max_size=3),
        "voided": st.booleans(),  # removed, or put back
    },
)


@st.composite
def one_phones_day(draw: st.DrawFn) -> list[Op]:
    """A stop's operations as one phone makes them: each change on what its screen showed last."""
    ops = [create(**place(draw(st.integers(1, 99))))]
    head = "create"
    for seq in range(2, draw(st.integers(2, 8))):
        name = f"op{seq}"
        if draw(st.booleans()):
            ops.append(Op(name, "side", place(draw(st.integers(1, 99))), 0, author=PHONE, seq=seq))
        else:
            ops.append(change(name, head, 0, seq=seq, **draw(FIELDS)))
            head = name
    return ops


@given(one_phones_day(), st.randoms(use_true_random=False), st.integers(0, 8))
def test_one_phones_operations_end_the_same_in_any_split_and_order(
    made: list[Op], chance: Any, lost_at_first: int
) -> None:
    in_order = merged(*[replace(op, rev=rev) for rev, op in enumerate(made, 1)])
    arrived = list(made)
    chance.shuffle(arrived)
    # Some arrive late; the rest is merged meanwhile, which must leave no trace.
    merge([replace(op, rev=rev) for rev, op in enumerate(arrived[:lost_at_first], 1)], better_fix)
    shuffled = merged(*[replace(op, rev=rev) for rev, op in enumerate(arrived, 1)])
    assert (shuffled.fields, shuffled.head) == (in_order.fields, in_order.head)
    assert not shuffled.waiting
    assert not shuffled.overruled
    assert not shuffled.flags


@st.composite
def two_phones(draw: st.DrawFn) -> list[Op]:
    """Changes of two authors, each on any operation that came before it."""
    ops = [create()]
    for number in range(draw(st.integers(1, 7))):
        base = draw(st.sampled_from(ops))
        author = draw(st.sampled_from([PHONE, OTHER_PHONE]))
        op = change(f"op{number}", base.op_id, number + 2, **draw(FIELDS))
        ops.append(replace(op, author=author))
    return ops


@given(two_phones(), st.randoms(use_true_random=False))
def test_of_two_phones_changes_none_is_lost_and_each_fork_is_flagged(
    ops: list[Op], chance: Any
) -> None:
    shuffled = list(ops)
    chance.shuffle(shuffled)
    record = merged(*shuffled)
    assert record == merged(*ops), "the same receipts in another order are the same record"
    bases = [op.base_op for op in ops[1:]]
    assert ("conflict" in record.flags) == any(
        bases.count(step) > 1 for step in path_of(record, ops)
    )
    assert {op.op_id for op in ops} == {*record.overruled, *path_of(record, ops)}


def path_of(record: Record, ops: list[Op]) -> set[str]:
    by_id, step, path = {op.op_id: op for op in ops}, record.head, {"create"}
    while step != "create":
        path.add(step)
        step = by_id[step].base_op or ""
    return path
