"""A download of Get Information About Schools is read as it came, and what can't be right is said by line."""

import csv
from io import StringIO

import pytest

from rig.databases import ROOT
from schools.files import gias, row
from sweep.core.codes import PHASES
from sweep.csv_rows import Unreadable
from sweep.places import from_national_grid, metres_between
from sweep.schools.gias import Whose, phase_of, read_schools

SOLIHULL = Whose("334", "Solihull")
REAL = ROOT.parent / "shared/data/schools/gias-extract.csv"


def names(raw: bytes, whose: Whose = SOLIHULL) -> list[str]:
    read = read_schools(raw, whose)
    assert read.wrong == []
    return [school.name for school in read.schools]


def wrong(*rows: dict[str, str]) -> list[str]:
    return [str(each) for each in read_schools(gias(*rows), SOLIHULL).wrong]


# What the Ordnance Survey's own software says of two points, east and north of the country.
@pytest.mark.parametrize(
    ("grid", "point"),
    [
        ((651409.804, 313177.450), (52.658007833, 1.716073973)),
        ((324589.044, 673726.191), (55.950621343, -3.209168461)),
    ],
)
def test_a_grid_reference_is_where_the_ordnance_survey_says_to_within_5_metres(
    grid: tuple[float, float], point: tuple[float, float]
) -> None:
    assert metres_between(*from_national_grid(*grid), *point) < 5


def test_a_schools_place_name_and_phase_are_read() -> None:
    (arden,) = read_schools(gias(row()), SOLIHULL).schools
    assert (arden.urn, arden.name, arden.phase) == ("136333", "Arden", "secondary")
    assert metres_between(arden.lat or 0, arden.lon or 0, 52.3839, -1.7427) < 50


def test_only_the_authoritys_own_schools_count_unless_all_are_asked_for() -> None:
    raw = gias(row(), row(urn="103166", la="330", la_name="Birmingham", name="The Oaks"))
    assert names(raw) == ["Arden"]
    assert names(raw, Whose("334", "Solihull", every=True)) == ["Arden", "The Oaks"]


def test_an_authority_without_a_three_digit_code_is_known_by_its_name() -> None:
    assert names(gias(row(la="")), Whose("", "SOLIHULL")) == ["Arden"]


@pytest.mark.parametrize(
    ("status", "counts"),
    [
        ("Open", True),
        ("Open, but proposed to close", True),
        ("Closed", False),
        ("Proposed to open", False),
    ],
)
def test_only_open_schools_count(status: str, counts: bool) -> None:
    raw = gias(row(urn="136334", name="Another"), row(status=status))
    assert ("Arden" in names(raw)) == counts


def test_a_childrens_centre_is_no_school() -> None:
    raw = gias(row(), row(urn="200001", sort="Children's centre", name="Little Acorns"))
    assert names(raw) == ["Arden"]


@pytest.mark.parametrize(
    ("cells", "phase"),
    [
        ({"phase": "Primary"}, "primary"),
        ({"phase": "Middle deemed secondary"}, "secondary"),
        ({"phase": "All-through"}, "secondary"),
        ({"phase": "All Through"}, "secondary"),
        ({"phase": "16 plus"}, "post16"),
        ({"phase": "Nursery"}, "early_years"),
        ({"phase": "Secondary", "sort": "Community Special School"}, "special_or_ap"),
        ({"phase": "Not applicable", "sort": "Pupil Referral Unit"}, "special_or_ap"),
        ({"phase": "Not applicable", "low": "3", "high": "11"}, "primary"),
        ({"phase": "Not applicable", "low": "11", "high": "16"}, "secondary"),
        ({"phase": "Not applicable", "low": "16", "high": "19"}, "post16"),
        ({"phase": "Not applicable", "low": "2", "high": "5"}, "early_years"),
        ({"phase": "Not applicable", "low": "", "high": ""}, "unknown"),
        ({"phase": "Not applicable", "low": "9" * 5000, "high": "9"}, "unknown"),
    ],
)
def test_every_sort_of_school_has_a_phase_of_ours(cells: dict[str, str], phase: str) -> None:
    assert phase_of(row(**cells)) == phase
    assert phase in PHASES


@pytest.mark.parametrize(("easting", "northing"), [("", ""), ("0", "0")])
def test_a_school_of_which_the_list_gives_no_place_is_kept_without_one(
    easting: str, northing: str
) -> None:
    (school,) = read_schools(gias(row(easting=easting, northing=northing)), SOLIHULL).schools
    assert (school.lat, school.lon) == (None, None)


def test_rows_that_cant_be_right_are_told_by_line_in_plain_words() -> None:
    assert wrong(
        row(),
        row(urn="13633"),
        row(urn="136335", name=""),
        row(urn="136336", easting="east"),
        row(urn="136337", northing="99999999"),
        row(),
    ) == [
        "Line 3: “13633” is no URN: those have six digits.",
        "Line 4: URN 136335 has no name that can be shown.",
        "Line 5: URN 136336 has an easting and northing that are not in Great Britain.",
        "Line 6: URN 136337 has an easting and northing that are not in Great Britain.",
        "Line 7: URN 136333 is on line 2 too.",
    ]


@pytest.mark.parametrize("digits", ["１３６３３３", "13 633", "1363331", "-13633"])
def test_a_urn_is_six_plain_digits(digits: str) -> None:
    read = read_schools(gias(row(urn=digits), encoding="utf-8"), SOLIHULL)
    assert (read.schools, len(read.wrong)) == ([], 1)


def test_what_is_wrong_in_another_authoritys_row_is_no_trouble_here() -> None:
    assert names(gias(row(), row(urn="?", la="330"))) == ["Arden"]


def test_a_broken_row_of_the_authority_is_told_with_its_line() -> None:
    raw = gias(row()) + b'136334,334,Solihull,"Two\r\nlines"\r\n136335,330,Birmingham\r\n'
    (broken,) = read_schools(raw, SOLIHULL).wrong
    assert str(broken) == "Line 3: it has 4 cells where the header has 11."


def test_a_name_of_several_lines_doesnt_shift_the_lines_after_it() -> None:
    raw = gias(row(urn="136334", la="330", name="Two\r\nlines"), row(urn="x"))
    (bad,) = read_schools(raw, SOLIHULL).wrong
    assert bad.line == 4


def test_an_open_quotation_mark_in_anothers_row_takes_no_school_of_ours_with_it() -> None:
    other = row(urn="103166", la="330", name="NAME")
    raw = gias(other, row(urn="136334"), other, row()).replace(b'"', b"")
    raw = raw.replace(b"NAME", b'"Half, a name', 1).replace(b"NAME", b'"Whole, a name"')
    with pytest.raises(Unreadable) as why:
        read_schools(raw, SOLIHULL)
    assert str(why.value) == (
        "The file can’t be read as CSV from line 2 on:"
        " it is broken off, or has a quotation mark too many or too few."
    )


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig"])
def test_names_come_whole_however_the_file_was_saved(encoding: str) -> None:
    assert names(gias(row(name="St Anne’s – École"), encoding=encoding)) == ["St Anne’s – École"]


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\r\n\r\n", "The file is empty."),
        (b"PK\x03\x04\x81\x8d", "The file is no text: save it as CSV."),
        (b"URN,Name\r\n1,2\r\n", "The file’s first line lacks “LA (code)”, “LA (name)”"),
        (gias(row(la="330")), "The file has no open school of Solihull."),
        (gias(), "The file has no open school of Solihull."),
    ],
)
def test_a_file_of_which_nothing_can_be_taken_is_said_in_a_sentence(
    raw: bytes, sentence: str
) -> None:
    with pytest.raises(Unreadable) as why:
        read_schools(raw, SOLIHULL)
    assert str(why.value).startswith(sentence)


@pytest.fixture
def download() -> bytes:
    """The department's own, of nine authorities, where it lies beside the project; else a small invented one."""
    if REAL.is_file():
        return REAL.read_bytes()
    return gias(row(), row(urn="103166", la="330", phase="Not applicable", low="2", high="19"))


def test_the_departments_own_file_is_read_without_a_complaint(download: bytes) -> None:
    rows = list(csv.DictReader(StringIO(download.decode("cp1252"))))
    every = read_schools(download, Whose("", "", every=True))
    assert every.wrong == []
    assert [school.urn for school in every.schools] == [each["URN"] for each in rows]
    assert {school.phase for school in every.schools} <= set(PHASES) - {"unknown"}
    own = read_schools(download, SOLIHULL).schools
    assert len(own) == sum(each["LA (code)"] == "334" for each in rows)
    # All of the borough lies within 20 km of its town hall.
    town_hall = (52.4118, -1.7776)
    assert all(metres_between(*town_hall, each.lat or 0, each.lon or 0) < 20_000 for each in own)
