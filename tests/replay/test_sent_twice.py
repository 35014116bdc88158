"""A replay fails, and says so, where a server does not know a batch that it was sent before."""

from typing import Any

import pytest

from sweep.replay.client import Refused
from sweep.replay.phones import check_duplicates, check_taken


def result(status: str, rev: int) -> dict[str, Any]:
    return {"op_id": "one", "status": status, "rev": rev, "problem": None}


def test_the_same_revs_and_duplicate_are_what_is_asked_for() -> None:
    check_duplicates([result("accepted", 4)], [result("duplicate", 4)])


@pytest.mark.parametrize("again", [result("accepted", 4), result("duplicate", 5)])
def test_anything_else_is_refused(again: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="sent again was not known"):
        check_duplicates([result("accepted", 4)], [again])


def test_an_answer_with_a_result_missing_is_refused() -> None:
    with pytest.raises(Refused, match="sent again was not known"):
        check_duplicates([result("accepted", 4)], [])


@pytest.mark.parametrize("status", ["quarantined", "refused", "retry"])
def test_what_was_not_taken_in_is_refused(status: str) -> None:
    with pytest.raises(Refused, match=status):
        check_taken([result(status, 4)])
