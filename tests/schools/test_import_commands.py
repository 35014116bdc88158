"""`sweep schools import` and `sweep terms import`: checked, whole or not at all, and said in a sentence."""

import json
import os
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from rig.commands import Ran, run_sweep
from rig.street import coordinator
from schools.files import AUTUMN, HALF_TERM, SPRING, gias, row, terms
from sweep.access.credentials import ACROSS
from sweep.access.models import Authority
from sweep.db import db
from sweep.schools import bring_in
from sweep.schools.bring_in import TooMany, bring_in_schools
from sweep.schools.gias import ReadSchool
from sweep.schools.models import BroughtFile, School, Term

SOLIHULL, MIDDLESBROUGH = "E08000029", "E06000002"
OAKS = row(urn="136334", name="The Oaks", phase="Primary")
ELMS = row(urn="136335", name="The Elms", phase="Primary")


class Owner:
    """Whoever runs the server, at a terminal with a file."""

    def __init__(self, app: Flask, environ: dict[str, str], folder: Path) -> None:
        self._app, self._environ, self._file = app, environ, folder / "brought.csv"

    def names_the_file(self, name: bytes) -> None:
        self._file = self._file.with_name(os.fsdecode(name))

    def brings(self, what: str, raw: bytes, *options: str, code: str = SOLIHULL) -> Ran:
        self._file.write_bytes(raw)
        return run_sweep(self._environ, what, "import", code, str(self._file), *options)

    def rows(self, table: type[School | Term]) -> dict[str, tuple[bool, int]]:
        """(is there, rev) by name, of every authority."""
        with self._app.app_context():
            found = db.session.scalars(select(table), execution_options=ACROSS)
            return {each.name: (not each.removed, each.rev) for each in found}

    def rev(self) -> int:
        with self._app.app_context():
            found = select(Authority.rev).where(Authority.new_la_code == SOLIHULL)
            return db.session.scalars(found).one()


@pytest.fixture
def owner(app: Flask, environ: dict[str, str], tmp_path: Path) -> Owner:
    with app.app_context():
        authority = Authority(new_la_code=SOLIHULL, old_la_code="334", la_name="Solihull")
        db.session.add(authority)
        db.session.commit()
    return Owner(app, environ, tmp_path)


def test_new_changed_and_closed_schools_are_counted_and_each_gets_a_rev(owner: Owner) -> None:
    first = owner.brings("schools", gias(row(), OAKS, ELMS))
    assert (first.code, first.said) == (
        0,
        "Solihull: 3 new schools, 0 changed, 0 closed, 0 as before.\n",
    )
    before = owner.rows(School)
    assert sorted(rev for _, rev in before.values()) == [1, 2, 3]
    again = owner.brings("schools", gias(row(name="Arden Academy"), {**ELMS}))
    assert again.said == "Solihull: 0 new schools, 1 changed, 1 closed, 1 as before.\n"
    after = owner.rows(School)
    assert after["The Elms"] == before["The Elms"]
    assert after["The Oaks"] == (False, 5)
    assert after["Arden Academy"] == (True, 4)


def test_the_same_file_again_changes_nothing(owner: Owner) -> None:
    for _ in range(2):
        said = owner.brings("schools", gias(row(), OAKS)).said
        owner.brings("terms", terms(AUTUMN, HALF_TERM))
    assert said == "Solihull: 0 new schools, 0 changed, 0 closed, 2 as before.\n"
    assert owner.rev() == 3


def test_a_school_that_the_list_says_is_closed_is_closed_and_may_open_again(owner: Owner) -> None:
    owner.brings("schools", gias(row(), OAKS))
    owner.brings("schools", gias(row(), {**OAKS, "EstablishmentStatus (name)": "Closed"}))
    assert owner.rows(School)["The Oaks"] == (False, 3)
    assert "1 new school," in owner.brings("schools", gias(row(), OAKS)).said
    assert owner.rows(School)["The Oaks"] == (True, 4)


def test_a_dry_run_says_the_same_and_changes_nothing(owner: Owner) -> None:
    owner.brings("schools", gias(row()))
    before, rev = owner.rows(School), owner.rev()
    said = owner.brings("schools", gias(OAKS), "--dry-run").said
    assert said == (
        "Solihull: 1 new school, 0 changed, 1 closed, 0 as before.\n"
        "This was a dry run: nothing was changed.\n"
    )
    owner.brings("terms", terms(AUTUMN), "--dry-run")
    assert (owner.rows(School), owner.rows(Term), owner.rev()) == (before, {}, rev)


def test_one_bad_row_and_nothing_is_imported(owner: Owner) -> None:
    ran = owner.brings("schools", gias(row(), row(urn="13"), OAKS))
    assert (ran.code, ran.said) == (1, "")
    assert "Nothing was imported: 1 row needs mending.\nLine 3: “13” is no URN" in ran.complained
    ran = owner.brings("terms", terms(AUTUMN, "off,,2027-01-01,"))
    assert ran.code == 1
    assert "Line 3: these days off do not lie within a term" in ran.complained
    assert (owner.rows(School), owner.rows(Term), owner.rev()) == ({}, {}, 0)


def test_a_list_of_bad_rows_ends_somewhere(owner: Owner) -> None:
    ran = owner.brings("schools", gias(*(row(urn=f"{number}") for number in range(50))))
    assert ran.complained.count("Line ") == 20
    assert ran.complained.endswith("and 30 more.\n")


def test_what_cant_be_read_is_a_sentence_and_no_traceback(owner: Owner) -> None:
    for what in ("schools", "terms"):
        ran = owner.brings(what, b"\x00\x81 no such file")
        assert ran.code == 1
        assert "Nothing was imported. " in ran.complained
        assert "Traceback" not in ran.complained
    ran = owner.brings("schools", gias(row()), code="E99999999")
    assert "There is no authority E99999999. Add it: sweep add-authority." in ran.complained


def test_schools_without_a_place_are_named(owner: Owner) -> None:
    ran = owner.brings("schools", gias(row(easting="", northing=""), OAKS))
    assert "The file gives no place for Arden: phones can’t show them near by." in ran.said


def test_scripts_get_one_json_object(owner: Owner) -> None:
    owner.brings("schools", gias(OAKS))
    ran = owner.brings("schools", gias(row(easting="", northing="")), "--json")
    assert json.loads(ran.said) == {
        "new_la_code": SOLIHULL,
        "new": ["Arden"],
        "changed": [],
        "gone": ["The Oaks"],
        "same": 0,
        "without_place": ["Arden"],
        "dry_run": False,
    }


def test_more_schools_than_phones_should_carry_are_not_taken(
    owner: Owner, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bring_in, "MOST_SCHOOLS", 2)
    three = [ReadSchool(f"13633{n}", f"School {n}", "primary", 52.4, -1.7) for n in range(3)]
    with app.app_context(), pytest.raises(TooMany, match="3 schools are more than phones should"):
        bring_in_schools(1, three)


def test_another_authoritys_schools_and_terms_are_let_alone(owner: Owner, app: Flask) -> None:
    coordinator(app, MIDDLESBROUGH, "Middlesbrough")
    owner.brings("schools", gias(row(la="", la_name="Middlesbrough")), "--all", code=MIDDLESBROUGH)
    owner.brings("terms", terms(AUTUMN), code=MIDDLESBROUGH)
    before = owner.rows(School), owner.rows(Term)
    owner.brings("schools", gias(OAKS))
    owner.brings("terms", terms(SPRING))
    after = owner.rows(School), owner.rows(Term)
    assert (after[0].pop("The Oaks"), after[1].pop("Spring term 2027")) == ((True, 1), (True, 2))
    assert after == before


def test_terms_of_other_years_stay_and_those_between_the_files_days_are_replaced(
    owner: Owner,
) -> None:
    owner.brings("terms", terms("term,Autumn term,2025-09-01,2025-12-19", AUTUMN, SPRING))
    moved = "term,Autumn term 2026,2026-09-07,2026-12-18"
    said = owner.brings("terms", terms(moved, "term,Lent term,2027-01-05,2027-03-25")).said
    assert said == "Solihull: 1 new term, 1 changed, 1 taken away, 0 as before.\n"
    there = {name for name, (is_there, _) in owner.rows(Term).items() if is_there}
    assert there == {"Autumn term", "Autumn term 2026", "Lent term"}


def test_a_term_of_the_same_name_next_year_is_another(owner: Owner) -> None:
    owner.brings("terms", terms("term,Autumn,2025-09-01,2025-12-19"))
    said = owner.brings("terms", terms("term,Autumn,2026-09-01,2026-12-18")).said
    assert said == "Solihull: 1 new term, 0 changed, 0 taken away, 0 as before.\n"


def test_a_day_off_more_is_a_change_of_its_term(owner: Owner) -> None:
    owner.brings("terms", terms(AUTUMN, SPRING))
    said = owner.brings("terms", terms(AUTUMN, HALF_TERM, SPRING)).said
    assert said == "Solihull: 0 new terms, 1 changed, 0 taken away, 1 as before.\n"
    assert owner.rows(Term)["Autumn term 2026"] == (True, 3)


def test_schools_are_imported_by_the_other_name_too(
    owner: Owner, environ: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "edubase.csv"
    file.write_bytes(gias(row()))
    ran = run_sweep(environ, "import-schools", SOLIHULL, str(file))
    assert ran.said == "Solihull: 1 new school, 0 changed, 0 closed, 0 as before.\n"


def test_a_file_may_be_called_anything_that_a_disk_can_hold(app: Flask, owner: Owner) -> None:
    owner.names_the_file(b"M\xf4n\n2026.csv")
    ran = owner.brings("schools", gias(row()))
    assert (ran.code, ran.complained) == (0, "")
    with app.app_context():
        (kept,) = db.session.scalars(select(BroughtFile), execution_options=ACROSS)
        assert kept.file_name == "Mn2026.csv"
