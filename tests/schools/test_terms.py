"""A list of terms is read as people write it, and what can't be right is said by line."""

from datetime import date, timedelta

import pytest

from schools.files import AUTUMN, HALF_TERM, SPRING, terms
from sweep.csv_rows import Unreadable
from sweep.schools.term_file import ReadTerm, read_terms


def wrong(*lines: str) -> list[str]:
    return [str(each) for each in read_terms(terms(*lines)).wrong]


def test_terms_come_with_the_days_off_that_lie_within_them() -> None:
    read = read_terms(terms(SPRING, HALF_TERM, AUTUMN, "off,Training day,2026-11-27,"))
    assert read.wrong == []
    autumn, spring = read.terms
    half_term = [date(2026, 10, 26) + timedelta(days=number) for number in range(5)]
    assert autumn == ReadTerm(
        "Autumn term 2026",
        date(2026, 9, 2),
        date(2026, 12, 18),
        (*half_term, date(2026, 11, 27)),
    )
    assert (spring.name, spring.days_off) == ("Spring term 2027", ())


def test_a_day_off_on_two_rows_is_one_day_off() -> None:
    (autumn,) = read_terms(terms(AUTUMN, HALF_TERM, "off,,2026-10-30,2026-11-02")).terms
    assert len(autumn.days_off) == 8


@pytest.mark.parametrize("day", ["2026-09-02", "02/09/2026", "2/9/2026"])
def test_days_are_read_as_people_and_spreadsheets_write_them(day: str) -> None:
    (autumn,) = read_terms(terms(f"Term, Autumn ,{day},18/12/2026")).terms
    assert (autumn.name, autumn.first_day) == ("Autumn", date(2026, 9, 2))


def test_rows_that_cant_be_right_are_told_by_line_in_plain_words() -> None:
    assert wrong(
        "holiday,Half term,2026-10-26,2026-10-30",
        "term,Autumn,2026-09-31,2026-12-18",
        "term,Autumn,2026-09-02,",
        "term,,2026-09-02,2026-12-18",
        "term,Autumn,2026-12-18,2026-09-02",
        "term,Autumn,2026-09-02,2027-12-18",
        "off,,1/2/3/4,",
        f"off,,1/1/{'9' * 30},",
        "term,Autumn",
    ) == [
        "Line 2: its kind is “holiday”; write term or off.",
        "Line 3: its days can’t be read; write them as 2026-09-02 or 02/09/2026.",
        "Line 4: its days can’t be read; write them as 2026-09-02 or 02/09/2026.",
        "Line 5: it is a term without a name.",
        "Line 6: it ends before it begins, or half a year and more after.",
        "Line 7: it ends before it begins, or half a year and more after.",
        "Line 8: its days can’t be read; write them as 2026-09-02 or 02/09/2026.",
        "Line 9: its days can’t be read; write them as 2026-09-02 or 02/09/2026.",
        "Line 10: it has 2 cells where the header has 4.",
    ]


def test_terms_that_overlap_and_days_off_outside_of_terms_are_wrong() -> None:
    assert wrong(
        AUTUMN,
        "term,Winter term,2026-12-18,2027-01-31",
        "off,Christmas,2026-12-10,2027-02-03",
        HALF_TERM,
    ) == [
        "Line 3: it begins before the term on line 2 has ended.",
        "Line 4: these days off do not lie within a term of this file.",
    ]


def test_a_term_that_cant_be_read_doesnt_make_its_days_off_wrong_too() -> None:
    assert len(wrong("term,Autumn,2026-09-31,2026-12-18", HALF_TERM)) == 1


def test_a_file_without_terms_is_said_in_a_sentence() -> None:
    with pytest.raises(Unreadable, match="no row whose kind is “term”"):
        read_terms(terms())
    with pytest.raises(Unreadable, match="lacks “kind”"):
        read_terms(b"name,first_day,last_day\n")
