"""Figures as programs read them: the rounded ones that the page shows, as numbers; `"c"` where kept back."""

from typing import Any

from sweep.returns.indicators import Limits
from sweep.returns.published import SUPPRESSED, Published


def number(text: str | None) -> int | float | str | None:
    """A number; None where there is none, `c` where it is kept back."""
    if text is None or text == SUPPRESSED:
        return text
    return float(text) if "." in text else int(text)


def limits(counts: Published, found: Limits, *made_of: str) -> dict[str, Any]:
    """`{value, low, high}`, all of them `c` where they would tell one of the counts they are made of."""
    shown = (SUPPRESSED,) * 3 if counts.any_hidden(*made_of) else found
    return dict(zip(("value", "low", "high"), map(number, shown), strict=True))
