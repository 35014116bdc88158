"""Outlines of authorities and their wards as the Office for National Statistics gives them out: GeoJSON. No database.

Each feature's code and name are known by the names of its properties, which carry a year: `WD25CD`, `LAD24NM`.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sweep.csv_rows import Unreadable, text_of
from sweep.geography.tables import LONGEST_NAME
from sweep.places import area_problem

_CODE = re.compile(r"[EW]\d{8}")
_WARD = re.compile(r"WD\d\d(CD|NM)")
_AUTHORITY = re.compile(r"(?:LAD|CTYUA|UTLA)\d\d(CD|NM)")
# Longitude and latitude, by the names that files call them.
_DEGREES = ("CRS84", "EPSG::4326", "EPSG:4326")


@dataclass(frozen=True, slots=True)
class ReadOutline:
    """`kind`: `authority` or `ward`; `new_la_code` is the authority's, of a ward too."""

    code: str
    kind: str
    name: str
    new_la_code: str
    shape: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class WrongFeature:
    """What is wrong with a feature of a collection, the first being 1."""

    number: int
    what: str

    def __str__(self) -> str:
        return f"Feature {self.number}: {self.what}"


@dataclass(slots=True)
class ReadOutlines:
    """What a file says. Where anything is `wrong`, nothing of it should be kept."""

    outlines: list[ReadOutline] = field(default_factory=list)
    wrong: list[WrongFeature] = field(default_factory=list)


def read_outlines(raw: bytes) -> ReadOutlines:
    """The outlines of a FeatureCollection. Raises Unreadable where it is none, or is not in degrees."""
    read, first = ReadOutlines(), dict[str, int]()
    for number, feature in _features(raw):
        try:
            outline = _outline(feature)
        except ValueError as why:
            read.wrong.append(WrongFeature(number, str(why)))
            continue
        if (again := first.setdefault(outline.code, number)) != number:
            read.wrong.append(WrongFeature(number, f"{outline.code} is feature {again} too."))
        else:
            read.outlines.append(outline)
    return read


def _features(raw: bytes) -> Iterator[tuple[int, Any]]:
    try:
        said = json.loads(text_of(raw))
    except (ValueError, RecursionError) as error:
        raise Unreadable("The file is not whole GeoJSON.") from error
    features = said.get("features") if isinstance(said, dict) else None
    if not isinstance(features, list) or not features:
        raise Unreadable("The file is no GeoJSON FeatureCollection.")
    crs = json.dumps(said.get("crs"))
    if said.get("crs") and not any(name in crs for name in _DEGREES):
        raise Unreadable("The file is not in longitude and latitude: save it as WGS 84.")
    return iter(enumerate(features, 1))


def _outline(feature: Any) -> ReadOutline:
    """Raises ValueError with what is wrong."""
    said = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(said, dict):
        raise ValueError("it has no properties.")
    ward, authority = _named(said, _WARD), _named(said, _AUTHORITY)
    authority = authority or (said.get("new_la_code"), said.get("la_name"))
    code, name = ward or authority
    for each in (code, authority[0]):
        if not (isinstance(each, str) and _CODE.fullmatch(each)):
            raise ValueError("it has no code, such as WD25CD, LAD25CD or new_la_code.")
    if not (isinstance(name, str) and name.isprintable() and 0 < len(name) <= LONGEST_NAME):
        raise ValueError("it has no name, such as WD25NM, LAD25NM or la_name.")
    if problem := area_problem(feature.get("geometry")):
        raise ValueError(problem[:1].lower() + problem[1:])
    shape = {part: feature["geometry"][part] for part in ("type", "coordinates")}
    return ReadOutline(code, "ward" if ward else "authority", name, authority[0], shape)


def _named(said: Mapping[str, Any], pattern: re.Pattern[str]) -> tuple[Any, Any] | None:
    """(code, name) under the properties of this pattern, where there are both."""
    found = {match[1]: value for key, value in said.items() if (match := pattern.fullmatch(key))}
    return (found["CD"], found["NM"]) if len(found) == 2 else None
