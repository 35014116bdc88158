"""`sweep import-geography`: dated codes, places that are none, outlines; all of it or nothing."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from rig.commands import run_sweep
from sweep.csv_rows import Unreadable
from sweep.db import db
from sweep.geography.bring_in import Brought, Read, bring_in
from sweep.geography.models import LocalAuthority, Outline, Region
from sweep.geography.outlines import read_outlines
from sweep.geography.read import place_of
from sweep.geography.tables import read_table
from sweep.places import area_problem

AUTHORITIES = (
    "new_la_code,la_name,date_of_operation,date_of_termination,parent_geography_code,old_la_code"
)
SOLIHULL = "E08000029,Solihull,01/01/2009,,E12000005,334"
CUMBRIA = "E10000006,Cumbria,01/01/2009,31/03/2023,E12000002,909"
SQUARE = {
    "type": "Polygon",
    "coordinates": [[[-1.8, 52.4], [-1.7, 52.4], [-1.7, 52.5], [-1.8, 52.5], [-1.8, 52.4]]],
}


def authorities(*rows: str, encoding: str = "utf-8") -> bytes:
    return "\r\n".join((AUTHORITIES, *rows)).encode(encoding)


def hierarchy(*rows: str) -> bytes:
    return "\n".join(("region_code,region_name,old_la_code,la_name,new_la_code", *rows)).encode()


def ward(code: str = "E05001284", shape: Any = SQUARE, **said: str) -> dict[str, Any]:
    named = {"WD25CD": code, "WD25NM": "Bickenhill", "LAD25CD": "E08000029", "LAD25NM": "Solihull"}
    return {"type": "Feature", "properties": {**named, **said}, "geometry": shape}


def collection(*features: Mapping[str, Any], **said: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features, **said}).encode()


def test_a_code_that_was_replaced_keeps_its_days(app: Flask) -> None:
    table = read_table(authorities(SOLIHULL, CUMBRIA))
    with app.app_context():
        bring_in(Read(authorities=table.authorities))
        kept = db.session.get_one(LocalAuthority, "E10000006")
        assert (kept.opened, kept.closed) == (date(2009, 1, 1), date(2023, 3, 31))
        assert db.session.get_one(LocalAuthority, "E08000029").closed is None


def test_an_authority_lies_in_the_region_that_either_file_names(app: Flask) -> None:
    region = "E12000005,West Midlands,334,Solihull,E08000029"
    in_a_county = SOLIHULL.replace("E12000005", "E11000005")
    placed, dated = read_table(hierarchy(region)), read_table(authorities(in_a_county))
    both = Read(placed.regions, [*placed.authorities, *dated.authorities])
    with app.app_context():
        bring_in(both)
        assert place_of("E08000029").region_name == "West Midlands"
        assert db.session.get_one(LocalAuthority, "E08000029").opened == date(2009, 1, 1)


def test_a_parent_that_is_no_region_takes_no_region_away(app: Flask) -> None:
    region = "E12000005,West Midlands,334,Solihull,E08000029"
    placed = read_table(hierarchy(region))
    county = read_table(authorities("E08000029,Solihull,01/01/2009,,E11000005,334"))
    with app.app_context():
        bring_in(Read(placed.regions, placed.authorities))
        bring_in(Read(authorities=county.authorities))
        assert place_of("E08000029").region_code == "E12000005"


def test_rows_that_are_no_one_place_are_left_out_and_said() -> None:
    read = read_table(
        authorities(
            "E06000061 / E06000062,North / West,01/04/2021,,E12000004,940 / 941",
            "z,British Forces Post Office overseas establishments,,,,702",
            SOLIHULL,
        )
    )
    assert [each.la_name for each in read.authorities] == ["Solihull"]
    assert [str(each) for each in read.left_out] == [
        "Line 2: left out: E06000061 / E06000062 are several places in one row.",
        "Line 3: left out: its code is “z”, which is no place.",
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("E0800002,Solihull,01/01/2009,,,334", "“E0800002” is no code"),
        ("E08000028,Sandwell,31/02/2009,,,333", "“31/02/2009” is no day"),
        ("E08000028,Sandwell,01/01/2009,31/12/2008,,333", "it ends before it begins"),
        ("E08000028,Sandwell,01/01/2009,,,33", "“33” is no old code"),
        ("E08000028,,01/01/2009,,,333", "it has no name"),
        ("E08000028,Sandwell,01/01/2009", "it has 3 cells"),
        (SOLIHULL, "E08000029 is on line 2 too"),
    ],
)
def test_a_dirty_row_is_said_by_its_line(row: str, said: str) -> None:
    (wrong,) = read_table(authorities(SOLIHULL, row)).wrong
    assert str(wrong).startswith(f"Line 3: {said}")


def test_names_in_either_encoding_are_read() -> None:
    row = "W06000002,Gwynedd – Môn,01/01/2009,,,661"
    for encoding in ("utf-8", "utf-8-sig", "cp1252"):
        (read,) = read_table(authorities(row, encoding=encoding)).authorities
        assert read.la_name == "Gwynedd – Môn"


def test_wards_and_authorities_are_known_by_their_properties() -> None:
    borough = {
        "properties": {"new_la_code": "E08000029", "la_name": "Solihull"},
        "geometry": SQUARE,
    }
    first, second = read_outlines(collection(ward(), borough)).outlines
    assert (first.kind, first.code, first.new_la_code) == ("ward", "E05001284", "E08000029")
    assert (second.kind, second.code, second.new_la_code) == (
        "authority",
        "E08000029",
        "E08000029",
    )


def test_a_dirty_feature_is_said_by_its_number() -> None:
    bow_tie = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}
    read = read_outlines(
        collection(ward(), ward(), ward("E05001285", bow_tie), ward("E05001286", WD25NM=""))
    )
    assert [str(each) for each in read.wrong] == [
        "Feature 2: E05001284 is feature 1 too.",
        "Feature 3: the area’s outline crosses itself or is not closed.",
        "Feature 4: it has no name, such as WD25NM, LAD25NM or la_name.",
    ]


def test_an_outline_deeper_than_any_is_refused_like_every_other_that_cant_be_read() -> None:
    deep: list[Any] = []
    for _ in range(10_000):
        deep = [deep]
    said = area_problem({"type": "Polygon", "coordinates": deep})
    assert said == "The area’s coordinates can’t be read."


@pytest.mark.parametrize("raw", [AUTHORITIES.encode(), b"region_code,region_name\n", b"[1]"])
def test_a_file_of_one_line_is_no_list_of_nothing(raw: bytes) -> None:
    with pytest.raises(Unreadable, match="no row below its first line"):
        read_table(raw)


@pytest.mark.parametrize(
    "raw",
    [b"{", b"{}", b"[]", collection(ward(), crs={"properties": {"name": "EPSG:27700"}})],
)
def test_what_is_no_collection_in_degrees_is_not_read(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        read_outlines(raw)


def test_wards_drawn_anew_take_the_place_of_all_the_old_ones(app: Flask) -> None:
    old = read_outlines(collection(ward(), ward("E05001285")))
    new = read_outlines(collection(ward("E05001285"), ward("E05099999")))
    with app.app_context():
        bring_in(Read(outlines=old.outlines))
        assert bring_in(Read(outlines=new.outlines))["outlines"] == Brought(1, 0, 1, 1)
        codes = set(db.session.scalars(select(Outline.code)))
        assert codes == {"E05001285", "E05099999"}


def test_the_same_again_changes_nothing_and_a_dry_run_never_does(app: Flask) -> None:
    table = read_table(hierarchy("E12000005,West Midlands,334,Solihull,E08000029"))
    read = Read(table.regions, table.authorities, read_outlines(collection(ward())).outlines)
    with app.app_context():
        rehearsed = bring_in(read, dry_run=True)
        assert db.session.scalars(select(Region)).all() == []
        assert bring_in(read) == rehearsed
        assert all(each == Brought(same=1) for each in bring_in(read).values())


def test_one_bad_file_and_nothing_of_any_is_taken(
    app: Flask, environ: dict[str, str], tmp_path: Any
) -> None:
    good, bad = tmp_path / "las.csv", tmp_path / "wards.geojson"
    good.write_bytes(authorities(SOLIHULL))
    bad.write_bytes(collection(ward(LAD25CD="Solihull")))
    ran = run_sweep(environ, "import-geography", str(good), str(bad))
    assert ran.code == 1
    assert "Nothing was imported.\nwards.geojson: Feature 1: it has no code" in ran.complained
    with app.app_context():
        assert db.session.scalars(select(LocalAuthority)).all() == []


def test_what_came_of_each_sort_is_said(environ: dict[str, str], tmp_path: Any, app: Flask) -> None:
    file = tmp_path / "called-anything"
    file.write_bytes(authorities(SOLIHULL, CUMBRIA))
    ran = run_sweep(environ, "import-geography", str(file))
    assert (ran.code, ran.complained) == (0, "")
    assert "Authorities: 2 new, 0 changed, 0 taken away, 0 as before.\n" in ran.said
