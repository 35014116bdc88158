"""Charts: their geometry, and that no text of anybody's can break out of them."""

from xml.etree import ElementTree as Tree

import pytest

from sweep.returns.axis import marks_to, top_of_axis
from sweep.returns.charts import WIDTH, Bar, Reference, Spread, bars, spreads

SVG = "{http://www.w3.org/2000/svg}"


def widths(chart: str) -> list[float]:
    return [float(bar.attrib["width"]) for bar in Tree.fromstring(chart).iter(f"{SVG}rect")]


def test_bars_are_as_long_as_their_numbers() -> None:
    whole, half, quarter = widths(bars("x", "T", [Bar(str(n), n, str(n)) for n in (8, 4, 2)]))
    assert half == pytest.approx(whole / 2, abs=0.1)
    assert quarter == pytest.approx(whole / 4, abs=0.1)


def test_nothing_is_drawn_past_the_edge() -> None:
    chart = bars("x", "T", [Bar("Police", 12345.6, "12345.6 h")])
    (bar,) = widths(chart)
    assert bar < WIDTH
    dots = spreads("x", "T", [Spread("a", 1.0, 0.5, 90.0), Spread("b", 80.0, 60.0, 99.0)])
    for line in Tree.fromstring(dots).iter(f"{SVG}line"):
        assert 0 <= float(line.attrib["x1"]) <= float(line.attrib["x2"]) <= WIDTH


def test_noughts_have_a_mark_but_no_length() -> None:
    assert widths(bars("x", "T", [Bar("a", 0, "0"), Bar("b", 0, "0")])) == [1.0, 1.0]


@pytest.mark.parametrize("high", [0.004, 0.16, 1.42, 7.0, 83.0, 4_000.0])
def test_an_axis_has_a_few_round_marks(high: float) -> None:
    chart = Tree.fromstring(spreads("x", "T", [Spread("a", high / 2, 0, high)]))
    marks = [text.text for text in chart.iter(f"{SVG}text")][1:]
    assert marks[0] == "0"
    assert 1 <= len(marks) <= 6
    assert len(set(marks)) == len(marks)


def test_sides_of_one_thing_share_its_label_and_the_legend_names_them_once() -> None:
    rows = [Bar("Alone", 5, "5"), Bar("", 3, "3", "truanting"), Bar("Parent", 1, "1")]
    drawn = bars("x", "T", rows, (("plain", "Stopped"), ("truanting", "Truanting")))
    texts = [text.text for text in Tree.fromstring(drawn).iter(f"{SVG}text")]
    assert texts == ["Stopped", "Truanting", "Alone", "5", "3", "Parent", "1"]
    assert "Alone: 5 stopped, 3 truanting; Parent: 1 stopped" in drawn


def test_text_stays_text() -> None:
    chart = bars('x"y', "<b>T</b>", [Bar("</svg><script>", 1, "&")])
    assert "<script>" not in chart
    assert "<b>" not in chart
    assert Tree.fromstring(chart).get("aria-labelledby") == 'x"y-title x"y-desc'


@pytest.mark.parametrize("ends", [(0.16,), (1.42, 0.7), (5.86,), (364.0, 82.0), (6399.0,)])
def test_an_axis_reaches_past_every_end(ends: tuple[float, ...]) -> None:
    reach = top_of_axis(ends)
    marks = list(marks_to(reach))
    assert reach >= max(ends)
    assert marks[0] == 0
    assert marks[-1] == pytest.approx(reach)
    assert len(marks) <= 5


def test_a_reference_stands_on_the_rows_own_scale() -> None:
    rows = [Spread("a", 40.0, 20.0, 82.0)]
    chart = Tree.fromstring(spreads("x", "T", rows, Reference(82, "2004 survey: 82")))
    (own,) = lines(chart, "line")
    for across in lines(chart, "reference"):
        assert across.attrib["x1"] == across.attrib["x2"] == own.attrib["x2"]
    assert "2004 survey: 82" in "".join(chart.itertext())


def lines(chart: Tree.Element, look: str) -> list[Tree.Element]:
    return [
        line for line in chart.iter(f"{SVG}line") if line.attrib["class"] == f"app-chart__{look}"
    ]


def test_a_reference_never_runs_through_the_words_of_a_row() -> None:
    rows = [Spread(f"Sweep {number}", 40.0, 20.0, 160.0) for number in range(3)]
    chart = Tree.fromstring(spreads("x", "T", rows, Reference(82, "2004 survey: 82")))
    words = [
        float(text.attrib["y"])
        for text in chart.iter(f"{SVG}text")
        if str(text.text).startswith("Sweep")
    ]
    pieces = [
        (float(one.attrib["y1"]), float(one.attrib["y2"])) for one in lines(chart, "reference")
    ]
    assert len(words) == 3
    assert len(pieces) == 4
    for foot in words:
        # Capitals of 14 px stand 11 above their foot, and a tail hangs 4 below.
        assert not any(top < foot + 4 and end > foot - 11 for top, end in pieces)


def test_numbers_of_an_axis_stand_in_the_middle_under_their_ticks() -> None:
    chart = Tree.fromstring(spreads("x", "T", [Spread("a", 1.0, 0.5, 2.0)]))
    marks = [text for text in chart.iter(f"{SVG}text") if text.get("text-anchor") == "middle"]
    ticks = [line.attrib["x1"] for line in lines(chart, "axis") if line.get("x1") == line.get("x2")]
    assert len(marks) > 1
    assert [text.attrib["x"] for text in marks] == ticks
    left = float(chart.attrib["viewBox"].split()[0])
    assert left <= -4, "half of the nought would be cut off"
