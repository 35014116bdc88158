"""What is handed out, opened in LibreOffice: every cell as it was written, and none of them a formula."""

import csv
import io
from pathlib import Path

import pytest

from rig.libreoffice import CSV, Book, opened, written
from rig.pages import Visitor
from rig.street import Desk

TITLES = ("=1+1", "+44 121 496 0000", "@SUM(A1)", "-2", '=HYPERLINK("x";"y")', "Mell, “Square”")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a file holds does not depend on the database."""
    return sqlite_url


@pytest.fixture
def files(amina: Visitor, desk: Desk, tmp_path: Path) -> dict[str, list[Path]]:
    """The files of a sweep for each title; a site of the same name stands in it."""
    made: dict[str, list[Path]] = {"summary.csv": [], "stops.csv": [], "summary.xlsx": []}
    for number, title in enumerate(TITLES):
        officer = desk.officer(f"PC 223{number}")
        sites = [{"name": title, "lat": 52.4128, "lon": -1.7780}]
        sweep = desk.sweep([officer], title=title, sites=sites)
        phone = desk.enrol(sweep, officer)
        phone.shift(240)
        for finding in ("truanting", "truanting", "late", "not_absent", "legitimately_absent"):
            phone.stop(finding, phase="secondary", sex="F")
        phone.push()
        for kind, paths in made.items():
            stem, _, ending = kind.partition(".")
            path = tmp_path / f"{stem}-{number}.{ending}"
            path.write_bytes(amina.client.get(f"/sweeps/{sweep}/{kind}").get_data())
            paths.append(path)
    return made


def same(cell: str | float, told: str) -> bool:
    """Numbers by value, text to the letter."""
    return cell == float(told) if isinstance(cell, float) else cell == told


@pytest.mark.parametrize("kind", ["summary.csv", "stops.csv"])
def test_every_cell_of_a_csv_file_is_read_as_it_was_written(
    files: dict[str, list[Path]], tmp_path: Path, kind: str
) -> None:
    for path, book in zip(files[kind], opened(files[kind], tmp_path, CSV), strict=True):
        assert book.formulas == []
        (sheet,) = book.sheets.values()
        told = list(csv.reader(io.StringIO(path.read_text("utf-8"), newline="")))
        assert len(sheet) == len(told) > 1
        for row, cells in zip(sheet, told, strict=True):
            padded = [*row, *[""] * (len(cells) - len(row))]
            unlike = [pair for pair in zip(padded, cells, strict=True) if not same(*pair)]
            assert unlike == []


def test_every_cell_of_every_sheet_is_read_as_it_was_written(
    files: dict[str, list[Path]], tmp_path: Path
) -> None:
    paths = files["summary.xlsx"]
    for title, path, book in zip(TITLES, paths, opened(paths, tmp_path), strict=True):
        ours = written(path)
        assert (ours.formulas, book.formulas) == ([], [])
        assert list(book.sheets) == list(ours.sheets)
        for name, sheet in ours.sheets.items():
            assert book.sheets[name] == sheet, name
        assert book.sheets["Summary"][0] == [title]
        assert [row[0] for row in book.sheets["By site"][1:3]] == [title, "All"]
        assert_figures(book)


def assert_figures(book: Book) -> None:
    assert ["Children stopped", 5.0] in book.sheets["Summary"]
    assert ["Truanting per police officer-hour", 0.5, 0.06, 1.81] in book.sheets["Summary"]
    assert ["Truanting", 2.0, 2.0, 40.0] in book.sheets["What was found"]
    yields = {row[0]: row[1:] for row in book.sheets["Yields"][1:]}
    assert yields["Truanting per police officer-hour"] == [0.5, 0.06, 1.81, 0.5, 0.06, 1.81]
    assert ["Police", 1.0, 240.0, 4.0] in book.sheets["Officers and officer-hours"]
