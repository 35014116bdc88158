"""When the phone's own storage is full, hangs, or is emptied: never a false "Saved", and nothing said in silence."""

import re

import pytest
from playwright.sync_api import BrowserContext, CDPSession, Page, expect

from journeys.hand import SAVED
from journeys.solihull import Solihull
from journeys.thumb import Thumb

FULL = re.compile("^Not saved: this phone’s storage is full")


# Chromium trusts what it last measured for half a minute or until that much is written, so a phone that is to be
# full must be small from the start, and filled.
SMALL, NOTHING = 6_000_000, 1
FILL = """async () => {
  const opened = (asked) => new Promise((done, failed) => {
    asked.onupgradeneeded = () => asked.result.createObjectStore('photos', {autoIncrement: true});
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  const db = await opened(indexedDB.open('photos', 1));
  const put = (bytes) => new Promise((done) => {
    const tx = db.transaction('photos', 'readwrite');
    tx.objectStore('photos').add(crypto.getRandomValues(new Uint8Array(bytes)));
    tx.oncomplete = () => done(true);
    tx.onabort = () => done(false);
  });
  let bytes = 60_000;
  for (let n = 0; bytes > 100 && n < 600; n += 1) if (!(await put(bytes))) bytes = Math.floor(bytes / 2);
  db.close();
  return bytes <= 100;
}"""


@pytest.fixture
def devtools(phone_screen: BrowserContext) -> CDPSession:
    return phone_screen.new_cdp_session(phone_screen.new_page())


@pytest.fixture
def screen(solihull: Solihull, phone_screen: BrowserContext, devtools: CDPSession) -> Page:
    """The constable's phone, just enrolled, with little storage."""
    quota(devtools, solihull, SMALL)
    (page,) = phone_screen.pages
    page.goto(solihull.code()["link"])
    Thumb(page).enrol_by_link()
    return page


def quota(devtools: CDPSession, solihull: Solihull, most: int | None) -> None:
    said = {"origin": solihull.origin} | ({"quotaSize": most} if most else {})
    devtools.send("Storage.overrideQuotaForOrigin", said)


def fill_up(thumb: Thumb, devtools: CDPSession, solihull: Solihull) -> None:
    assert thumb.page.evaluate(FILL), "the phone did not fill up"
    quota(devtools, solihull, NOTHING)


def test_a_full_phone_says_so_keeps_the_form_and_saves_once_there_is_room(
    solihull: Solihull, thumb: Thumb, devtools: CDPSession
) -> None:
    thumb.page.context.set_offline(True)
    thumb.answer_stop("Truanting", "Parent")
    fill_up(thumb, devtools, solihull)
    thumb.press("Save")
    expect(thumb.page.get_by_role("alert")).to_have_text(FULL)
    expect(thumb.page.get_by_text(SAVED)).to_be_hidden()
    expect(thumb.page.get_by_role("radio", name="Truanting")).to_be_checked()
    quota(devtools, solihull, None)
    thumb.press("Save")
    thumb.sees(SAVED)
    thumb.waits_to_send(1)
    thumb.page.context.set_offline(False)
    thumb.all_is_sent()
    assert len(solihull.stops()) == 1


def test_a_patrol_that_could_not_be_saved_is_not_shown_as_begun(
    solihull: Solihull, thumb: Thumb, devtools: CDPSession
) -> None:
    thumb.end_patrol()
    thumb.all_is_sent()
    thumb.goes_to("Patrol")
    fill_up(thumb, devtools, solihull)
    thumb.press("Start patrol")
    expect(thumb.page.get_by_role("alert")).to_have_text(FULL)
    thumb.sees_heading("Patrol")
    quota(devtools, solihull, None)
    thumb.press("Start patrol")
    thumb.sees(re.compile("^On patrol"))


def test_little_room_is_said_on_help_and_where_records_wait_before_it_bites(thumb: Thumb) -> None:
    # This browser's own estimate never tells of a full disk, whatever it is told here; others' do.
    thumb.page.add_init_script(
        "navigator.storage.estimate = async () => ({quota: 100_000_000, usage: 95_000_000});"
    )
    thumb.opens("help")
    thumb.sees("Nearly full. Delete photos or apps you don’t need")
    thumb.press("What waits, and why")
    expect(thumb.page.get_by_role("alert")).to_contain_text("storage is nearly full")


def test_whether_the_phone_keeps_our_storage_is_asked_and_told(thumb: Thumb) -> None:
    thumb.goes_to("Help")
    row = thumb.page.locator(".facts > div").filter(has_text="Storage")
    kept = thumb.page.evaluate("() => navigator.storage.persisted()")
    words = (
        "Kept until you remove the app" if kept else "The phone may clear it when space is short"
    )
    expect(row.locator("dd")).to_contain_text(words)


def test_storage_emptied_under_an_open_form_is_said_and_nothing_claims_to_be_saved(
    solihull: Solihull, thumb: Thumb, devtools: CDPSession
) -> None:
    thumb.page.context.set_offline(True)
    thumb.record_stop("Late", "Alone")
    thumb.answer_stop("Truanting", "Parent")
    devtools.send(
        "Storage.clearDataForOrigin", {"origin": solihull.origin, "storageTypes": "indexeddb"}
    )
    thumb.press("Save")
    thumb.sees(re.compile("1 entry had not been sent and is lost: tell the coordinator"))
    expect(thumb.page.get_by_text(SAVED)).to_be_hidden()


def test_after_storage_was_emptied_the_phone_is_enrolled_again_and_keeps_what_is_new(
    solihull: Solihull, thumb: Thumb, devtools: CDPSession
) -> None:
    devtools.send(
        "Storage.clearDataForOrigin", {"origin": solihull.origin, "storageTypes": "indexeddb"}
    )
    # As when the app comes back into sight.
    thumb.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    thumb.sees(re.compile("Everything had been sent"))
    thumb.enrol_by_code(solihull.code()["code"])
    thumb.choose_sweep()
    thumb.page.context.set_offline(True)
    thumb.record_stop("Truanting", "Parent")
    # Only what lies on the disk outlives this; the server is out of reach for the app's own files too.
    thumb.page.reload()
    thumb.waits_to_send(1)
    thumb.page.context.set_offline(False)
    thumb.all_is_sent()
    assert [stop["finding"] for stop in solihull.stops()] == ["truanting"]


def test_a_tab_frozen_in_the_middle_of_sending_does_not_hold_up_send_now(
    solihull: Solihull, thumb: Thumb
) -> None:
    frozen = thumb.page.context.new_page()
    frozen.goto(f"{solihull.origin}/app/manifest.webmanifest")
    frozen.evaluate(
        "() => new Promise((held) => navigator.locks.request('sweep-sender', () => "
        "{ held(); return new Promise(() => undefined); }))"
    )
    thumb.page.bring_to_front()
    thumb.record_stop("Truanting", "Alone")
    thumb.waits_to_send(1)
    thumb.send_now()
    thumb.all_is_sent()
    assert len(solihull.stops()) == 1


def test_storage_that_another_tab_holds_up_is_said_loudly_and_nothing_claims_to_be_saved(
    solihull: Solihull, thumb: Thumb
) -> None:
    thumb.page.context.set_offline(True)
    thumb.answer_stop("Truanting", "Parent")
    other = thumb.page.context.new_page()
    thumb.page.context.set_offline(False)
    other.goto(f"{solihull.origin}/app/manifest.webmanifest")
    thumb.page.context.set_offline(True)
    # A tab that never lets go, and somebody who empties the storage: whoever opens it now waits.
    other.evaluate(
        "() => new Promise((held) => { indexedDB.open('sweep-outbox', 1).onsuccess = (opened) => "
        "{ window.held = opened.target.result; indexedDB.deleteDatabase('sweep-outbox'); held(); }; })"
    )
    thumb.page.bring_to_front()
    thumb.press("Save")
    expect(thumb.page.get_by_role("alert")).to_contain_text("This phone can’t save just now")
    expect(thumb.page.get_by_text(SAVED)).to_be_hidden()
    other.close()
    thumb.sees(re.compile("^This phone’s browser was emptied"))
    expect(thumb.page.get_by_text(SAVED)).to_be_hidden()
