"""What a register mark says of a child: the street's finding where it can bear it out, else its likeliest."""

import pytest

from sweep.core.codes import FINDINGS, REGISTER_CODES
from sweep.core.finding import register_code_fits
from sweep.core.register_answers import CANNOT_SAY, answer_of, findings_of, read_mark

EVERY = [(mark, street) for mark in REGISTER_CODES for street in FINDINGS]


@pytest.mark.parametrize(("mark", "street"), EVERY)
def test_every_answer_is_one_that_its_mark_bears_out(mark: str, street: str) -> None:
    answer = answer_of(mark, street)
    assert answer.register_code == mark
    assert register_code_fits(mark, answer.verified_finding or "")
    assert (answer.verification == "confirmed") == register_code_fits(mark, street)
    assert (answer.verified_finding == street) == (answer.verification == "confirmed")


def test_what_contradicts_the_street_is_the_marks_likeliest() -> None:
    assert answer_of("K", "truanting").verified_finding == "not_absent"
    assert answer_of("E", "late").verified_finding == "excluded"


def test_a_person_chooses_only_among_what_the_mark_can_mean() -> None:
    assert answer_of("/", "late", "truanting").verified_finding == "truanting"
    assert answer_of("/", "truanting", "not_absent").verification == "changed"
    assert answer_of("I", "truanting", "truanting").verified_finding == "legitimately_absent"
    assert findings_of("/", "truanting") == ("truanting", "not_absent")


def test_marks_are_read_in_any_case_and_nothing_else_is_a_mark() -> None:
    typed = (" i ", "y1", "\\", "/", "#", "?", "", "XX", "I I")
    assert [read_mark(each) for each in typed] == ["I", "Y1", "\\", "/", "#", "?", None, None, None]


def test_that_nobody_can_say_is_no_finding() -> None:
    answer = answer_of(CANNOT_SAY, "truanting")
    assert (answer.verification, answer.verified_finding) == ("cannot_verify", None)
