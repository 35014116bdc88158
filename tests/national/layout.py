"""The Department's rules for open-data files, as a screening tool applies them. Each broken rule is a sentence.

Written from the published layout, apart from the code that it checks.
"""

import csv
import io
import re
from collections.abc import Iterator

_TIME_AND_PLACE = [
    "time_period",
    "time_identifier",
    "geographic_level",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
    "new_la_code",
    "la_name",
]
_META_HEADER = (
    "col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp,"
    "filter_hint,filter_grouping_column,filter_default"
)
_UNITS = {"", "%", "pp", "£", "£m", "numberstring"}
_IDENTIFIERS = {"Autumn term", "Spring term", "Summer term", "Academic year"}
_COUNTRY, _REGION = _TIME_AND_PLACE[3:5], _TIME_AND_PLACE[5:7]
_AUTHORITY = _TIME_AND_PLACE[7:]
_FILLED = {
    "National": _COUNTRY,
    "Regional": [*_COUNTRY, *_REGION],
    "Local authority": [*_COUNTRY, *_REGION, *_AUTHORITY],
}
_NUMBER = re.compile(r"\d+(\.\d+)?")
_SYMBOLS = {"z", "x", "c"}

Rows = list[dict[str, str]]


def broken_rules(figures: bytes, meta: bytes) -> list[str]:
    """Every rule that these two files break, in words; empty where they pass."""
    text = figures.decode("utf-8")
    header = text.split("\r\n", 1)[0].split(",")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    about = list(csv.DictReader(io.StringIO(meta.decode("utf-8"), newline="")))
    return [
        *_of_text(text),
        *_of_meta(meta.decode("utf-8"), about, header),
        *_of_time(rows),
        *_of_places(rows),
        *_of_filters(rows, [each for each in about if each["col_type"] == "Filter"]),
        *_of_indicators(rows, [each for each in about if each["col_type"] == "Indicator"]),
    ]


def _of_text(text: str) -> Iterator[str]:
    if text.startswith("\ufeff"):
        yield "the file begins with a byte order mark"
    if "\n" in text.replace("\r\n", ""):
        yield "a line ends otherwise than by CR LF"
    if not text.endswith("\r\n"):
        yield "the last line has no end"


def _of_meta(text: str, about: Rows, header: list[str]) -> Iterator[str]:
    if text.split("\r\n", 1)[0] != _META_HEADER:
        yield "the meta file's header is another"
    if [each["col_name"] for each in about] != header[len(_TIME_AND_PLACE) :]:
        yield "the meta file has other columns than the data"
    if header[: len(_TIME_AND_PLACE)] != _TIME_AND_PLACE:
        yield "time and place do not come first"
    if len(set(header)) != len(header) or any(" " in name for name in header):
        yield "a column's name comes twice or has a space"
    for each in about:
        yield from _of_column(each)


def _of_column(each: dict[str, str]) -> Iterator[str]:
    name = each["col_name"]
    if each["col_type"] not in {"Filter", "Indicator"} or not each["label"]:
        yield f"{name} has no type or no label"
    if each["indicator_unit"] not in _UNITS:
        yield f"{name} has the unit {each['indicator_unit']}"
    if each["col_type"] == "Filter" and (each["indicator_grouping"] or each["indicator_dp"]):
        yield f"{name} is a filter with an indicator's cells"
    if each["col_type"] == "Indicator" and (
        each["filter_hint"] or not each["indicator_dp"].isdigit()
    ):
        yield f"{name} is an indicator with a filter's hint, or without decimals"


def _of_time(rows: Rows) -> Iterator[str]:
    if len({row["time_identifier"] for row in rows}) != 1:
        yield "there is more than one kind of time identifier"
    for row in rows:
        years = row["time_period"]
        if not re.fullmatch(r"\d{6}", years) or (int(years[:4]) + 1) % 100 != int(years[4:]):
            yield f"{years} is no academic year"
        if row["time_identifier"] not in _IDENTIFIERS:
            yield f"{row['time_identifier']} is no time identifier"


def _of_places(rows: Rows) -> Iterator[str]:
    for row in rows:
        filled = _FILLED.get(row["geographic_level"])
        if filled is None:
            yield f"{row['geographic_level']} is no geographic level"
            continue
        for name in (*_COUNTRY, *_REGION, *_AUTHORITY):
            if bool(row[name]) != (name in filled):
                yield f"{name} of a {row['geographic_level']} row is {row[name] or 'empty'}"


def _of_filters(rows: Rows, filters: Rows) -> Iterator[str]:
    names = [each["col_name"] for each in filters]
    for name in names:
        levels = {row[name] for row in rows}
        if "" in levels:
            yield f"{name} has a blank cell"
        if "Total" not in levels or len(levels) < 2:
            yield f"{name} has no Total or fewer than two levels"
    keys = [tuple(row[name] for name in (*_TIME_AND_PLACE, *names)) for row in rows]
    if len(set(keys)) != len(keys):
        yield "a combination comes twice"


def _of_indicators(rows: Rows, indicators: Rows) -> Iterator[str]:
    for each in indicators:
        for cell in (row.get(each["col_name"], "") for row in rows):
            if cell in _SYMBOLS:
                continue
            if not _NUMBER.fullmatch(cell):
                yield f"{each['col_name']} says {cell or 'nothing'}"
            elif len(cell.partition(".")[2]) != int(each["indicator_dp"]):
                yield f"{each['col_name']} says {cell}, with other decimals than the meta file"
