"""Round numbers for a chart's axis, which reaches at least to the furthest end of what it shows."""

from collections.abc import Iterator, Sequence


def top_of_axis(ends: Sequence[float]) -> float:
    """The first round mark that no end lies beyond; 1 where there is none."""
    furthest = max(ends, default=0)
    if not furthest:
        return 1.0
    step = _step(furthest)
    marks = 1
    while marks * step < furthest:
        marks += 1
    return marks * step


def _step(furthest: float) -> float:
    """A round number that goes one to four times into `furthest`, the last time nearly."""
    return next(
        size * power
        for power in (0.001, 0.01, 0.1, 1.0, 10.0, 100.0, 1000.0, 1e4, 1e5, 1e6)
        for size in (1, 2, 5)
        if size * power * 4 >= furthest
    )


def marks_to(reach: float) -> Iterator[float]:
    """Nought and one to four round numbers, the last of them `reach`."""
    step = _step(reach)
    for number in range(round(reach / step) + 1):
        yield round(number * step, 3)
