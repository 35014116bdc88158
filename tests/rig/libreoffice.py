"""A spreadsheet as a person's LibreOffice reads it: every cell with what it holds, and whether it is a formula."""

import os
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as Tree

from rig.asked import skip_if_left_out
from rig.programs import spreadsheet

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# Comma, double quote, UTF-8, from the first line: what the dialogue of a double click proposes.
CSV = "CSV:44,34,76,1"

Grid = list[list[str | float]]


@dataclass(frozen=True)
class Book:
    """Sheets by name, each a list of rows without their empty ends; and the formulas found anywhere."""

    sheets: dict[str, Grid]
    formulas: list[str]


def opened(files: list[Path], folder: Path, filter_name: str = "") -> list[Book]:
    """What LibreOffice makes of these files, in their order. All of one kind."""
    skip_if_left_out("spreadsheet")
    program = spreadsheet()
    if program is None:
        raise RuntimeError(
            "there is no LibreOffice on this machine; `make test` says what installs it"
        )
    # A profile of its own: two runs share none, and nobody's own is touched.
    words = [str(program), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    words += [f"--infilter={filter_name}"] if filter_name else []
    words += ["--convert-to", "fods", "--outdir", str(folder), *map(str, files)]
    environ = {"HOME": str(folder), "PATH": os.defpath, "LC_ALL": "C.UTF-8"}
    subprocess.run(words, check=True, capture_output=True, env=environ, timeout=180)
    return [_read(folder / f"{file.stem}.fods") for file in files]


def _read(file: Path) -> Book:
    tree = Tree.parse(file).getroot()
    tables = list(tree.iter(f"{_TABLE}table"))
    cells = [cell for table in tables for cell in table.iter(f"{_TABLE}table-cell")]
    formulas = [
        cell.attrib[f"{_TABLE}formula"] for cell in cells if f"{_TABLE}formula" in cell.attrib
    ]
    return Book({table.attrib[f"{_TABLE}name"]: _grid(table) for table in tables}, formulas)


def _grid(table: Tree.Element) -> Grid:
    rows: Grid = []
    for row in table.iter(f"{_TABLE}table-row"):
        cells = [
            value
            for cell in row
            for value in [_value(cell)] * int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        ]
        rows += [_trimmed(cells)] * min(int(row.get(f"{_TABLE}number-rows-repeated", "1")), 9)
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _value(cell: Tree.Element) -> str | float:
    kind = cell.get(f"{_OFFICE}value-type")
    if kind in ("float", "percentage", "currency"):
        return float(cell.attrib[f"{_OFFICE}value"])
    if kind == "boolean":
        return cell.attrib[f"{_OFFICE}boolean-value"]
    if kind == "date":
        return cell.attrib[f"{_OFFICE}date-value"]
    return "\n".join(_paragraph(each) for each in cell.iter(f"{_TEXT}p"))


def _paragraph(paragraph: Tree.Element) -> str:
    """Runs of blanks are an element of their own there."""
    said = paragraph.text or ""
    for each in paragraph:
        if each.tag == f"{_TEXT}s":
            said += " " * int(each.get(f"{_TEXT}c", "1"))
        else:
            said += "".join(each.itertext())
        said += each.tail or ""
    return said


def _trimmed(cells: list[str | float]) -> list[str | float]:
    while cells and cells[-1] == "":
        cells.pop()
    return cells


def written(xlsx: Path) -> Book:
    """The same from the file's own XML, without any spreadsheet."""
    with zipfile.ZipFile(xlsx) as parts:
        book = Tree.fromstring(parts.read("xl/workbook.xml"))
        texts = [
            "".join(each.text or "" for each in entry.iter(f"{_SHEET}t"))
            for entry in Tree.fromstring(parts.read("xl/sharedStrings.xml"))
        ]
        names = [each.attrib["name"] for each in book.iter(f"{_SHEET}sheet")]
        trees = [
            Tree.fromstring(parts.read(f"xl/worksheets/sheet{number}.xml"))
            for number, _ in enumerate(names, 1)
        ]
    formulas = [each.text or "" for tree in trees for each in tree.iter(f"{_SHEET}f")]
    return Book(dict(zip(names, (_written(tree, texts) for tree in trees), strict=True)), formulas)


def _written(tree: Tree.Element, texts: list[str]) -> Grid:
    rows: Grid = []
    for row in tree.iter(f"{_SHEET}row"):
        rows += [[]] * (int(row.attrib["r"]) - 1 - len(rows))
        cells: list[str | float] = []
        for cell in row.iter(f"{_SHEET}c"):
            column = ord(cell.attrib["r"][0]) - ord("A")
            cells += [""] * (column - len(cells))
            value = cell.findtext(f"{_SHEET}v")
            if value is None:  # the rest of cells that were merged
                cells.append("")
            else:
                cells.append(texts[int(value)] if cell.get("t") == "s" else float(value))
        rows.append(_trimmed(cells))
    return rows
