"""A sweep from the first tap to the downloaded figures, with the network off and the server killed between."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page

from journeys.clerk import Clerk
from journeys.expected import expected_csv
from journeys.solihull import WELFARE_OFFICER, Solihull
from journeys.thumb import Thumb
from rig.chromium import PhoneProfile

WITHOUT_SIGNAL = (
    ("Truanting", "Alone"),
    ("Has a reason", "Parent"),
    ("Late", "Alone"),
    ("Excluded", "Other adult"),
    ("Can’t tell", "Not noted"),
)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue(f"{request.param}_url"))


def test_stops_recorded_without_signal_or_server_reach_the_coordinators_figures(
    solihull: Solihull, phone_profile: PhoneProfile, desk_screen: Page
) -> None:
    thumb = Thumb(phone_profile.open(solihull.code()["link"]))
    thumb.enrol_by_link()
    thumb.choose_sweep()
    thumb.start_patrol(WELFARE_OFFICER)
    thumb.all_is_sent()
    before = solihull.rev()
    record_the_first_stop(thumb)
    thumb.all_is_sent()

    thumb.page.context.set_offline(True)
    solihull.server.kill()
    phone_profile.close()
    thumb = Thumb(phone_profile.open(solihull.app, offline=True))
    for number, (finding, company) in enumerate(WITHOUT_SIGNAL, 1):
        assert thumb.record_stop(finding, company) == 4
        thumb.waits_to_send(number)

    solihull.server.start()
    thumb.page.context.set_offline(False)
    thumb.all_is_sent()
    thumb.end_patrol()
    thumb.all_is_sent()
    solihull.put_back_starts(hours=2)

    clerk = Clerk(desk_screen, solihull)
    clerk.sign_in()
    clerk.open_summary()
    see_the_same_figures(clerk)
    # Since then: six stops, two shifts ended, two put right.
    assert read(clerk.download_csv()) == expected_csv(solihull.sweep_id, before + 10)


def record_the_first_stop(thumb: Thumb) -> None:
    known = (
        ("Why", "No reason given"),
        ("What happened next", "Left with parent"),
        ("School", "Secondary"),
    )
    # Each answer that is not asked for is one tap more.
    assert thumb.record_stop("Truanting", "Parent", known) == 4 + len(known)


def see_the_same_figures(clerk: Clerk) -> None:
    clerk.sees(
        "In 4 officer-hours 6 children were stopped; 2 were truanting (1 with a parent): 0.50"
    )


def read(file: Path) -> list[list[str]]:
    text = file.read_bytes().decode("utf-8")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))
