"""Every number of a summary, recounted from the files that anyone can download, by SQL written from the rules.

A day of a police.uk file is replayed, some schools answer, and DuckDB counts what the CSV of stops and the list
of shifts hold. Nothing of our own arithmetic takes part.
"""

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pytest
from flask import Flask
from scipy.stats import beta, chi2

from replay.files import REAL, write_small
from rig.databases import ROOT
from rig.street import Desk, Json, coordinator, in_process, operation
from sweep.replay.forces import AUTHORITIES, force_of
from sweep.replay.rows import read_rows

# (what the street found, what a school says, its mark), for the first child of each
ANSWERS = (
    ("truanting", "legitimately_absent", "M"),
    ("legitimately_absent", "truanting", "O"),
    ("truanting", "truanting", "O"),
    ("not_established", "truanting", "G"),
)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is shown lies in the arithmetic, not in the database."""
    return sqlite_url


def busiest_day(folder: Path) -> Path:
    """A file of the day with the most children of a real month; the invented one where none lies here."""
    real = REAL / "2020-01-south-yorkshire-stop-and-search.csv"
    if not real.is_file():
        return write_small(folder)
    head, *lines = real.read_text("utf-8").splitlines(keepends=True)
    # Only children stopped in school hours become stops.
    (day, _), *_ = Counter(row.day.isoformat() for row in read_rows(real).qualifying).most_common(1)
    path = folder / real.name
    path.write_text(head + "".join(line for line in lines if line.split(",")[1][:10] == day))
    return path


@pytest.fixture
def replayed(environ: dict[str, str], app: Flask, tmp_path: Path) -> tuple[Desk, str]:
    """The desk of the file's authority, and the sweep with the most stops."""
    file = busiest_day(tmp_path)
    place = AUTHORITIES[force_of(file) or ""]
    told = {"PATH": os.defpath, "PYTHONPATH": str(ROOT), **environ}
    command = [Path(sys.executable).with_name("sweep"), "replay", "--json", file]
    done = subprocess.run(command, cwd=ROOT, env=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    desk = Desk(in_process(app), coordinator(app, place.new_la_code, place.la_name))
    sweeps = desk.call("GET", "/sweeps")["sweeps"]
    most = max(sweeps, key=lambda sweep: len(desk.stops(sweep["id"])))
    return desk, str(most["id"])


def let_schools_answer(desk: Desk, sweep_id: str) -> int:
    """Answers to as many as there are; how many."""
    stops, given = desk.stops(sweep_id), 0
    for street, school, mark in ANSWERS:
        for stop in [each for each in stops if each["finding"] == street][:1]:
            stops.remove(stop)
            said = {
                "stop_id": stop["id"],
                "base_op": stop["head"],
                "verification": "confirmed" if street == school else "changed",
                "verified_finding": school,
                "register_code": mark,
                "told_by": "the school office",
                "why": "its register",
            }
            (result,) = desk.push(operation("stop.verify", said))
            assert result["status"] == "accepted"
            given += 1
    return given


@pytest.fixture
def counted(replayed: tuple[Desk, str], app: Flask, tmp_path: Path) -> tuple[Json, Any]:
    """The summary, and a database that knows only the two files."""
    desk, sweep_id = replayed
    assert let_schools_answer(desk, sweep_id) > 1
    head = {"Authorization": f"Bearer {desk.token}"}
    (tmp_path / "stops.csv").write_bytes(
        app.test_client().get(f"/sweeps/{sweep_id}/stops.csv", headers=head).get_data()
    )
    shifts = desk.call("GET", f"/sweeps/{sweep_id}/shifts")["shifts"]
    (tmp_path / "shifts.json").write_text(json.dumps(shifts))
    apart = duckdb.connect()
    apart.execute(SET_UP.format(folder=tmp_path))
    return desk.summary(sweep_id), apart


SET_UP = """
set timezone = 'Europe/London';
create table stops as select *,
    coalesce(verified_finding, finding) as shown,
    stopped_at::timestamptz as moment
  from read_csv('{folder}/stops.csv', all_varchar = true, nullstr = '');
create table shifts as select *,
    case when role in ('constable', 'pcso_designated', 'pcso', 'special') then 'police'
         when role = 'ewo' then 'welfare' else 'partner' end as whose,
    started_at::timestamptz as begins, ended_at::timestamptz as ends
  from read_json('{folder}/shifts.json');
create table worked as select *,
    greatest(0, (epoch_us(ends) - epoch_us(begins)) // 1000000 / 60.0 - break_minutes) as minutes
  from shifts;
"""

# Name in the summary → how return.md defines it.
COUNTS = {
    "encounters_count": "count(distinct encounter_id)",
    "children_stopped": "count(*)",
    "stopped_with_parent": "count(*) filter (accompanied_by = 'parent')",
    "stopped_with_other_adult": "count(*) filter (accompanied_by = 'other_adult')",
    "stopped_alone": "count(*) filter (accompanied_by = 'alone')",
    "stopped_accompaniment_not_recorded": "count(*) filter (accompanied_by = 'not_recorded')",
    "truanting_provisional": "count(*) filter (finding = 'truanting')",
    "truanting_verified": "count(*) filter (shown = 'truanting')",
    "truanting_confirmed": "count(*) filter (shown = 'truanting' and verification in ('confirmed', 'changed'))",
    "truanting_with_parent": "count(*) filter (shown = 'truanting' and accompanied_by = 'parent')",
    "truanting_with_other_adult": "count(*) filter (shown = 'truanting' and accompanied_by = 'other_adult')",
    "truanting_alone": "count(*) filter (shown = 'truanting' and accompanied_by = 'alone')",
    "truanting_accompaniment_not_recorded":
        "count(*) filter (shown = 'truanting' and accompanied_by = 'not_recorded')",
    "legitimately_absent": "count(*) filter (shown = 'legitimately_absent')",
    "excluded_first_five_days": "count(*) filter (shown = 'excluded' and reason = 'first_five_days')",
    "excluded_other": "count(*) filter (shown = 'excluded' and reason is distinct from 'first_five_days')",
    "late": "count(*) filter (shown = 'late')",
    "not_absent": "count(*) filter (shown = 'not_absent')",
    "home_educated": "count(*) filter (shown = 'not_absent' and reason = 'home_educated')",
    "no_school_place": "count(*) filter (shown = 'not_absent' and reason = 'no_school_place')",
    "not_established": "count(*) filter (shown = 'not_established')",
    "returned_to_school_s16": "count(*) filter (outcome = 'returned_to_school_s16')",
    "designated_premises_s16": "count(*) filter (outcome = 'designated_premises_s16')",
    "returned_voluntarily": "count(*) filter (outcome = 'returned_voluntarily')",
    "left_with_parent": "count(*) filter (outcome = 'left_with_parent')",
    "taken_home": "count(*) filter (outcome = 'taken_home')",
    "other_outcome": "count(*) filter (outcome in ('other', 'handed_to_social_care'))",
    "no_action": "count(*) filter (outcome = 'no_action')",
    "outcome_not_recorded": "count(*) filter (outcome is null)",
}  # fmt: skip
PERCENTS = {
    "truanting_percent": ("shown = 'truanting'", "true"),
    "stopped_with_parent_percent": ("accompanied_by = 'parent'", "true"),
    "truanting_with_parent_percent": ("accompanied_by = 'parent'", "shown = 'truanting'"),
    "legitimate_reason_percent": ("shown = 'legitimately_absent'", "true"),
    "verification_coverage_percent": (
        "verification in ('confirmed', 'changed')",
        "verification <> 'not_needed'",
    ),
}


def test_every_number_is_that_of_the_files(counted: tuple[Json, Any]) -> None:
    figures, apart = counted
    assert figures["children_stopped"] > 2
    for name, rule in COUNTS.items():
        assert (name, figures[name]) == (name, one(apart, f"select {rule} from stops"))
    for name, (part, whole) in PERCENTS.items():
        rule = f"100.0 * count(*) filter ({part}) / nullif(count(*), 0)"
        told = one(apart, f"select {rule} from stops where {whole}")
        assert figures[name] == (None if told is None else half_up(told, 1)), name
    assert sorted(
        (row["recorded"], row["verified"], row["children"]) for row in figures["changed"]
    ) == (
        apart.execute(
            "select finding, verified_finding, count(*) from stops where verified_finding is not null"
            " group by all order by all"
        ).fetchall()
    )
    assert_effort(figures, apart)
    assert_yields(figures, apart)
    assert_parts(figures, apart)


def one(apart: Any, query: str) -> Any:
    return apart.execute(query).fetchone()[0]


def half_up(value: float, decimals: int) -> float:
    return int(float(value) * 10**decimals + 0.5 + 1e-9) / 10**decimals


def assert_effort(figures: Json, apart: Any) -> None:
    overlapping = (
        "select count(*) from shifts a join shifts b on a.officer_id = b.officer_id and a.id < b.id"
    )
    assert one(apart, f"{overlapping} and a.begins < b.ends and b.begins < a.ends") == 0
    assert one(apart, "select count(*) from shifts where ends is null") == 0
    for name, whose in (
        ("police_officer_hours", "whose = 'police'"),
        ("ewo_hours", "whose = 'welfare'"),
        ("partner_hours", "whose = 'partner'"),
        ("officer_hours", "true"),
    ):
        minutes = minutes_of(apart, whose)
        assert figures[name] == half_up(minutes / 60, 1), name
    for name, whose in (("police_officers_count", "police"), ("ewo_count", "welfare")):
        counted = f"select count(distinct officer_id) from shifts where whose = '{whose}'"
        assert figures[name] == one(apart, counted)


def minutes_of(apart: Any, whose: str) -> int:
    """Whole minutes, each shift rounded by itself, halves up."""
    return int(
        one(apart, f"select coalesce(sum(floor(minutes + 0.5)), 0) from worked where {whose}")
    )


def assert_yields(figures: Json, apart: Any) -> None:
    police, everybody = minutes_of(apart, "whose = 'police'"), minutes_of(apart, "true")
    sweep = one(apart, UNION)
    for name, shown, minutes in (
        ("stops_per_police_officer_hour", "true", police),
        ("truants_per_police_officer_hour", "shown = 'truanting'", police),
        ("truants_per_officer_hour", "shown = 'truanting'", everybody),
        ("truants_per_sweep_hour", "shown = 'truanting'", sweep),
    ):
        assert figures[name] == garwood(apart, shown, minutes), name
    truants = one(apart, "select count(*) from stops where shown = 'truanting'")
    assert figures["minutes_per_truant"]["value"] == half_up(police / truants, 0)
    assert figures["truanting_per_hundred_stopped"] == clopper_pearson(apart, truants)
    was = figures["as_recorded"]
    assert was["truants_per_officer_hour"] == garwood(apart, "finding = 'truanting'", everybody)


# Minutes in which at least one officer was out: gaps between the latest end so far and the next start.
UNION = """
with in_order as (
  select begins, ends, max(ends) over (order by begins, ends rows between unbounded preceding and 1 preceding) as so_far
  from shifts)
select floor(sum(greatest(0, epoch_us(ends) - greatest(epoch_us(begins), coalesce(epoch_us(so_far), 0))))
    / 60e6 + 0.5)::int from in_order
"""


def groups(apart: Any, shown: str) -> tuple[int, float]:
    """How many children, and φ = Σg² / Σg over their encounters."""
    sizes = f"select count(*) as g from stops where {shown} group by encounter_id"
    children, squares = apart.execute(f"select sum(g), sum(g * g) from ({sizes})").fetchone()
    return int(children or 0), float(squares / children) if children else 1.0


def garwood(apart: Any, shown: str, minutes: int) -> Mapping[str, float]:
    """Garwood's limits by their chi-squared form, on n/φ in h/φ."""
    n, phi = groups(apart, shown)
    hours = minutes / 60
    low = chi2.ppf(0.025, 2 * n / phi) / 2 * phi / hours if n else 0.0
    high = chi2.ppf(0.975, 2 * n / phi + 2) / 2 * phi / hours
    return {"value": half_up(n / hours, 2), "low": half_up(low, 2), "high": half_up(high, 2)}


def clopper_pearson(apart: Any, part: int) -> Mapping[str, float]:
    whole, phi = groups(apart, "true")
    x, rest = part / phi, (whole - part) / phi
    low, high = beta.ppf(0.025, x, rest + 1), beta.ppf(0.975, x + 1, rest)
    shown = (100 * part / whole, 100 * low, 100 * high)
    return dict(zip(("value", "low", "high"), (half_up(each, 1) for each in shown), strict=True))


def assert_parts(figures: Json, apart: Any) -> None:
    counted = (
        "count(*), count(*) filter (finding = 'truanting'), count(*) filter (shown = 'truanting'),"
        " count(*) filter (shown = 'legitimately_absent')"
    )
    names = (
        "children_stopped",
        "truanting_provisional",
        "truanting_verified",
        "legitimately_absent",
    )
    by_site = apart.execute(f"select site, {counted} from stops group by site").fetchall()
    assert {
        (row["site"], *(row[name] for name in names)) for row in figures["by_site"] if row[names[0]]
    } == (set(by_site))
    by_hour = apart.execute(f"select hour(moment), {counted} from stops group by all").fetchall()
    told = [row for row in figures["by_hour"] if row["children_stopped"]]
    assert {(row["hour"], *(row[name] for name in names)) for row in told} == set(by_hour)
    minutes = dict(apart.execute(BY_HOUR).fetchall())
    shifts = one(apart, "select count(*) from shifts")
    for row in figures["by_hour"]:
        assert abs(row["officer_minutes"] - minutes.get(row["hour"], 0)) <= shifts
    assert sum(row["officer_minutes"] for row in figures["by_hour"]) == minutes_of(apart, "true")
    assert_who(figures, apart)


# Each shift's seconds in each hour of the day, less its even share of the breaks.
BY_HOUR = """
with cut as (
  select minutes, epoch(ends) - epoch(begins) as whole, hour(o_clock) as hour,
    epoch(least(ends, o_clock + interval 1 hour)) - epoch(greatest(begins, o_clock)) as within
  from worked, unnest(generate_series(date_trunc('hour', begins), ends, interval 1 hour)) as hours(o_clock))
select hour, sum(minutes * within / whole) from cut where whole > 0 and within > 0 group by hour
"""


def assert_who(figures: Json, apart: Any) -> None:
    """No number that is shown differs, and none below five is shown."""
    sexes = "case sex when 'F' then 'Girls' when 'M' then 'Boys' else 'Not stated' end"
    counted = apart.execute(
        f"select {sexes}, count(*), count(*) filter (shown = 'truanting') from stops group by all"
    ).fetchall()
    told = {group["group"]: group for group in figures["equality"]["sex"]}
    for group, stopped, truanting in counted:
        assert told[group]["children_stopped"] in (stopped, "c")
        assert told[group]["truanting_verified"] in (truanting, "c")
    for groups_of in figures["equality"].values():
        shown = [
            each[name] for each in groups_of for name in ("children_stopped", "truanting_verified")
        ]
        assert not {1, 2, 3, 4} & set(shown)
