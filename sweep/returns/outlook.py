"""What past sweeps suggest for the next one, in words and rows: where and when most was found for an officer-hour."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sweep.core.rates import decimal_text, hours_text
from sweep.returns.charts import Spread
from sweep.returns.past import Past
from sweep.returns.pooling import Drawn, Pool, Watched, pool
from sweep.returns.rows import NONE, Row
from sweep.returns.spots import Seen

# Of one sweep alone nothing can be learned for the next.
FEWEST_SWEEPS = 2
TOO_LITTLE = "Too little data"
# As many characters of a name as stand before an estimate and its range on one line of the chart.
LONGEST_DRAWN = 30
_NO_TIME = "No officer-hours"


@dataclass(frozen=True, slots=True)
class Ranking:
    """Sites or hours, each with its estimate: a sentence, rows for the table, and what the chart draws."""

    sentence: str
    rows: Sequence[Row]
    spreads: Sequence[Spread]

    @property
    def columns(self) -> int:
        """How many columns the table has: the same for every row."""
        return len(self.rows[0].texts) if self.rows else 0


def by_site(past: Past) -> Ranking:
    """The sites, highest estimate first."""
    found = pool(Watched(name, seen.rate) for name, seen in past.by_site.items())
    order = [one.watched.name for one in found.drawn] if found else []
    rest = sorted(past.by_site.keys() - set(order))
    return _ranking(found, past.by_site, [*order, *rest], ("site", "sites"))


def by_hour(past: Past) -> Ranking:
    """The hours of the day in which officers were out or children were stopped, in order."""
    seen = {hour_text(hour): one for hour, one in past.by_hour.items()}
    found = pool(Watched(name, one.rate) for name, one in seen.items())
    return _ranking(found, seen, list(seen), ("hour", "hours"))


def hour_text(hour: int) -> str:
    """`09:00 to 09:59`, as the summary has it."""
    return f"{hour:02}:00 to {hour:02}:59"


def _ranking(
    found: Pool | None, seen: Mapping[str, Seen], order: Sequence[str], noun: tuple[str, str]
) -> Ranking:
    drawn = {one.watched.name: one for one in found.drawn} if found else {}
    rows = [_row(name, seen[name], drawn.get(name)) for name in order]
    spreads = [_spread(drawn[name]) for name in order if name in drawn]
    return Ranking(_sentence(found, noun), _without_empty_end(rows), spreads)


def _without_empty_end(rows: Sequence[Row]) -> Sequence[Row]:
    """The last column says what a row lacks; where none lacks anything there is no such column."""
    if any(row.texts[-1] for row in rows):
        return rows
    return [replace(row, cells=row.cells[:-1]) for row in rows]


def _row(name: str, seen: Seen, drawn: Drawn | None) -> Row:
    told = (
        str(len(seen.sweeps)),
        hours_text(seen.minutes),
        str(seen.stopped),
        str(seen.rate.children),
        seen.rate.text() or NONE,
    )
    if drawn is None:
        return Row(name, (*told, NONE, _NO_TIME))
    return Row(name, (*told, _estimate(drawn), "" if drawn.enough else TOO_LITTLE))


def _estimate(drawn: Drawn) -> str:
    low, high = drawn.interval.texts()
    return f"{decimal_text(drawn.value, 2)} ({low}–{high})"


def _spread(drawn: Drawn) -> Spread:
    high = drawn.interval.high or drawn.value
    return Spread(
        f"{_short(drawn.watched.name)}: {_estimate(drawn)}", drawn.value, drawn.interval.low, high
    )


def _short(name: str) -> str:
    """A name that leaves room on the chart's line for its figures; the table has it in full."""
    return name if len(name) <= LONGEST_DRAWN else name[: LONGEST_DRAWN - 1].rstrip(" ,") + "…"


def _sentence(found: Pool | None, noun: tuple[str, str]) -> str:
    one, many = noun
    if found is None:
        return f"No officer-hours are recorded, so no {one} has a rate."
    if len(found.drawn) < 2:
        return f"There is only one {one} so far, so there is nothing to hold it against."
    if found.spread == 0:
        return f"The {many} differ by no more than chance would make them: plan by other reasons."
    apart = [*_said_apart(found, higher=True), *_said_apart(found, higher=False)]
    return " ".join(apart) or f"No {one} stands out: every range takes in the common rate."


def _said_apart(found: Pool, *, higher: bool) -> Iterable[str]:
    """Those whose whole range lies on one side of the common rate."""
    common = 60 * found.common.children / found.common.minutes
    names = [
        one.watched.name
        for one in found.drawn
        if (one.interval.low > common if higher else (one.interval.high or common) < common)
    ]
    if names:
        yield f"{'More' if higher else 'Less'} than the common rate: {', '.join(names)}."


def grid(past: Past, sites: Sequence[str]) -> tuple[list[str], list[Row]]:
    """Hours as heads, sites as rows: the estimate where there is enough to tell it, else the stops there were."""
    hours = [hour for hour, seen in past.by_hour.items() if seen.minutes]
    found = pool(
        Watched(f"{place} {hour}", one.rate) for (place, hour), one in past.by_both.items()
    )
    drawn = {one.watched.name: one for one in found.drawn} if found else {}
    rows = [
        Row(place, tuple(_cell(drawn.get(f"{place} {hour}")) for hour in hours)) for place in sites
    ]
    return [f"{hour:02}:00" for hour in hours], rows


def _cell(drawn: Drawn | None) -> str:
    if drawn is None:
        return NONE
    return decimal_text(drawn.value, 2) if drawn.enough else "too little"
