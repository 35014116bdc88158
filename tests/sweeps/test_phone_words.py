"""What is said of a sweep's phones, word for word."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from sweep.sweeps.models import Sweep
from sweep.sweeps.phone_words import arrived_sentence, given_up_text, waiting_for

NINE = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)
TWO_PAST_TWO = NINE + timedelta(hours=5, minutes=2)
FOUR = NINE + timedelta(hours=7)
SWEEP = Sweep(starts_at=NINE, ends_at=NINE + timedelta(hours=6))


def a_phone(received: int = 0, outstanding: int = 0, **said: Any) -> dict[str, Any]:
    return {
        "officer": "PC 2231",
        "received": received,
        "outstanding": outstanding,
        "holds": outstanding,
        "unaccounted": 0,
        "given_up": 0,
        "heard_at": TWO_PAST_TWO,
        "revoked_at": None,
        "revoked_reason": None,
        "standing": "holds" if outstanding else "done",
        "settled": not outstanding,
        **said,
    }


def sentence(*phones: dict[str, Any], now: datetime = FOUR) -> str:
    return arrived_sentence(phones, SWEEP, now)


HUGHES = {"officer": "EWO Hughes"}


@pytest.mark.parametrize(
    ("phones", "said"),
    [
        ([], "No records yet."),
        ([a_phone(1)], "The one record that phones have told of is received."),
        ([a_phone(140), a_phone(7)], "All 147 records that phones have told of are received."),
        (
            [a_phone(143, 4)],
            "143 of 147 records received, 4 on PC 2231’s phone, last heard 14:02.",
        ),
        (
            [a_phone(140, 4), a_phone(1, 6, **HUGHES)],
            (
                "141 of 151 records received: 6 on EWO Hughes’s phone, last heard 14:02;"
                " 4 on PC 2231’s phone, last heard 14:02."
            ),
        ),
        (
            [a_phone(1, 4), a_phone(1, 6), a_phone(1, 1)],
            "3 of 14 records received, 11 on 3 phones.",
        ),
        (
            [a_phone(35, 5, unaccounted=5)],
            "35 of 40 records received, 5 missing from PC 2231’s phone, last heard 14:02.",
        ),
        (
            [a_phone(35, 5, unaccounted=2)],
            "35 of 40 records received, 3 on and 2 missing from PC 2231’s phone, last heard 14:02.",
        ),
        (
            [a_phone(1, 4), a_phone(1, 6, unaccounted=5), a_phone(1, 1, unaccounted=1)],
            "3 of 14 records received: 5 on 2 phones; 6 missing from 2 phones.",
        ),
        # What was given up was missing; what is waited for now is on the phone.
        (
            [a_phone(35, 3, holds=8, unaccounted=5, given_up=5)],
            "35 of 43 records received: 3 on PC 2231’s phone, last heard 14:02; 5 given up.",
        ),
        ([a_phone(143, given_up=4)], "143 of 147 records received, 4 given up."),
        ([a_phone(0, given_up=1)], "0 of 1 record received, 1 given up."),
        (
            [a_phone(143), a_phone(standing="not_heard")],
            (
                "All 143 records that phones have told of are received."
                " 1 phone has not been heard since the sweep ended."
            ),
        ),
    ],
)
def test_what_has_arrived_in_one_sentence(phones: list[dict[str, Any]], said: str) -> None:
    assert sentence(*phones) == said


def test_the_day_is_said_where_it_is_not_today() -> None:
    said = sentence(a_phone(143, 4), now=FOUR + timedelta(days=1))
    assert said.endswith("last heard 14:02 on Mon 12 January 2026.")


@pytest.mark.parametrize(
    ("phone", "said"),
    [
        (a_phone(1, 1), "1 record is still on PC 2231’s phone, last heard 14:02."),
        (
            a_phone(1, 2, unaccounted=2),
            (
                "2 records have not arrived from PC 2231’s phone,"
                " and it does not say that it still has them. Last heard 14:02."
            ),
        ),
        (
            a_phone(1, 3, unaccounted=1),
            (
                "1 record has not arrived from PC 2231’s phone,"
                " and it does not say that it still has it. 2 are still on it. Last heard 14:02."
            ),
        ),
        (
            a_phone(1, 1, revoked_reason="lost"),
            "1 record is on PC 2231’s phone, which was reported lost: it will not arrive.",
        ),
        (
            a_phone(1, standing="not_heard", settled=False),
            "PC 2231’s phone was last heard at 14:02, before the sweep ended.",
        ),
        (
            a_phone(1, standing="not_heard", settled=False, revoked_reason="left"),
            "PC 2231’s phone was last heard at 14:02, before the sweep ended. It was signed off.",
        ),
        (a_phone(1), ""),
    ],
)
def test_why_a_phone_is_waited_for(phone: dict[str, Any], said: str) -> None:
    assert waiting_for(phone, SWEEP, FOUR) == said


class Written:
    why = "Lost in the canal. "

    def __init__(self, operations: int) -> None:
        self.operations = operations


@pytest.mark.parametrize(
    ("operations", "late", "said"),
    [
        (0, 0, "Nobody waits for PC 2231’s phone any more: Lost in the canal."),
        (1, 0, "1 record of PC 2231’s phone was given up: Lost in the canal."),
        (
            3,
            1,
            (
                "3 records of PC 2231’s phone were given up: Lost in the canal."
                " 1 of them arrived after all and counts."
            ),
        ),
        (
            3,
            3,
            (
                "3 records of PC 2231’s phone were given up: Lost in the canal."
                " All 3 arrived after all and count."
            ),
        ),
        (
            1,
            1,
            (
                "1 record of PC 2231’s phone was given up: Lost in the canal."
                " It arrived after all and counts."
            ),
        ),
    ],
)
def test_what_was_given_up_and_what_came_of_it(operations: int, late: int, said: str) -> None:
    phone = {**a_phone(), "written_off": Written(operations), "after_all": late}
    assert given_up_text(phone) == said


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (None, "PC 2231’s phone was last heard at 14:02, and the sweep’s time is not over yet."),
        ("left", "PC 2231’s phone was last heard at 14:02. It was signed off."),
    ],
)
def test_nothing_is_said_of_the_end_while_the_sweep_is_on(reason: str | None, said: str) -> None:
    phone = a_phone(1, standing="not_heard", settled=False, revoked_reason=reason)
    assert waiting_for(phone, SWEEP, TWO_PAST_TWO + timedelta(minutes=5)) == said
