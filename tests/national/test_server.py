"""The server's returns: every authority's added-up figures in one file, for the returns reader and nobody else."""

from datetime import UTC, datetime

import pytest
from flask import Flask

from national.given import Sender, bring_in_place, bring_in_region, opened, rows, token_of
from national.layout import broken_rules
from rig.pages import Visitor, add_user
from rig.street import Desk, PretendPhone
from sweep.access.roles import ROUTES, Role
from sweep.core.rates import round_half_up
from sweep.db import Unscoped, db
from sweep.stops.models import Stop

SPRING = "/returns/server/202526/spring"
OWN = "/returns/202526/spring"
EMAIL = "reader@returns.example"


@pytest.fixture
def reader(app: Flask, desk: Desk) -> Sender:
    return Sender(app, token_of(app, add_user(app, EMAIL, "returns_reader")))


@pytest.fixture
def two(app: Flask, desk: Desk, middlesbrough: Desk) -> list[PretendPhone]:
    """Two authorities of two regions with a sweep each."""
    bring_in_region(app)
    bring_in_place(app, ("E12000001", "North East"), ("E06000002", "806", "Middlesbrough"))
    one = opened(desk, {"PC 2231": "constable"}, kind="national", title="Zzyzx")
    one.push(*one.shift(31), *(one.stop("truanting", phase="primary") for _ in range(3)))
    other = opened(middlesbrough, {"PC 7104": "constable"}, title="Zzyzx")
    other.push(*other.shift(62), *(other.stop("late", "parent") for _ in range(5)))
    return [one, other]


def level(content: bytes, name: str, place: str = "") -> dict[str, str]:
    (found,) = [
        row
        for row in rows(content)
        if row["geographic_level"] == name
        and place in (row["region_name"], row["la_name"], "")
        and (row["sweep_type"], row["education_phase"]) == ("Total", "Total")
    ]
    return found


def test_one_file_has_the_country_its_regions_and_its_authorities(
    two: list[PretendPhone], reader: Sender
) -> None:
    content = reader.get(f"{SPRING}.csv")
    levels = [row["geographic_level"] for row in rows(content)]
    assert {name: levels.count(name) for name in levels} == {
        "National": 12,
        "Regional": 24,
        "Local authority": 24,
    }
    assert broken_rules(content, reader.get(f"{SPRING}.meta.csv")) == []
    assert reader.note(SPRING)["row_count"] == 60


def test_levels_are_sums_of_whole_numbers_and_minutes(
    two: list[PretendPhone], desk: Desk, middlesbrough: Desk, app: Flask, reader: Sender
) -> None:
    content = reader.get(f"{SPRING}.csv")
    country = level(content, "National")
    parts = [level(content, "Local authority", name) for name in ("Solihull", "Middlesbrough")]
    for name in ("sweeps_count", "children_stopped", "encounters_count", "late", "taken_home"):
        assert int(country[name]) == sum(int(part[name]) for part in parts), name
    # 31 and 62 minutes are 0.5 and 1.0 hours; 93 minutes are 1.6.
    assert [part["officer_hours"] for part in parts] == ["0.5", "1.0"]
    assert country["officer_hours"] == "1.6"
    assert country["stops_per_police_officer_hour"] == round_half_up(60 * 8, 93, 2)
    regions = [level(content, "Regional", name) for name in ("West Midlands", "North East")]
    assert [region["children_stopped"] for region in regions] == ["3", "5"]


def test_an_authoritys_rows_are_those_of_its_own_file(
    two: list[PretendPhone], app: Flask, desk: Desk, reader: Sender
) -> None:
    own = rows(Sender(app, desk.token).get(f"{OWN}.csv"))
    theirs = [row for row in rows(reader.get(f"{SPRING}.csv")) if row["la_name"] == "Solihull"]
    assert theirs == own


def test_an_authoritys_own_file_has_its_own_rows_alone(
    two: list[PretendPhone], app: Flask, desk: Desk
) -> None:
    own = rows(Sender(app, desk.token).get(f"{OWN}.csv"))
    assert {(row["geographic_level"], row["la_name"]) for row in own} == {
        ("Local authority", "Solihull")
    }


def test_the_reader_opens_the_servers_returns_and_nothing_else(
    two: list[PretendPhone], app: Flask, reader: Sender
) -> None:
    assert {
        route for route, may in ROUTES.items() if Role.RETURNS_READER in may and len(may) == 1
    } == {
        "server_returns.show_periods",
        "server_returns.show_return",
    }
    for path in ("/sweeps", OWN, f"{OWN}.csv", "/returns", "/api/v1/sweeps", "/officers"):
        reader.get(path, expect=403)


def test_nobody_else_opens_the_servers_returns(
    two: list[PretendPhone], app: Flask, desk: Desk
) -> None:
    Sender(app, desk.token).get(SPRING, expect=403)
    Sender(app, desk.token).get(f"{SPRING}.csv", expect=403)
    Sender(app, two[0].token).get(f"{SPRING}.csv", expect=403)


def test_a_reader_who_signs_in_stands_before_the_list_of_returns(
    two: list[PretendPhone], reader: Sender, visitor: Visitor
) -> None:
    visitor.sign_in(EMAIL)
    assert visitor.address == "/returns/server"
    assert "Spring term 2025/26" in visitor.words
    assert 'href="/sweeps"' not in visitor.page
    words = visitor.open(SPRING).words
    assert "Not final, or changed since: Middlesbrough, Solihull." in words
    assert "West Midlands Regional" in words
    assert "England Sweeps, officers and hours" in words
    assert "Children stopped 8 3 5 3 0 5" in words
    assert 'href="/returns/server"' in visitor.open("/sweeps").page


def test_no_title_officer_or_sweep_of_anybody_is_in_what_the_reader_gets(
    two: list[PretendPhone], reader: Sender
) -> None:
    for path in (SPRING, f"{SPRING}.csv", f"{SPRING}.csv-metadata.json", "/returns/server"):
        text = reader.get(path).decode()
        for private in ("Zzyzx", "PC 2231", "PC 7104", two[0].sweep_id, two[0].officer_id):
            assert private not in text, (path, private)


def test_the_server_is_final_once_every_authority_is(
    two: list[PretendPhone], app: Flask, desk: Desk, middlesbrough: Desk, reader: Sender
) -> None:
    Sender(app, desk.token).make_final(OWN)
    assert reader.note(SPRING)["status"] == "Provisional"
    Sender(app, middlesbrough.token).make_final(OWN)
    assert reader.note(SPRING)["status"] == "Final"
    assert reader.note(SPRING)["revision"] == 2
    two[0].push(two[0].stop())
    assert reader.note(SPRING)["status"] == "Provisional"


def test_an_authority_whose_region_is_not_known_is_in_the_national_rows_alone(
    app: Flask, desk: Desk, middlesbrough: Desk, reader: Sender
) -> None:
    bring_in_region(app)
    for each, name in ((desk, "PC 2231"), (middlesbrough, "PC 7104")):
        phone = opened(each, {name: "constable"})
        phone.push(phone.stop())
    content = reader.get(f"{SPRING}.csv")
    assert level(content, "National")["children_stopped"] == "2"
    assert level(content, "Regional")["children_stopped"] == "1"
    assert "region_unknown" in reader.codes(SPRING)
    assert "The region of Middlesbrough is not known" in reader.words(SPRING)


def test_a_period_without_sweeps_is_an_empty_file_that_says_so(reader: Sender) -> None:
    assert rows(reader.get(f"{SPRING}.csv")) == []
    assert "no_sweeps" in reader.codes(SPRING)
    assert "No authority of this server has a sweep that counts yet" in reader.words(
        "/returns/server"
    )


def test_nothing_stays_in_scope_behind_the_door(app: Flask, two: list[PretendPhone]) -> None:
    from sweep.national.server import each_authority

    with app.app_context():
        assert [authority.la_name for authority in each_authority()] == [
            "Middlesbrough",
            "Solihull",
        ]
        with pytest.raises(Unscoped):
            db.session.execute(db.select(Stop))


def test_the_year_adds_up_the_same_way(two: list[PretendPhone], reader: Sender) -> None:
    content = reader.get("/returns/server/202526/year.csv")
    assert level(content, "National")["children_stopped"] == "8"
    assert {row["time_identifier"] for row in rows(content)} == {"Academic year"}


def test_the_servers_file_as_at_a_moment_comes_out_the_same(
    two: list[PretendPhone], desk: Desk, reader: Sender
) -> None:
    current = reader.get(f"{SPRING}.csv")
    asked = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    files = [reader.get(f"{SPRING}.{each}?as_at={asked}") for each in ("csv", "csv-metadata.json")]
    assert files[0] == current
    two[1].push(two[1].stop("truanting"))
    desk.call("PATCH", f"/sweeps/{two[0].sweep_id}", {"kind": "local"})
    again = [reader.get(f"{SPRING}.{each}?as_at={asked}") for each in ("csv", "csv-metadata.json")]
    assert again == files
    assert reader.get(f"{SPRING}.csv") != current
    reader.get(f"{SPRING}.csv?revision=1", expect=404)
