"""The database of a recount: the rules' tables over a folder of police.uk files.

What is invented follows from seeds that are texts: https://docs.python.org/3/library/random.html says which numbers
such a seed gives, for good.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import duckdb

SEED = 2002
_HERE = Path(__file__).parent
# Two for a finding, one each for the reason, the outcome and the phase.
_MOST = 5


def recount(folder: Path) -> Any:
    """A DuckDB connection that knows the `*-stop-and-search.csv` of a folder and nothing else."""
    apart = duckdb.connect(config={"threads": 1})  # thousands of small questions
    apart.execute((_HERE / "rules.sql").read_text("utf-8").replace("{folder}", str(folder)))
    _draw(apart)
    apart.execute((_HERE / "drawn.sql").read_text("utf-8"))
    return apart


def _draw(apart: Any) -> None:
    apart.execute("create table chance_of (seed varchar, c double[])")
    seeds = "select distinct unnest([encounter_id, key]) from met"
    for (words,) in apart.execute(seeds).fetchall():
        chance = Random(f"{SEED} {words}")
        drawn = [chance.random() for _ in range(_MOST)]
        apart.execute("insert into chance_of values (?, ?)", [f"{SEED} {words}", drawn])
    apart.execute("create table deals (la varchar, day date, dealt int[])")
    for la, day, encounters, phones in apart.execute(
        "select la, day, encounters, phones from days"
    ).fetchall():
        apart.execute(
            "insert into deals values (?, ?, ?)", [la, day, [*_deal(day, encounters, phones)]]
        )


def _deal(day: date, encounters: int, phones: int) -> Iterator[int]:
    """The phone of each encounter, then the minutes before and after of each phone that got one, in that order."""
    chance = Random(f"{SEED} {day}")
    dealt = [chance.randrange(phones) for _ in range(encounters)]
    yield from dealt
    for _ in dict.fromkeys(dealt):
        yield chance.randint(15, 60)
        yield chance.randint(15, 60)
