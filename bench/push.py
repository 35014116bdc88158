"""A push through the whole server, beside nothing but SQLite taking the same rows in."""

import statistics
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from raw import insert_raw
from served import Ground
from table import Row

from stops import make_stops

# Stops to a batch: how many stops a round sends.
ROUND_OF = {1: 200, 20: 2_000, 200: 8_000}


@dataclass
class Rounds:
    """What each round gave. The ratio is of one round's two rates, so that a slow minute slows both."""

    ours: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)

    def ratio(self) -> float:
        return statistics.median(a / b for a, b in zip(self.ours, self.floor, strict=True))


def measure_push(rounds: int, share: float) -> Iterator[Row]:
    """Records a second by batch size: ours, the floor's, the ratio. Both fresh and on one disk, in turns."""
    measured = {batch: Rounds() for batch in ROUND_OF}
    with tempfile.TemporaryDirectory(prefix="sweep-bench-") as folder:
        ground = Ground(Path(folder))
        for number in range(rounds):
            for batch, stops in ROUND_OF.items():
                many = max(batch, round(stops * share) // batch * batch)
                _one_round(ground, measured[batch], batch, (many, number))
    for batch, found in measured.items():
        yield from _rows(batch, found)


def _one_round(ground: Ground, into: Rounds, batch: int, order: tuple[int, int]) -> None:
    many, number = order
    texts = make_stops(ground.phone, many)
    raw = ground.folder / "raw.sqlite3"

    def floor() -> None:
        into.floor.append(many / insert_raw(raw, texts, batch))
        for file in ground.folder.glob("raw.sqlite3*"):
            file.unlink()

    def ours() -> None:
        taken = ground.push(texts, batch)
        into.ours.append(many / taken.seconds)
        into.cpu_ms.append(taken.cpu_seconds / many * 1_000_000)

    for turn in (floor, ours) if number % 2 else (ours, floor):
        turn()


def _rows(batch: int, found: Rounds) -> Iterator[Row]:
    what = f"Push, {batch} stop{'s' if batch > 1 else ''} a batch"
    ours, floor = statistics.median(found.ours), statistics.median(found.floor)
    yield Row(f"{what}: records/s", f"{ours:,.0f}", f"{floor:,.0f}")
    yield Row(f"{what}: as a share of the floor", f"{found.ratio():.3f}", "1")
    cpu = statistics.median(found.cpu_ms)
    yield Row(f"{what}: server CPU ms per 1,000 records", f"{cpu:,.0f}")
