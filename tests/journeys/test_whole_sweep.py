"""A whole sweep as a coordinator lives it: planned, watched on three phones, checked, summed up and returned.

Then one child's finding is put right after the return was final.
"""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from journeys.clerk import Clerk
from journeys.solihull import Solihull, found_authority, today
from journeys.thumb import Thumb
from rig.chromium import PHONE
from rig.server import LiveServer

PATROLS = {"PC 2231": "constable", "PC 4410": "constable", "EWO Hughes": "ewo"}
# What each patrol records, in order: finding and who is with the child.
RECORDED = {
    "PC 2231": (("Truanting", "Alone"), ("Truanting", "Parent")),
    "PC 4410": (("Has a reason", "Parent"),),
    "EWO Hughes": (("Truanting", "Alone"), ("Late", "Alone")),
}
# As the phones offer it: the nearest first.
SCHOOL = "Arbor Way School · 110\u00a0m"
# The register's marks, in the order in which the children were stopped.
MARKS = ("O", "M", "M", "O", "L")


@pytest.fixture
def there(app: Flask, live_server: LiveServer) -> Solihull:
    return found_authority(app, live_server)


@pytest.fixture
def clerk(there: Solihull, desk_screen: Page) -> Clerk:
    clerk = Clerk(desk_screen, there)
    clerk.sign_in()
    return clerk


@pytest.fixture
def phones(browser: Browser) -> Iterator[list[Page]]:
    """Three phones, none of them enrolled."""
    contexts = [browser.new_context(**PHONE) for _ in PATROLS]
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


def test_a_whole_sweep_from_its_plan_to_the_second_revision_of_its_return(
    there: Solihull, clerk: Clerk, phones: list[Page]
) -> None:
    clerk.plan_today(PATROLS)
    thumbs = walk(there, clerk, phones)
    end_patrols(there, thumbs)
    answer_for_the_school(clerk)
    see_the_summary(clerk)
    first = make_the_return_final(clerk, "Provisional: not published yet")
    correct_late(there, clerk)
    second = publish_the_second_revision(clerk)
    assert (figure(first, "truanting_verified"), figure(second, "truanting_verified")) == ("2", "1")
    assert figure(first, "children_stopped") == figure(second, "children_stopped") == "5"
    clerk.opens(f"/returns/{term_address()}")
    clerk.page.get_by_role("link", name=re.compile("^Revision 1")).click()
    clerk.sees("Revision 1")
    assert download(clerk).read_bytes() == first.read_bytes(), "kept as it was published"


def walk(there: Solihull, clerk: Clerk, phones: list[Page]) -> list[Thumb]:
    """Each officer enrols by the printed code and records; the live page follows without a reload."""
    page = clerk.page
    clerk.opens("/sweeps/SWEEP/codes")
    page.get_by_role("button", name="Make codes to print").click()
    cards = page.locator(".app-card")
    expect(cards).to_have_count(len(PATROLS))
    codes = {
        name: cards.filter(has_text=name).locator(".app-card__code").inner_text().strip()
        for name in PATROLS
    }
    clerk.opens("/sweeps/SWEEP/live")
    thumbs = []
    for phone, (name, stops) in zip(phones, RECORDED.items(), strict=True):
        phone.goto(there.app)
        thumb = Thumb(phone)
        thumb.enrol_by_code(codes[name])
        thumb.choose_sweep()
        thumb.start_patrol()
        for finding, company in stops:
            thumb.record_stop(finding, company, [("Which school?", SCHOOL)])
        thumb.all_is_sent()
        thumbs.append(thumb)
    expect(page.locator(".app-big dd").first).to_have_text("5", timeout=30_000)
    expect(page.locator(".app-big")).to_contain_text("3 officers still out")
    return thumbs


def end_patrols(there: Solihull, thumbs: list[Thumb]) -> None:
    for thumb in thumbs:
        thumb.end_patrol()
        thumb.all_is_sent()
    there.put_back_starts(hours=2)


def answer_for_the_school(clerk: Clerk) -> None:
    """By keyboard alone, from one child to the next."""
    page = clerk.page
    clerk.opens("/sweeps/SWEEP")
    page.get_by_role("button", name=re.compile("^Patrols are over")).click()
    clerk.opens("/sweeps/SWEEP/verify")
    expect(page.get_by_text("Arbor Way School").first).to_be_visible()
    page.get_by_role("button", name="Enter its answers").click()
    page.get_by_label("Who at the school told you?").fill("attendance officer")
    page.keyboard.press("Enter")
    for mark in MARKS:
        page.keyboard.type(mark)
        page.keyboard.press("Enter")
    page.get_by_role("button", name="Save the answers").click()
    expect(page.get_by_text("5 answers saved")).to_be_visible()


def see_the_summary(clerk: Clerk) -> None:
    clerk.opens("/sweeps/SWEEP/summary")
    clerk.sees(
        "In 6 officer-hours 5 children were stopped; 2 were truanting (0 with a parent): 0.33"
    )
    clerk.opens("/sweeps/SWEEP/changed")
    clerk.sees("Truanting")


def term_address() -> str:
    """Of the return that today's sweep is in, without imported terms."""
    day = today()[0].date()
    begun = day.year if day.month >= 8 else day.year - 1
    return f"{begun}{(begun + 1) % 100:02}/year"


def make_the_return_final(clerk: Clerk, before: str) -> Path:
    page = clerk.page
    clerk.opens(f"/returns/{term_address()}")
    clerk.sees(before)
    page.get_by_role("button", name="Make this return final").click()
    if (again := page.get_by_role("button", name="Make final all the same")).is_visible():
        again.click()
    expect(page.get_by_role("heading", name=re.compile("^Final: revision"))).to_be_visible()
    return download(clerk)


def download(clerk: Clerk) -> Path:
    """The return's file."""
    with clerk.page.expect_download() as download:
        clerk.page.get_by_role("link", name=re.compile("CSV")).first.click()
    return download.value.path()


def correct_late(there: Solihull, clerk: Clerk) -> None:
    """The school finds that the first child was at the dentist's after all."""
    page, first = clerk.page, there.stops()[0]
    assert (first["finding"], first["verification"]) == ("truanting", "confirmed")
    clerk.opens(f"/stops/{first['id']}/answer")
    page.get_by_label("Register mark").fill("M")
    page.get_by_label(re.compile("^Why")).fill("The dentist's letter came")
    page.get_by_role("button", name=re.compile("^Save")).click()
    expect(page.get_by_text("Has a reason").first).to_be_visible()


def publish_the_second_revision(clerk: Clerk) -> Path:
    clerk.opens(f"/returns/{term_address()}")
    clerk.sees("Changed since revision 1")
    row = clerk.page.get_by_role("row").filter(has_text=re.compile("Truanting, as verified", re.I))
    expect(row.first).to_be_visible()
    return make_the_return_final(clerk, "Changed since revision 1")


def figure(file: Path, name: str) -> str:
    """Of the row that is total in every way."""
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    (whole,) = (
        row for row in rows if row["sweep_type"] == "Total" and row["education_phase"] == "Total"
    )
    return whole[name]
