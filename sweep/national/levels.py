"""National, Regional and Local authority rows of several authorities: sums of whole numbers and minutes.

Where small numbers are kept back, an authority's rows are those of its own file, and the rows above hide what any of
those below hides.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sweep.geography.read import Place
from sweep.national.columns import TIME_AND_PLACE
from sweep.national.figures import Figures, Row, rows_of
from sweep.national.hidden import kept_back
from sweep.national.shown import hidden_of
from sweep.national.warnings import Counted


@dataclass(frozen=True, slots=True)
class Share:
    """What one authority brings: what its return was made from, the rows of its own file, and how that stands.

    `revision` is its last published one, 0 where there is none; `is_final`
    whether these are that one's figures.
    """

    counted: Counted
    rows: Sequence[Row]
    revision: int
    is_final: bool

    @property
    def figures(self) -> Figures:
        """Before anything is kept back."""
        return self.counted.figures

    @property
    def place(self) -> Place:
        """Where it lies."""
        return self.counted.facts.place

    @property
    def la_name(self) -> str:
        """What it is called."""
        return self.counted.facts.codes.la_name


def level_rows(shares: Sequence[Share]) -> list[Row]:
    """The rows of all levels as the file shows them: each country, its regions, and its authorities."""
    rows: list[Row] = []
    for country in dict.fromkeys(_country(share) for share in shares):
        inside = [share for share in shares if _country(share) == country]
        rows += _level(("National", *country), inside)
        for region in dict.fromkeys(_region(share) for share in inside if share.place.region_code):
            own = [share for share in inside if _region(share) == region]
            rows += _level(("Regional", *country, *region), own)
        for share in inside:
            rows += share.rows
    return rows


def _country(share: Share) -> tuple[str, str]:
    return share.place.country_code, share.place.country_name


def _region(share: Share) -> tuple[str, str]:
    return share.place.region_code, share.place.region_name


def _level(at: tuple[str, ...], shares: Sequence[Share]) -> list[Row]:
    """The rows of one place above authorities. Columns below its level stay empty, as the layout asks."""
    figures = shares[0].figures
    for share in shares[1:]:
        figures = figures + share.figures
    period = shares[0].counted.period
    said = (period.time_period, period.time_identifier, *at)
    place = dict(zip(TIME_AND_PLACE, (*said, *[""] * len(TIME_AND_PLACE)), strict=False))
    hidden = frozenset().union(*(hidden_of(share.counted) for share in shares))
    return kept_back([{**place, **row} for row in rows_of(figures)], hidden)
