"""The table of benches: which function measures what, how often, and which file its table stands in."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

from table import Row


@dataclass(frozen=True, slots=True)
class Bench:
    """`measure` is `module.function`, imported when it is wanted: not each needs a browser."""

    measure: str
    full: tuple[float, ...] = ()
    quick: tuple[float, ...] = ()

    def rows(self, quick: bool) -> Iterator[Row]:
        """Measure; each row as soon as it is known."""
        module, _, function = self.measure.partition(".")
        yield from getattr(import_module(module), function)(*(self.quick if quick else self.full))


# The numbers are how often, and of what: `outbox` 200 stops, `many` fifty saves with 5,000 unsent.
PHONE = {
    "sizes": Bench("sizes.measure_sizes"),
    "taps": Bench("taps.measure_taps", (3,), (1,)),
    "start": Bench("starts.measure_starts", (20,), (2,)),
    "save": Bench("saves.measure_saves", (65,), (2,)),
    "many": Bench("saves.measure_many", (52, 5_000), (2, 50)),
    "wire": Bench("wire.measure_wire"),
    "outbox": Bench("wire.measure_outbox", (200,), (40,)),
}
SERVER = {
    "push": Bench("push.measure_push", (7, 1.0), (1, 0.05)),
    "desk": Bench("desk.measure_desk", (20,), (1,)),
}
FILES = {"docs/phone-figures.md": PHONE, "bench/README.md": SERVER}
EACH = {name: bench for benches in FILES.values() for name, bench in benches.items()}
