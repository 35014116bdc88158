"""Which counts of a table to keep back, so that no small one can be told by subtraction.

Pure arithmetic on named counts: what a count means, and how a hidden one is written, is not known here.
"""

from collections.abc import Collection, Mapping, Sequence

from sweep.returns.other_tables import Sum, TrueTable

__all__ = ["Sum", "suppressed"]


def suppressed(
    cells: Mapping[str, int],
    sums: Sequence[Sum],
    below: int,
    known: Collection[str] = (),
) -> frozenset[str]:
    """The names of the cells to be shown as `c`: every count from 1 to below−1, and others to protect it.

    Rule: with all that stays published, all sums, and counts being whole and not negative, each small
    count could be anything from 0 to below−1. Where what is `known` (published elsewhere, so it can't
    be hidden) does not allow that, it could be whatever hiding everything else would allow; so it can
    be told exactly only where even that would tell it. Small counts that are `known` are past help.

    A part that is not among the cells is published nowhere; a sum may have one, and it counts what the
    others leave: so `Sum("stopped", ("truanting", "others"))` says that truanting is at most stopped.
    `below` 0 or 1: nothing. KeyError for a total that is no cell; ValueError where a sum does not hold.

    Way: for each small count, the table nearest to the true one in which that count has another value;
    what differs in it is hidden. Source: J. P. Kelly, B. L. Golden and A. A. Assad, Cell suppression:
    disclosure protection for sensitive tabular data, Networks 22 (1992). Before that, tables in which
    as many of them as can have another value at once, at no cost.
    """
    counts = _with_the_rest(cells, sums)
    free = sorted(frozenset(counts) - frozenset(known))
    table = TrueTable(counts, free, sums, set(counts) - set(cells))
    small = [name for name in free if name in cells and 0 < cells[name] < below]
    table.hidden.update(small)
    table.protect(dict.fromkeys(small, below - 1))  # upwards first: it asks more of the others
    table.protect(dict.fromkeys(small, 0))
    return frozenset(table.hidden & cells.keys())


def _with_the_rest(cells: Mapping[str, int], sums: Sequence[Sum]) -> dict[str, int]:
    """The counts in order of name, so that the order they come in decides nothing."""
    counts = dict(cells)
    for each in sums:
        unlisted = [part for part in each.parts if part not in counts]
        left = counts[each.total] - sum(counts.get(part, 0) for part in each.parts)
        if left < 0 or len(unlisted) > 1 or (left and not unlisted):
            raise ValueError(f"{each.total} is not the sum of {', '.join(each.parts)}")
        counts.update(dict.fromkeys(unlisted, left))
    return dict(sorted(counts.items()))
