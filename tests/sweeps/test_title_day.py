"""The day in a sweep's title goes when another one is planned like it."""

from datetime import date

import pytest

from sweep.sweeps.title_day import without_day

TUESDAY = date(2026, 5, 12)


@pytest.mark.parametrize(
    "title",
    [
        "High Street, 12 May 2026",
        "High Street, Tue 12 May 2026",
        "High Street (Tuesday, 12 May)",
        "High Street on 12th May",
        "High Street – May 12, 2026",
        "High Street 12/05/2026",
        "High Street 12.5.26",
        "High Street 2026-05-12",
        "High Street, Tuesday",
        "12 May 2026: High Street",
    ],
)
def test_the_day_of_the_sweep_goes_however_it_is_written(title: str) -> None:
    assert without_day(title, TUESDAY) == "High Street"


@pytest.mark.parametrize(
    "title",
    [
        "High Street",
        "High Street, 13 May 2026",
        "High Street, Wednesday",
        "Shrove Tuesday",
        "Tuesday market",
        "12 Mayfield Road",
        "Junction 12",
        "",
    ],
)
def test_all_other_words_stay(title: str) -> None:
    assert without_day(title, TUESDAY) == title


@pytest.mark.parametrize("title", ["12 May 2026", "Tuesday 12 May"])
def test_a_title_that_is_a_day_alone_stays(title: str) -> None:
    assert without_day(title, TUESDAY) == title
