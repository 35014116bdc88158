"""To remove a record and to put it back are changes like any other, but for what they settle."""

from collections.abc import Mapping
from typing import Any

import pytest

from core.test_merge import at_desk, change, create, merged


def test_a_stop_that_a_desk_put_back_counts_whatever_else_removed_it() -> None:
    gone = change("void", "create", 2, voided=True)
    back = at_desk(change("restore", "void", 3, voided=False))
    late = change("from the phone", "create", 4, voided=True)
    assert merged(create(voided=False), gone).fields["voided"] is True
    assert merged(create(voided=False), gone, back).fields["voided"] is False
    record = merged(create(voided=False), gone, back, late)
    assert (record.fields["voided"], record.head) == (False, "restore")
    assert record.overruled == {"from the phone"}
    assert record.flags == ("conflict",), "said after the desk looked at it"


@pytest.mark.parametrize("officers", [{"finding": "late"}, {"voided": True}])
def test_neither_a_removal_nor_putting_back_settles_which_of_two_changes_is_right(
    officers: Mapping[str, Any],
) -> None:
    gone = at_desk(change("void", "create", 2, voided=True))
    own = change("own", "create", 3, **officers)
    gone_again = at_desk(change("void again", "void", 4, voided=True))
    back = at_desk(change("restore", "void again", 5, voided=False))
    record = merged(create(voided=False), gone, own, gone_again, back)
    assert record.fields["voided"] is False
    assert record.overruled == {"own"}
    assert record.flags == ("conflict",)
    looked_at = at_desk(change("desk", "restore", 6, finding="late"))
    assert merged(create(voided=False), gone, own, gone_again, back, looked_at).flags == ()


def test_putting_back_keeps_what_was_changed_while_it_was_removed() -> None:
    record = merged(
        create(voided=False),
        change("void", "create", 2, voided=True),
        change("amend", "void", 3, finding="late"),
        at_desk(change("restore", "amend", 4, voided=False)),
    )
    assert (record.fields["finding"], record.fields["voided"]) == ("late", False)
