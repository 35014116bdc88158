"""Small counts are kept back so that nobody gets them by subtraction: checked against every possible table."""

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sweep.returns.suppression import Sum, suppressed

ROW = [Sum("all", ("girls", "boys", "not stated"))]


def test_a_lone_small_count_takes_its_smallest_neighbour_along() -> None:
    cells = {"girls": 3, "boys": 40, "not stated": 12, "all": 55}
    assert suppressed(cells, ROW, 5) == {"girls", "not stated"}


def test_two_small_counts_that_protect_each_other_take_nothing_along() -> None:
    cells = {"girls": 3, "boys": 40, "not stated": 4, "all": 47}
    assert suppressed(cells, ROW, 5) == {"girls", "not stated"}


def test_two_children_in_all_hide_a_third_cell_since_the_two_would_be_known_to_be_two() -> None:
    cells = {"girls": 1, "boys": 40, "not stated": 1, "all": 42}
    assert suppressed(cells, ROW, 5) == {"girls", "not stated", "boys"}


def test_nothing_is_hidden_when_the_limit_is_nought_or_one() -> None:
    cells = {"girls": 1, "boys": 40, "not stated": 0, "all": 41}
    assert suppressed(cells, ROW, 0) == frozenset()
    assert suppressed(cells, ROW, 1) == frozenset()


def test_nought_is_published_where_nothing_small_stands_beside_it() -> None:
    assert suppressed({"girls": 0, "boys": 9, "not stated": 6, "all": 15}, ROW, 5) == frozenset()


def test_what_is_published_elsewhere_is_never_hidden() -> None:
    cells = {"girls": 3, "boys": 0, "not stated": 0, "all": 3}
    hidden = suppressed(cells, ROW, 5, known=("all",))
    assert "all" not in hidden
    assert "girls" in hidden
    assert hidden & {"boys", "not stated"}


def test_truanting_is_at_most_stopped_even_where_the_others_are_not_shown() -> None:
    sums = [Sum("stopped", ("truanting", "others"))]
    assert suppressed({"stopped": 2, "truanting": 1}, sums, 5) == {"stopped", "truanting"}


def test_a_sum_that_does_not_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="all is not the sum of"):
        suppressed({"girls": 3, "boys": 4, "not stated": 1, "all": 9}, ROW, 5)


def test_the_order_of_the_cells_decides_nothing() -> None:
    cells = {"girls": 2, "boys": 7, "not stated": 7, "all": 16}
    turned = dict(reversed(cells.items()))
    assert suppressed(cells, ROW, 5) == suppressed(turned, ROW, 5)


# Who × where, with all its totals.
INNER = ("girls town", "girls park", "boys town", "boys park")
SQUARE = [
    Sum("girls", INNER[:2]),
    Sum("boys", INNER[2:]),
    Sum("town", INNER[::2]),
    Sum("park", INNER[1::2]),
    Sum("all", ("girls", "boys")),
    Sum("all", ("town", "park")),
]
COUNTS = st.one_of(st.integers(0, 2), st.integers(0, 6))


def _whole_table(inner: Mapping[str, Any]) -> dict[str, Any]:
    """The inner counts with their totals; works on numbers and on columns of them alike."""
    table = dict(inner)
    for each in SQUARE:
        table[each.total] = sum(table[part] for part in each.parts)
    return table


def _possible(cells: Mapping[str, int], hidden: Collection[str], room: int) -> dict[str, set[int]]:
    """What each count can be in all tables that agree with what is published, by trying all."""
    tried = np.meshgrid(*[np.arange(cells["all"] + room)] * len(INNER))
    tables = _whole_table({name: t.ravel() for name, t in zip(INNER, tried, strict=True)})
    agrees = np.logical_and.reduce(
        [tables[n] == cells[n] for n in cells if n not in hidden] or [True]
    )
    return {
        name: set(np.unique(np.broadcast_to(tables[name], tables["all"].shape)[agrees]).tolist())
        for name in cells
    }


@settings(max_examples=150, deadline=None)
@given(
    st.tuples(COUNTS, COUNTS, COUNTS, COUNTS),
    st.sampled_from([2, 3, 5]),
    st.sampled_from([(), ("all",), ("all", "girls", "boys"), ("girls", "boys", "town", "park")]),
)
def test_no_small_count_of_a_table_with_totals_can_be_worked_out(
    counts: tuple[int, ...], below: int, known: tuple[str, ...]
) -> None:
    cells = _whole_table(dict(zip(INNER, counts, strict=True)))
    hidden = suppressed(cells, SQUARE, below, known)
    told = _possible(cells, hidden, below)
    at_best = _possible(cells, cells.keys() - set(known), below)
    for name in set(cells) - set(known):
        if 0 < cells[name] < below:
            assert name in hidden
            assert min(told[name]) == min(at_best[name])
            assert max(told[name]) >= min(below - 1, max(at_best[name]))


# Stopped and truanting by sex, where those not truanting are shown nowhere.
OF_THEM = [
    Sum("stopped", ("stopped f", "stopped m")),
    Sum("truanting", ("truanting f", "truanting m")),
    Sum("stopped f", ("truanting f", "others f")),
    Sum("stopped m", ("truanting m", "others m")),
]


@settings(max_examples=150, deadline=None)
@given(st.tuples(COUNTS, COUNTS, COUNTS, COUNTS))
def test_no_small_count_of_truanting_among_stopped_can_be_worked_out(
    counts: tuple[int, ...],
) -> None:
    truanting_f, truanting_m, others_f, others_m = counts
    cells = {
        "truanting f": truanting_f,
        "truanting m": truanting_m,
        "truanting": truanting_f + truanting_m,
        "stopped f": truanting_f + others_f,
        "stopped m": truanting_m + others_m,
        "stopped": sum(counts),
    }
    hidden = suppressed(cells, OF_THEM, 5, known={"stopped", "truanting"})
    names = ("truanting f", "truanting m", "stopped f", "stopped m")
    tables = [
        dict(zip(names, (f, cells["truanting"] - f, all_f, cells["stopped"] - all_f), strict=True))
        for f in range(cells["truanting"] + 1)
        for all_f in range(f, cells["stopped"] - (cells["truanting"] - f) + 1)
    ]
    left = [t for t in tables if all(t[n] == cells[n] for n in names if n not in hidden)]
    for name in names:
        if 0 < cells[name] < 5:
            assert name in hidden
            assert min(t[name] for t in left) == min(t[name] for t in tables)
            assert max(t[name] for t in left) >= min(4, max(t[name] for t in tables))
