"""The return keeps the Department's layout to the letter, and the layout's checker is able to find fault."""

import hashlib
import json
import re

import pytest
from flask import Flask

from national.given import SPRING, Sender, bring_in_region, opened, rows, total
from national.layout import broken_rules
from rig.street import Desk, PretendPhone
from sweep.national.columns import HEADER

# As return.md lists them.
TIME_AND_PLACE = (
    "time_period time_identifier geographic_level country_code country_name region_code region_name"
    " old_la_code new_la_code la_name"
)
FILTERS = "sweep_type education_phase"
INDICATORS = (
    "sweeps_count sites_count police_officers_count police_officer_hours ewo_count ewo_hours partner_hours"
    " officer_hours encounters_count children_stopped stopped_with_parent stopped_with_other_adult stopped_alone"
    " stopped_accompaniment_not_recorded truanting_provisional truanting_verified truanting_confirmed"
    " truanting_with_parent truanting_with_other_adult truanting_alone truanting_accompaniment_not_recorded"
    " legitimately_absent excluded_first_five_days excluded_other late not_absent home_educated no_school_place"
    " not_established returned_to_school_s16 designated_premises_s16 returned_voluntarily left_with_parent"
    " taken_home other_outcome no_action outcome_not_recorded stops_per_police_officer_hour"
    " truants_per_police_officer_hour truants_per_officer_hour minutes_per_truant verification_coverage_percent"
)
EFFORT = INDICATORS.split()[:9]
YIELDS = INDICATORS.split()[-5:-1]


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The layout of a file does not depend on the database."""
    return sqlite_url


@pytest.fixture
def counted(app: Flask, desk: Desk) -> PretendPhone:
    """A local sweep with an hour and two children, and Solihull's region known."""
    bring_in_region(app)
    phone = opened(desk, {"PC 2231": "constable"}, title="=1+1 High Street, URN 104090")
    phone.push(
        *phone.shift(60),
        phone.stop("truanting", "parent", phase="primary", note="Zzyzx", school_urn="104090"),
        phone.stop("late", phase="special_or_ap"),
    )
    return phone


def test_the_columns_are_those_of_the_return_in_its_order() -> None:
    assert list(HEADER) == f"{TIME_AND_PLACE} {FILTERS} {INDICATORS}".split()


@pytest.mark.parametrize("path", ["202526/spring", "202526/year", "202526/summer"])
def test_no_rule_of_the_layout_is_broken(counted: PretendPhone, sender: Sender, path: str) -> None:
    figures = sender.get(f"/returns/{path}.csv")
    assert broken_rules(figures, sender.get(f"/returns/{path}.meta.csv")) == []
    assert len(rows(figures)) == 12


BROKEN = [
    ("Primary,z", "Total,z", "a combination comes twice"),
    (",Local,", ",,", "sweep_type has a blank cell"),
    ("E12000005", "", "region_code of a Local authority row is empty"),
    ("202526", "202527", "202527 is no academic year"),
    ("Spring term", "Spring", "Spring is no time identifier"),
    ("Local authority", "Regional", "la_name of a Regional row is Solihull"),
    ("1.0,0,0.0", "1,0,0.0", "police_officer_hours says 1, with other decimals"),
    ("z,z,z,z", "z,n/a,z,z", "says n/a"),
    ("\r\n", "\n", "a line ends otherwise than by CR LF"),
    ("late", "Late", "the meta file has other columns than the data"),
]


@pytest.mark.parametrize(("said", "instead", "rule"), BROKEN)
def test_the_checker_finds_a_broken_rule(
    counted: PretendPhone, sender: Sender, said: str, instead: str, rule: str
) -> None:
    text, meta = sender.get(f"{SPRING}.csv").decode(), sender.get(f"{SPRING}.meta.csv")
    assert said in text
    broken = broken_rules(text.replace(said, instead).encode(), meta)
    assert any(rule in each for each in broken), broken


def test_effort_encounters_and_yields_do_not_apply_by_phase(
    counted: PretendPhone, sender: Sender
) -> None:
    content = sender.get(f"{SPRING}.csv")
    for kind in ("Total", "National", "Local"):
        for phase in ("Primary", "Secondary", "Other"):
            row = total(content, kind, phase)
            assert {row[name] for name in (*EFFORT, *YIELDS)} == {"z"}
            assert row["children_stopped"].isdigit()


def test_special_schools_and_unknown_phases_are_other(
    counted: PretendPhone, sender: Sender
) -> None:
    counted.push(counted.stop("late"), counted.stop("late", phase="unknown"))
    content = sender.get(f"{SPRING}.csv")
    stopped = [
        total(content, "Total", phase)["children_stopped"]
        for phase in ("Total", "Primary", "Secondary", "Other")
    ]
    assert stopped == ["4", "1", "0", "3"]


def test_an_academic_year_is_a_file_of_its_own(counted: PretendPhone, sender: Sender) -> None:
    year = rows(sender.get("/returns/202526/year.csv"))
    assert {row["time_identifier"] for row in year} == {"Academic year"}
    assert {row["time_period"] for row in year} == {"202526"}


def test_files_are_named_by_period_authority_status_and_revision(
    counted: PretendPhone, sender: Sender
) -> None:
    names = [
        sender.client.get(f"{SPRING}.{ending}", headers=sender.headers).headers[
            "Content-Disposition"
        ]
        for ending in ("csv", "meta.csv", "csv-metadata.json")
    ]
    stem = "truancy_sweeps_202526_spring_E08000029_provisional_r1"
    assert names == [
        f'attachment; filename="{stem}.{ending}"'
        for ending in ("csv", "meta.csv", "csv-metadata.json")
    ]
    sender.make_final(SPRING)
    answer = sender.client.get(f"{SPRING}.csv", headers=sender.headers)
    assert (
        "truancy_sweeps_202526_spring_E08000029_final_r1.csv"
        in answer.headers["Content-Disposition"]
    )


def test_the_metadata_tells_what_the_figures_may_not(counted: PretendPhone, sender: Sender) -> None:
    figures = sender.get(f"{SPRING}.csv")
    whole = json.loads(sender.get(f"{SPRING}.csv-metadata.json"))
    assert whole["@context"] == "http://www.w3.org/ns/csvw"
    assert whole["url"] == "truancy_sweeps_202526_spring_E08000029_provisional_r1.csv"
    assert [each["name"] for each in whole["tableSchema"]["columns"]] == list(HEADER)
    note = sender.note(SPRING)
    assert note["row_count"] == 12
    assert note["sha256"] == hashlib.sha256(figures).hexdigest()
    assert (note["status"], note["revision"]) == ("Provisional", 1)
    assert note["definitions_version"] == "1"
    assert re.fullmatch("[0-9a-f]{64}", note["ledger_head"])
    assert "sweeps_not_final" in {each["code"] for each in note["warnings"]}


def test_the_ledgers_head_moves_with_every_operation(counted: PretendPhone, sender: Sender) -> None:
    before = sender.note(SPRING)["ledger_head"]
    assert sender.note(SPRING)["ledger_head"] == before
    counted.push(counted.stop())
    assert sender.note(SPRING)["ledger_head"] != before


def test_no_title_note_school_place_or_officer_gets_into_a_file(
    counted: PretendPhone, sender: Sender
) -> None:
    sender.make_final(SPRING)
    for ending in ("csv", "meta.csv", "csv-metadata.json"):
        text = sender.get(f"{SPRING}.{ending}").decode()
        for private in ("High Street", "104090", "Zzyzx", "PC 2231", "52.4128", "Mell Square"):
            assert private not in text, (ending, private)


def test_an_authoritys_name_that_a_spreadsheet_would_run_is_guarded(
    app: Flask, counted: PretendPhone, sender: Sender
) -> None:
    from sweep.access.models import Authority
    from sweep.db import db

    with app.app_context():
        db.session.execute(db.update(Authority).values(la_name="=cmd|'/c calc'!A1"))
        db.session.commit()
    assert total(sender.get(f"{SPRING}.csv"))["la_name"] == "'=cmd|'/c calc'!A1"


def test_without_a_region_the_file_says_nothing_wrong_and_the_return_says_what_is_missing(
    desk: Desk, sender: Sender
) -> None:
    opened(desk, {"PC 2231": "constable"})
    row = total(sender.get(f"{SPRING}.csv"))
    assert (row["region_code"], row["region_name"]) == ("", "")
    assert "region_unknown" in sender.codes(SPRING)
    assert "bring in the codes of authorities and regions" in sender.words(SPRING)
