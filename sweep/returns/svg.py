"""Shapes and words of an SVG chart: geometry in attributes, looks in the desk's styles, text always escaped."""

from dataclasses import dataclass
from xml.etree import ElementTree as Tree

from markupsafe import Markup

_SPACE = {"xmlns": "http://www.w3.org/2000/svg"}


def new_chart(name: str, title: str, said: str) -> Tree.Element:
    """An empty chart with its title and what it says; `name` is unique on its page."""
    labelled = {"role": "img", "aria-labelledby": f"{name}-title {name}-desc"}
    chart = Tree.Element("svg", {**_SPACE, "class": "app-chart", **labelled})
    Tree.SubElement(chart, "title", {"id": f"{name}-title"}).text = title
    Tree.SubElement(chart, "desc", {"id": f"{name}-desc"}).text = said
    return chart


def draw(chart: Tree.Element, shape: str, look: str, places: dict[str, float]) -> None:
    """A shape, its lengths in the chart's units."""
    numbers = {key: f"{value:.1f}" for key, value in places.items()}
    Tree.SubElement(chart, shape, {"class": look, **numbers})


@dataclass(frozen=True, slots=True)
class Place:
    """Where words stand: at their start, their middle or their end."""

    x: float
    y: float
    anchor: str = "start"


def write(chart: Tree.Element, at: Place, said: str, look: str) -> None:
    """Words, as they are."""
    place = {"x": f"{at.x:.1f}", "y": f"{at.y:.1f}", "class": f"app-chart__{look}"}
    if at.anchor != "start":
        place["text-anchor"] = at.anchor
    Tree.SubElement(chart, "text", place).text = said


def as_markup(chart: Tree.Element) -> Markup:
    """To be put on a page: the tree escapes whatever text was put in."""
    return Markup(Tree.tostring(chart, encoding="unicode"))
