"""Somebody who has every file of a year, the authorities' own and the server's, works out no number kept back."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from flask import Flask

from national.attack import COLUMNS, Leaf, Reader
from sweep.core import codes
from sweep.core.tally import CountedStop, StopCell, meetings_of
from sweep.geography.read import Place
from sweep.national.facts import Codes, Facts, PlannedSweep
from sweep.national.figures import Row, figures_of, rows_of
from sweep.national.levels import Share, level_rows
from sweep.national.material import Material
from sweep.national.periods import Period, periods_of_year
from sweep.national.shown import shown_rows
from sweep.national.warnings import Counted

NINE = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)
PLACE = Place("E92000001", "England", "E12000005", "West Midlands")
Stops = list[tuple[str, CountedStop]]


@dataclass
class Authority:
    """One with a few children stopped in each term; its sweeps are of some kinds."""

    code: str
    kinds: tuple[str, ...]
    chance: random.Random
    stops: dict[str, Stops] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for period in periods_of_year(2025)[:-1]:
            met = self.chance.choice([0, 3, 12, 40])
            self.stops[period.term] = [self.stop(number) for number in range(met)]

    def stop(self, number: int) -> tuple[str, CountedStop]:
        pick = self.chance.choice
        finding = pick(["truanting", "truanting", "late", *codes.FINDINGS])
        stop = CountedStop(
            encounter_id=str(number),
            finding=finding,
            verified_finding=pick([None, None, "truanting", "late"]),
            reason=pick([None, *codes.REASONS]),
            accompanied_by=pick(list(codes.ACCOMPANIED_BY)),
            outcome=pick([None, *codes.OUTCOMES]),
            phase=pick([None, "primary", "secondary", "secondary"]),
            verification="confirmed",
        )
        return pick(self.kinds), stop

    def counted(self, period: Period) -> Counted:
        inside = periods_of_year(2025)[:-1] if period.term == "year" else ()
        of_term = self.stops.get(period.term)
        stops = (
            [each for own in self.stops.values() for each in own] if of_term is None else of_term
        )
        cells: Counter[tuple[str, StopCell]] = Counter(stops)
        material = Material(cells, {"Total": meetings_of(stop for _, stop in stops)}, [])
        sweeps = tuple(
            PlannedSweep(kind, kind.lower(), "final", NINE, NINE + timedelta(hours=5), 1)
            for kind in sorted({kind for kind, _ in stops})
        )
        facts = Facts(sweeps, {}, (), PLACE, Codes(self.code, "000", self.code))
        figures = figures_of(sweeps, material, NINE)
        return Counted(
            period, sweeps, (), facts, material, figures, tuple(map(self.counted, inside))
        )


def files_of(authorities: Sequence[Authority]) -> Iterator[Row]:
    """The rows of all files that there are: each authority's four, and the server's four."""
    for period in periods_of_year(2025):
        counted = [each.counted(period) for each in authorities]
        for each in counted:
            yield from shown_rows(each)
        shares = [Share(each, shown_rows(each), 0, False) for each in counted if each.sweeps]
        yield from level_rows(shares)


def truth_of(authorities: Sequence[Authority]) -> dict[Leaf, int]:
    return {
        (each.code, period.time_identifier, row["sweep_type"], row["education_phase"], name): int(
            row[name]
        )
        for each in authorities
        for period in periods_of_year(2025)[:-1]
        for row in rows_of(each.counted(period).figures)
        for name in COLUMNS
    }


def worked_out(seed: int, below: int) -> tuple[int, list[str]]:
    """How many cells are hidden in all the files, and those that can be told."""
    chance = random.Random(seed)
    kinds = [("National", "Local"), ("Local",)]
    chance.shuffle(kinds)
    authorities = [Authority(f"E0800002{n}", own, chance) for n, own in enumerate(kinds)]
    app = Flask("returns")
    app.config["SWEEP"] = SimpleNamespace(suppress_below=below)
    with app.app_context():
        rows = list(files_of(authorities))
    reader = Reader(rows, [each.code for each in authorities])
    return len(reader.hidden), reader.worked_out(truth_of(authorities))


@pytest.mark.parametrize(("seed", "below"), [(2, 5), (3, 3), (4, 2)])
def test_no_number_kept_back_is_told_by_all_files_together(seed: int, below: int) -> None:
    hidden, told = worked_out(seed, below)
    assert told == []
    assert hidden > 100
