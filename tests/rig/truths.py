"""Reads the truths of `tests/cases`, which both languages must meet, and makes stops and shifts."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sweep.core.tally import CountedShift, CountedStop

CASES = Path(__file__).parent.parent / "cases"
NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
LATER = NINE + timedelta(hours=12)


def truths(name: str) -> Any:
    """What a file of cases holds."""
    return json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))


def stops_of(case: dict[str, Any]) -> list[CountedStop]:
    """The stops of a tally case, one for each child."""
    return [
        CountedStop(**{"encounter_id": f"{row}.{child}", "verification": "pending", **stop})
        for row, (stop, encounter, times) in enumerate(map(_split, case["stops"]))
        for child in range(times)
        for stop in [stop | ({"encounter_id": encounter} if encounter else {})]
    ]


def _split(row: dict[str, Any]) -> tuple[dict[str, Any], str | None, int]:
    stop = {name: value for name, value in row.items() if name not in ("encounter", "times")}
    return stop, row.get("encounter"), row.get("times", 1)


def shifts_of(case: dict[str, Any]) -> list[CountedShift]:
    """The shifts of a tally case."""
    return [_shift(number, row) for number, row in enumerate(case["shifts"])]


def _shift(number: int, row: dict[str, Any]) -> CountedShift:
    starts = NINE + timedelta(minutes=row.get("starts", 0))
    return CountedShift(
        row.get("officer", f"officer {number}"),
        row["role"],
        starts,
        starts + timedelta(minutes=row["minutes"]),
        row.get("break_minutes", 0),
    )
