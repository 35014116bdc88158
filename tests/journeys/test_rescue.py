"""A phone that can't send: its officer saves a sealed file, and the authority's server opens it. Across languages."""

import re
from pathlib import Path
from typing import Any

from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from journeys.solihull import Solihull
from journeys.thumb import Thumb
from rig.pushes import operations_in
from sweep.access.models import Authority
from sweep.access.rescue import open_file
from sweep.db import db, scope_to

NAME = re.compile(r"^sweep-rescue-\d{4}-\d\d-\d\d-\d{4}\.txt$")


def saved_file(thumb: Thumb) -> Path:
    thumb.looks_what_waits("Waiting to send")
    with thumb.page.expect_download() as download:
        thumb.press("Save a rescue file")
    assert NAME.match(download.value.suggested_filename)
    thumb.sees(re.compile("Now give it to the coordinator"))
    return Path(download.value.path())


def opened(app: Flask, file: Path) -> Any:
    with app.app_context():
        scope_to(db.session.query(Authority).one().id)
        return open_file(file.read_text())


def import_file(solihull: Solihull, file: Path) -> list[str]:
    """As a coordinator's script hands it in."""
    import httpx

    answer = httpx.post(
        f"{solihull.origin}/api/v1/sync/rescue",
        content=file.read_bytes(),
        headers={"Authorization": f"Bearer {solihull.desk.token}", "Content-Type": "text/plain"},
    )
    assert answer.status_code == 200, answer.text
    return [result["status"] for result in answer.json()["results"]]


def test_a_rescue_file_holds_what_the_phone_holds_and_arrives_once(
    app: Flask, solihull: Solihull, thumb: Thumb
) -> None:
    thumb.page.context.set_offline(True)
    thumb.record_stop("Truanting", "Alone")
    thumb.record_stop("Late", "Parent")
    file = saved_file(thumb)
    assert "truanting" not in file.read_text()
    inside = opened(app, file)
    assert inside["sweep_rescue"] == 1
    assert inside["unsent"] == 2
    assert inside["held"] == {solihull.sweep_id: 2}
    assert inside["officer_id"] in solihull.officers.values()
    # The patrol's start has gone, but no backup has it yet: it is still here, so it is in the file too.
    assert len(inside["ops"]) == inside["made"] == 3
    thumb.waits_to_send(2)
    assert import_file(solihull, file).count("accepted") == 2
    assert len(solihull.stops()) == 2
    assert set(import_file(solihull, file)) == {"duplicate"}
    thumb.page.context.set_offline(False)
    thumb.sees_heading("All sent")
    assert sorted(stop["finding"] for stop in solihull.stops()) == ["late", "truanting"]


def test_what_the_phone_sent_comes_byte_for_byte_from_the_file_too(
    app: Flask, solihull: Solihull, thumb: Thumb
) -> None:
    thumb.page.context.set_offline(True)
    thumb.record_stop("Truanting", "Alone", [("School", "Secondary")])
    inside = opened(app, saved_file(thumb))
    with thumb.page.expect_request("**/api/v1/sync/push") as push:
        thumb.page.context.set_offline(False)
    sent = operations_in(push.value)
    assert sent
    assert set(sent) <= set(inside["ops"])


def test_where_files_can_be_shared_the_phones_own_way_is_taken(
    solihull: Solihull, phone_screen: BrowserContext
) -> None:
    phone_screen.add_init_script(
        "navigator.canShare = ({files}) => files.length === 1;"
        "navigator.share = async ({files}) => { window.shared = files[0].name; };"
    )
    thumb = enrolled(solihull, phone_screen.new_page())
    phone_screen.set_offline(True)
    thumb.record_stop("Truanting", "Alone")
    thumb.looks_what_waits("Waiting to send")
    thumb.press("Save a rescue file")
    thumb.sees(re.compile("Now give it to the coordinator"))
    assert NAME.match(thumb.page.evaluate("() => window.shared"))


def test_sharing_that_was_closed_saved_nothing_and_says_so(
    solihull: Solihull, phone_screen: BrowserContext
) -> None:
    phone_screen.add_init_script(
        "navigator.canShare = () => true;"
        "navigator.share = async () => { throw new DOMException('closed', 'AbortError'); };"
    )
    thumb = enrolled(solihull, phone_screen.new_page())
    phone_screen.set_offline(True)
    thumb.record_stop("Truanting", "Alone")
    thumb.looks_what_waits("Waiting to send")
    thumb.press("Save a rescue file")
    thumb.sees(re.compile("^Not saved: you closed it"))
    thumb.waits_to_send(1)


def test_without_a_key_it_says_what_to_do_instead(
    solihull: Solihull, phone_screen: BrowserContext
) -> None:
    def without_key(route: Any) -> None:
        answer = route.fetch()
        said = answer.json()
        said.pop("rescue_key", None)
        route.fulfill(response=answer, json=said)

    phone_screen.route(re.compile("/api/v1/(enrol|sync/pull)"), without_key)
    thumb = enrolled(solihull, phone_screen.new_page())
    phone_screen.set_offline(True)
    thumb.record_stop("Truanting", "Alone")
    thumb.looks_what_waits("Waiting to send")
    thumb.sees(re.compile("^A rescue file can’t be made yet"))
    expect(thumb.page.get_by_role("button", name="Save a rescue file")).to_be_hidden()


def enrolled(solihull: Solihull, page: Page) -> Thumb:
    page.goto(solihull.code()["link"])
    thumb = Thumb(page)
    thumb.enrol_by_link()
    thumb.choose_sweep()
    thumb.start_patrol()
    thumb.all_is_sent()
    return thumb
