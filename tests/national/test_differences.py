"""What changed since a revision, in the words of the page."""

from sweep.national.columns import HEADER, NOT_APPLICABLE, TOTAL
from sweep.national.differences import differences


def test_a_share_has_its_sign_as_in_the_pages_tables() -> None:
    name = "verification_coverage_percent"
    row = dict.fromkeys(HEADER, "0") | {"sweep_type": TOTAL, "education_phase": TOTAL}
    (found,) = differences([row | {name: "9.1"}], [row | {name: "c"}])
    assert (found.before, found.after) == ("9.1%", "c")


def test_what_does_not_apply_any_more_reads_as_in_the_pages_tables() -> None:
    name = "minutes_per_truant"
    row = dict.fromkeys(HEADER, "0") | {"sweep_type": TOTAL, "education_phase": TOTAL}
    (found,) = differences([row | {name: "18"}], [row | {name: NOT_APPLICABLE}])
    assert (found.before, found.after) == ("18", "–")
