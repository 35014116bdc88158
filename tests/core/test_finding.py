"""What a finding means, and what a school can add to it."""

import pytest

from sweep.core import finding
from sweep.core.codes import FINDINGS, REGISTER_CODES


def test_only_truanting_is_truanting_and_nobody_knows_of_a_child_not_established() -> None:
    assert finding.truanting("truanting") is True
    assert finding.truanting("not_established") is None
    others = set(FINDINGS) - {"truanting", "not_established"}
    assert {finding.truanting(other) for other in others} == {False}


def test_an_unknown_finding_is_an_error_and_not_a_quiet_no() -> None:
    with pytest.raises(KeyError):
        finding.truanting("skiving")


def test_the_school_is_shown_where_it_has_spoken_else_the_street() -> None:
    assert finding.shown_finding("truanting", None) == "truanting"
    assert finding.shown_finding("truanting", "legitimately_absent") == "legitimately_absent"


@pytest.mark.parametrize(
    "reason", ["home_educated", "no_school_place", "not_of_school_age", "lives_elsewhere"]
)
def test_a_child_on_no_register_needs_no_school_to_be_asked(reason: str) -> None:
    assert not finding.needs_verification("not_absent", reason)
    assert finding.first_verification("not_absent", reason) == "not_needed"


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        ("truanting", None),
        ("legitimately_absent", "illness"),
        ("excluded", "first_five_days"),
        ("late", None),
        ("not_absent", None),
        ("not_absent", "break_off_site"),
        ("not_established", "ran_off"),
    ],
)
def test_whatever_a_register_can_confirm_is_asked_about(found: str, reason: str | None) -> None:
    assert finding.first_verification(found, reason) == "pending"


def test_a_child_on_no_register_found_truanting_is_still_asked_about() -> None:
    assert finding.needs_verification("truanting", "home_educated")


def test_only_an_answer_from_the_register_counts_as_the_schools() -> None:
    answered = {"confirmed", "changed"}
    for verification in ("not_needed", "pending", "asked", "cannot_verify", *answered):
        assert finding.verified_by_school(verification) is (verification in answered)


def test_a_reason_from_another_finding_is_flagged_and_kept() -> None:
    (flag,) = finding.finding_flags("truanting", "illness")
    assert flag.code == "reason_from_another_finding"
    assert flag.detail == "The reason “Ill” does not belong to “Truanting”."


def test_a_finding_with_its_own_reason_or_none_has_no_flag() -> None:
    assert finding.finding_flags("truanting", None) == ()
    assert finding.finding_flags("truanting", "no_reason_given") == ()


def test_a_register_mark_that_says_otherwise_is_flagged() -> None:
    (flag,) = finding.verification_flags("truanting", "M")
    assert flag.code == "register_code_does_not_fit"
    assert "M" in flag.detail
    assert finding.verification_flags("truanting", "O") == ()
    assert finding.verification_flags("truanting", None) == ()
    assert not finding.register_code_fits("H", "truanting")


def test_the_streets_reason_stands_while_it_fits_the_finding_shown() -> None:
    assert finding.shown_reason("excluded", "first_five_days", "E") == "first_five_days"


def test_a_reason_falls_away_once_the_school_changed_the_finding() -> None:
    assert finding.shown_reason("excluded", "no_reason_given", "E") is None


def test_the_register_tells_the_reason_where_the_street_had_none_that_fits() -> None:
    assert finding.shown_reason("not_absent", "no_reason_given", "Z") == "no_school_place"
    assert finding.shown_reason("truanting", None, "Z") is None


def test_every_register_mark_fits_a_finding() -> None:
    for mark in REGISTER_CODES.values():
        assert all(finding.register_code_fits(mark.code, found) for found in mark.findings)
