"""Days without school: weekends, holidays and days off, as far as the terms are known."""

from datetime import date
from typing import Any

import pytest

from rig.truths import truths
from sweep.core.school_days import SchoolTerm, day_flags, no_school_on

CASES = truths("school_days")
TERMS = [
    SchoolTerm(
        date.fromisoformat(each["first_day"]),
        date.fromisoformat(each["last_day"]),
        each["days_off"],
    )
    for each in CASES["terms"]
]


@pytest.mark.parametrize("case", CASES["days"], ids=lambda case: case["why"])
def test_the_terms_say_on_which_days_there_is_no_school(case: dict[str, Any]) -> None:
    assert no_school_on(date.fromisoformat(case["day"]), TERMS) == case["no_school"]


@pytest.mark.parametrize("case", CASES["unknown"], ids=lambda case: case["why"])
def test_without_any_term_only_weekends_are_certain(case: dict[str, Any]) -> None:
    assert no_school_on(date.fromisoformat(case["day"]), ()) == case["no_school"]


def test_a_stop_on_such_a_day_is_flagged_and_any_other_is_not() -> None:
    flags = [day_flags(date(2026, 11, day), TERMS) for day in (20, 21)]
    assert [[flag.code for flag in each] for each in flags] == [[], ["no_school_day"]]
