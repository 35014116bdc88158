"""Small charts as SVG: geometry in attributes and looks in the desk's styles, since the policy allows no others.

A chart never stands alone: the page has its table beside it, and its title and description say it in words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as Tree

from markupsafe import Markup

from sweep.returns.axis import marks_to, top_of_axis
from sweep.returns.svg import Place, as_markup, draw, new_chart, write

WIDTH = 360
_LABEL, _BAR, _GAP, _ROOM, _MARGIN = 18, 16, 14, 60, 6


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: what it is, how long, what is written at its end, and its look (`app-chart__…`).

    Without a label it stands close under the one before it, as another side of the same thing.
    """

    label: str
    value: float
    text: str
    look: str = "plain"


@dataclass(frozen=True, slots=True)
class Spread:
    """A value with its 95 % interval; the label says them too."""

    label: str
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Reference:
    """A value from elsewhere, drawn as a dashed line across all rows and named at the foot."""

    value: float
    label: str


def bars(
    name: str, title: str, rows: Sequence[Bar], legend: Sequence[tuple[str, str]] = ()
) -> Markup:
    """Bars under their labels, on one scale from nought. `name` is unique on its page.

    `legend` are (look, words) of the sides of things that have several.
    """
    chart = new_chart(name, title, said_of_bars(rows, dict(legend)))
    longest = max((row.value for row in rows), default=0) or 1
    top = _legend(chart, legend)
    for row in rows:
        top = _bar(chart, row, top, (WIDTH - _ROOM) * row.value / longest)
    chart.set("viewBox", f"0 0 {WIDTH} {top}")
    return as_markup(chart)


def said_of_bars(rows: Sequence[Bar], sides: Mapping[str, str]) -> str:
    """`Parent: 4 stopped, 3 truanting; Alone: …`"""
    words = ""
    for row in rows:
        before = ("; " if words else "") + f"{row.label}: " if row.label else ", "
        side = sides.get(row.look, "").lower()
        words += before + (f"{row.text} {side}" if side else row.text)
    return words


def _legend(chart: Tree.Element, legend: Sequence[tuple[str, str]]) -> int:
    """Draws it in one line; where the bars begin under it."""
    for number, (look, words) in enumerate(legend):
        left = number * WIDTH / len(legend)
        box = {"x": left, "y": 2, "width": _BAR, "height": _BAR}
        draw(chart, "rect", f"app-chart__bar app-chart__bar--{look}", box)
        write(chart, Place(left + _BAR + 6, 15), words, "label")
    return _LABEL + _GAP if legend else 0


def _bar(chart: Tree.Element, row: Bar, top: int, length: float) -> int:
    """Draws one with its label, if it has any; where the next one begins."""
    if row.label:
        write(chart, Place(0, top + 13), row.label, "label")
        top += _LABEL
    else:
        top -= _GAP - 2
    box = {"x": 0, "y": top, "width": max(1.0, length), "height": _BAR}
    draw(chart, "rect", f"app-chart__bar app-chart__bar--{row.look}", box)
    write(chart, Place(length + 6, top + 13), row.text, "value")
    return top + _BAR + _GAP


def spreads(
    name: str, title: str, rows: Sequence[Spread], reference: Reference | None = None
) -> Markup:
    """A dot on a line from low to high for each row, on one scale from nought to past the furthest end."""
    step = _LABEL + _BAR + _GAP
    chart = new_chart(name, title, said_of_spreads(rows, reference))
    foot = step * len(rows) + (_LABEL if reference else 0)
    # Half a digit more to the left, so that nought stands under its tick too.
    chart.set("viewBox", f"-{_MARGIN} 0 {WIDTH + _MARGIN} {foot + _LABEL}")
    reach = top_of_axis([*(row.high for row in rows), reference.value if reference else 0])
    scale = (WIDTH - _ROOM) / reach
    if reference:
        _reference(chart, reference, len(rows), scale)
    for number, row in enumerate(rows):
        top, middle = number * step, number * step + _LABEL + _BAR / 2
        write(chart, Place(0, top + 13), row.label, "label")
        line = {"x1": row.low * scale, "x2": row.high * scale, "y1": middle, "y2": middle}
        draw(chart, "line", "app-chart__line", line)
        draw(chart, "circle", "app-chart__dot", {"cx": row.value * scale, "cy": middle, "r": 6})
    _axis(chart, foot, scale, reach)
    return as_markup(chart)


def said_of_spreads(rows: Sequence[Spread], reference: Reference | None) -> str:
    """The labels, which have the figures in them."""
    return "; ".join([*(row.label for row in rows), *([reference.label] if reference else [])])


def _reference(chart: Tree.Element, reference: Reference, rows: int, scale: float) -> None:
    """Beside each range and at the foot, where its name is; never through the words of a row."""
    x, step = reference.value * scale, _LABEL + _BAR + _GAP
    foot = step * rows
    for top, end in (
        *((step * row + _LABEL, step * (row + 1)) for row in range(rows)),
        (foot, foot + _LABEL - 6),
    ):
        draw(chart, "line", "app-chart__reference", {"x1": x, "x2": x, "y1": top, "y2": end})
    # To the left of the line where there would be no room to its right.
    to_left = x > WIDTH / 2
    at = Place(x - 6, foot + 6, "end") if to_left else Place(x + 6, foot + 6)
    write(chart, at, reference.label, "label")


def _axis(chart: Tree.Element, top: float, scale: float, reach: float) -> None:
    line = {"x1": 0, "x2": reach * scale, "y1": top - 6, "y2": top - 6}
    draw(chart, "line", "app-chart__axis", line)
    for mark in marks_to(reach):
        tick = {"x1": mark * scale, "x2": mark * scale, "y1": top - 6, "y2": top - 2}
        draw(chart, "line", "app-chart__axis", tick)
        write(chart, Place(mark * scale, top + 11, "middle"), f"{mark:g}", "value")
