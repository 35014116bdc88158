"""Small numbers kept back, by the way that they really go: file, page, warnings and differences."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from national.given import SPRING, Sender, bring_in_region, opened, total
from national.layout import broken_rules
from rig.pages import Visitor
from rig.street import TEN_O_CLOCK, Desk, PretendPhone
from sweep.config import BadSetting, Config


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is kept back does not depend on the database."""
    return sqlite_url


@pytest.fixture
def few(app: Flask, desk: Desk) -> PretendPhone:
    """Nine children, one of them truanting, on a server that keeps back what is below five."""
    app.config["SWEEP"] = replace(app.config["SWEEP"], suppress_below=5)
    bring_in_region(app)
    phone = opened(desk, {"PC 2231": "constable"})
    phone.push(*phone.shift(60), phone.stop("truanting"), *(phone.stop("late") for _ in range(8)))
    return phone


def test_small_counts_read_c_and_the_layout_holds(few: PretendPhone, sender: Sender) -> None:
    content = sender.get(f"{SPRING}.csv")
    row = total(content)
    assert (row["truanting_verified"], row["late"], row["children_stopped"]) == ("c", "c", "9")
    assert row["truants_per_officer_hour"] == "c"
    assert row["officer_hours"] == "1.0"
    assert broken_rules(content, sender.get(f"{SPRING}.meta.csv")) == []


def test_what_applies_to_no_phase_reads_z_there_also_where_its_count_is_kept_back(
    few: PretendPhone, sender: Sender
) -> None:
    row = total(sender.get(f"{SPRING}.csv"), phase="Other")
    assert row["truanting_verified"] == "c"
    yields = ("stops_per_police_officer_hour", "truants_per_officer_hour", "minutes_per_truant")
    assert [row[name] for name in ("officer_hours", "encounters_count", *yields)] == ["z"] * 5


def test_neither_sentence_nor_warning_tells_what_is_kept_back(
    few: PretendPhone, sender: Sender
) -> None:
    words = sender.words(SPRING)
    assert "Small numbers are kept back on this server" in words
    assert "give out one of them" in words
    assert "1 was truanting" not in words
    details = {each["code"]: each["detail"] for each in sender.note(SPRING)["warnings"]}
    assert not any(letter.isdigit() for letter in details["not_all_verified"])


def test_no_warning_tells_a_small_number_where_the_file_keeps_none_back(
    app: Flask, desk: Desk, sender: Sender
) -> None:
    """Nine children alike leave nothing to hide; that one of them was stopped on another day has no column."""
    app.config["SWEEP"] = replace(app.config["SWEEP"], suppress_below=5)
    phone = opened(desk, {"PC 2231": "constable"})
    another_day = (TEN_O_CLOCK + timedelta(days=1)).isoformat()
    phone.push(*(phone.stop("late") for _ in range(8)), phone.stop("late", stopped_at=another_day))
    details = {each["code"]: each["detail"] for each in sender.note(SPRING)["warnings"]}
    assert "c" not in total(sender.get(f"{SPRING}.csv")).values()
    assert details["outside_period"] == (
        "Children were stopped outside the times of the sweep. They count."
    )


def test_the_page_says_what_keeping_back_can_not_do_where_it_is_on(
    app: Flask, few: PretendPhone, sender: Sender
) -> None:
    assert "may find one there, or by subtracting" in sender.words(SPRING)
    app.config["SWEEP"] = replace(app.config["SWEEP"], suppress_below=0)
    assert "subtracting" not in sender.words(SPRING)


def test_a_change_among_small_numbers_is_a_change_only_where_it_shows(
    few: PretendPhone, sender: Sender
) -> None:
    sender.make_final(SPRING)
    few.push(few.stop("late"))
    changes = sender.changes(SPRING)
    assert "All sweeps Before Now Encounters 9 10 Children stopped 9 10" in changes
    assert "Late" not in changes


def test_the_list_of_sweeps_keeps_small_numbers_back_too(few: PretendPhone, amina: Visitor) -> None:
    words = amina.open("/sweeps").words
    assert "9 stopped, c truanting" in words
    assert "Stopped 9 Truanting c" in words
    assert "“c” means: kept back" in words


def test_a_year_hides_what_a_term_hides_and_no_term_changes_anothers_file(
    few: PretendPhone, desk: Desk, sender: Sender
) -> None:
    spring = sender.get(f"{SPRING}.csv")
    summer = opened(
        desk,
        {"PC 7": "constable"},
        starts_at="2026-06-15T09:00:00Z",
        ends_at="2026-06-15T14:00:00Z",
    )
    summer.push(*(summer.stop(found) for found in ("truanting", "late") for _ in range(20)))
    shown = total(sender.get("/returns/202526/summer.csv"))
    assert (shown["truanting_verified"], shown["late"]) == ("20", "20")
    assert sender.get(f"{SPRING}.csv") == spring
    year = total(sender.get("/returns/202526/year.csv"))
    assert (year["truanting_verified"], year["children_stopped"]) == ("c", "49")


@pytest.mark.parametrize("text", ["-1", "five", "101", "٥"])
def test_a_setting_that_is_no_small_number_is_refused(environ: dict[str, str], text: str) -> None:
    with pytest.raises(BadSetting, match="SWEEP_SUPPRESS_BELOW"):
        Config.from_environ({**environ, "SWEEP_SUPPRESS_BELOW": text})


def test_nothing_is_kept_back_unless_the_server_says_so(environ: dict[str, str]) -> None:
    assert Config.from_environ(environ).suppress_below == 0
    assert Config.from_environ({**environ, "SWEEP_SUPPRESS_BELOW": "5"}).suppress_below == 5
