"""What a published revision kept back stays kept back in the later ones, and every moment keeps its bytes."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask

from national.given import SPRING, Sender, bring_in_region, opened, token_of, total
from rig.pages import add_user
from rig.street import Desk, PretendPhone

YEAR = "/returns/202526/year"
SERVER = "/returns/server/202526/spring"


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


def more_come(phone: PretendPhone) -> None:
    """Late answers after which no number is small any more."""
    phone.push(*(phone.stop(found) for found in ("truanting", "late") for _ in range(12)))


def truanting_and_late(content: bytes) -> tuple[str, str]:
    row = total(content)
    return row["truanting_verified"], row["late"]


def moment() -> str:
    return datetime.now(UTC).isoformat().replace("+00:00", "Z")


def test_nothing_is_kept_back_once_no_number_is_small_and_none_was_published(
    few: PretendPhone, sender: Sender
) -> None:
    more_come(few)
    assert truanting_and_late(sender.get(f"{SPRING}.csv")) == ("13", "20")


def test_what_a_published_revision_kept_back_stays_kept_back_in_the_next(
    few: PretendPhone, sender: Sender
) -> None:
    sender.make_final(SPRING)
    more_come(few)
    assert truanting_and_late(sender.get(f"{SPRING}.csv")) == ("c", "c")
    sender.make_final(SPRING)
    second = sender.get(f"{SPRING}.csv?revision=2")
    assert truanting_and_late(second) == ("c", "c")
    assert total(second)["children_stopped"] == "33"
    assert sender.note(SPRING)["status"] == "Final"
    assert sender.get(f"{SPRING}.csv") == second


def test_a_year_and_the_server_hide_what_a_terms_revision_hid(
    app: Flask, few: PretendPhone, sender: Sender
) -> None:
    sender.make_final(SPRING)
    more_come(few)
    reader = Sender(app, token_of(app, add_user(app, "reader@returns.example", "returns_reader")))
    server = reader.get(f"{SERVER}.csv").decode().splitlines()
    country = dict(zip(server[0].split(","), server[1].split(","), strict=True))
    assert truanting_and_late(sender.get(f"{YEAR}.csv")) == ("c", "c")
    assert (country["geographic_level"], country["late"]) == ("National", "c")


def test_what_a_years_own_revision_kept_back_stays_kept_back_there(
    few: PretendPhone, sender: Sender
) -> None:
    sender.make_final(YEAR)
    more_come(few)
    assert truanting_and_late(sender.get(f"{YEAR}.csv")) == ("c", "c")


@pytest.mark.parametrize("path", [SPRING, YEAR])
def test_each_moment_before_and_after_a_revision_keeps_its_very_bytes(
    few: PretendPhone, sender: Sender, path: str
) -> None:
    remembered: dict[str, bytes] = {}

    def remember() -> None:
        current = sender.get(f"{path}.csv")
        asked = moment()
        remembered[asked] = sender.get(f"{path}.csv?as_at={asked}")
        assert remembered[asked] == current

    remember()
    sender.make_final(path)
    remember()
    more_come(few)
    remember()
    sender.make_final(path)
    remember()
    for asked, content in remembered.items():
        assert sender.get(f"{path}.csv?as_at={asked}") == content, asked
    assert len(set(remembered.values())) == 2


def test_a_moment_before_any_revision_hides_only_what_was_small_then(
    few: PretendPhone, sender: Sender
) -> None:
    more_come(few)
    before = moment()
    shown = sender.get(f"{SPRING}.csv?as_at={before}")
    few.push(few.stop("not_absent", "parent"))
    sender.make_final(SPRING)
    assert total(sender.get(f"{SPRING}.csv"))["not_absent"] == "c"
    assert sender.get(f"{SPRING}.csv?as_at={before}") == shown
    assert total(shown)["not_absent"] == "0"
