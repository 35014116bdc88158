"""The return's files, opened in LibreOffice: every cell as it was written, and none of them a formula."""

import csv
import io
from pathlib import Path

import pytest
from flask import Flask

from national.given import SPRING, Sender, bring_in_region, opened
from rig.libreoffice import CSV
from rig.libreoffice import opened as read_back
from rig.street import Desk
from sweep.access.models import Authority
from sweep.db import db

NAMES = ("=1+1", "@SUM(A1)", "+44", "Middlesbrough, “Boro”")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a file holds does not depend on the database."""
    return sqlite_url


@pytest.fixture
def files(app: Flask, desk: Desk, sender: Sender, tmp_path: Path) -> list[Path]:
    """The figures under each name of the authority, and what the columns are."""
    bring_in_region(app)
    phone = opened(desk, {"PC 2231": "constable"})
    phone.push(*phone.shift(95), phone.stop("truanting"), phone.stop("late", "parent"))
    made = [tmp_path / "meta.csv"]
    made[0].write_bytes(sender.get(f"{SPRING}.meta.csv"))
    for number, name in enumerate(NAMES):
        with app.app_context():
            db.session.execute(db.update(Authority).values(la_name=name, old_la_code="334"))
            db.session.commit()
        made.append(tmp_path / f"figures-{number}.csv")
        made[-1].write_bytes(sender.get(f"{SPRING}.csv"))
    return made


def same(cell: str | float, told: str) -> bool:
    """Numbers by value, text to the letter."""
    return cell == float(told) if isinstance(cell, float) else cell == told


def test_every_cell_of_the_return_is_read_as_it_was_written(
    files: list[Path], tmp_path: Path
) -> None:
    for path, book in zip(files, read_back(files, tmp_path, CSV), strict=True):
        assert book.formulas == [], path.name
        (sheet,) = book.sheets.values()
        told = list(csv.reader(io.StringIO(path.read_text("utf-8"), newline="")))
        assert len(sheet) == len(told) > 1
        for row, cells in zip(told, sheet, strict=True):
            padded = [*cells, *[""] * (len(row) - len(cells))]
            assert [pair for pair in zip(padded, row, strict=True) if not same(*pair)] == []


def test_codes_and_names_come_through_unharmed(files: list[Path], tmp_path: Path) -> None:
    figures = read_back(files[1:], tmp_path, CSV)
    for name, book in zip(NAMES, figures, strict=True):
        (sheet,) = book.sheets.values()
        row = dict(zip(map(str, sheet[0]), sheet[1], strict=False))
        assert (row["time_period"], row["old_la_code"], row["new_la_code"]) == (
            202526.0,
            334.0,
            "E08000029",
        )
        assert row["la_name"] in {name, f"'{name}"}
        assert row["police_officer_hours"] == 1.6
