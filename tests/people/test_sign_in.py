"""Who gets in at a desk, how they get out again, and what a stranger learns."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from rig.pages import PASSWORD, Visitor, add_user
from rig.street import Desk
from sweep import create_app
from sweep.access.models import DeskSession
from sweep.config import Config
from sweep.db import db


def make_older(app: Flask, **columns: timedelta) -> None:
    """Every session's times, moved back."""
    with app.app_context():
        moved = {name: datetime.now(UTC) - by for name, by in columns.items()}
        db.session.execute(
            update(DeskSession).values(**moved), execution_options={"any_authority": True}
        )
        db.session.commit()


def test_the_right_password_leads_to_the_sweeps(amina: Visitor) -> None:
    assert (amina.status, amina.address) == (200, "/sweeps")
    assert "Amina Yusuf" in amina.words


def test_a_wrong_password_and_an_unknown_address_get_the_same_sentence(
    app: Flask, visitor: Visitor
) -> None:
    add_user(app, "amina@solihull.example")
    told = []
    for email in ("amina@solihull.example", "nobody@solihull.example"):
        visitor.sign_in(email, "not the password")
        told.append((visitor.status, visitor.words.replace(email, "")))
        assert visitor.typed("/sign-in")["email"] == email
        assert visitor.typed("/sign-in")["password"] == ""
    assert told[0] == told[1]
    assert "The email address or the password is wrong" in told[0][1]


def test_an_address_is_known_however_it_is_spelled(app: Flask, visitor: Visitor) -> None:
    add_user(app, "amina@solihull.example")
    assert visitor.sign_in(" Amina@Solihull.example").address == "/sweeps"


def test_sign_in_leads_on_to_where_the_person_was_going(app: Flask, visitor: Visitor) -> None:
    add_user(app, "amina@solihull.example")
    visitor.open("/sweeps/new")
    assert visitor.address == "/sign-in"
    visitor.send("/sign-in", email="amina@solihull.example", password=PASSWORD)
    assert visitor.address == "/sweeps/new"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "sweeps", ""],
)
def test_sign_in_never_leads_off_this_server(app: Flask, visitor: Visitor, elsewhere: str) -> None:
    add_user(app, "amina@solihull.example")
    visitor.open("/sign-in")
    visitor.send("/sign-in", email="amina@solihull.example", password=PASSWORD, next=elsewhere)
    assert visitor.address == "/sweeps"


def test_who_is_signed_in_already_goes_straight_on(amina: Visitor) -> None:
    assert amina.open("/sign-in?next=/officers").address == "/officers"


def test_signing_out_ends_the_session_wherever_its_cookie_is_kept(
    app: Flask, amina: Visitor
) -> None:
    cookie = amina.client.get_cookie("sweep")
    assert cookie is not None
    amina.send("/sign-out")
    assert "You are signed out" in amina.words
    thief = Visitor(app.test_client())
    thief.client.set_cookie("sweep", cookie.value)
    assert thief.open("/sweeps").address == "/sign-in"


def test_signing_out_twice_is_harmless(amina: Visitor) -> None:
    page = amina.page
    amina.send("/sign-out")
    amina.page = page
    assert amina.send("/sign-out").status == 200


def test_a_session_ends_after_fifteen_idle_minutes(app: Flask, amina: Visitor) -> None:
    make_older(app, seen_at=timedelta(minutes=14))
    assert amina.open("/sweeps").address == "/sweeps"
    make_older(app, seen_at=timedelta(minutes=16))
    assert amina.open("/sweeps").address == "/sign-in"


def test_typing_keeps_a_session_alive(app: Flask, amina: Visitor) -> None:
    make_older(app, seen_at=timedelta(minutes=14))
    assert amina.client.get("/stay").status_code == 204
    make_older(app, started_at=timedelta(hours=1))
    assert amina.open("/sweeps").address == "/sweeps"


def test_a_session_ends_after_eight_hours_however_busy(app: Flask, amina: Visitor) -> None:
    make_older(app, started_at=timedelta(hours=8, minutes=1))
    assert amina.open("/sweeps").address == "/sign-in"


def test_a_form_that_no_page_of_ours_made_changes_nothing_and_says_so(amina: Visitor) -> None:
    amina.post("/officers", {"name": "PC 1", "role": "constable"})
    assert amina.status == 400
    assert "The form has expired" in amina.words
    assert "PC 1" not in amina.open("/officers").words


def test_nobody_is_signed_in_by_a_form_that_no_page_of_ours_made(
    app: Flask, visitor: Visitor
) -> None:
    add_user(app, "amina@solihull.example")
    visitor.post("/sign-in", {"email": "amina@solihull.example", "password": PASSWORD})
    assert visitor.status == 400
    assert visitor.open("/sweeps").address == "/sign-in"


def test_guessing_at_one_account_is_held_off_and_others_still_get_in(
    app: Flask, visitor: Visitor
) -> None:
    add_user(app, "amina@solihull.example")
    add_user(app, "ewan@solihull.example")
    for _ in range(10):
        assert visitor.sign_in("amina@solihull.example", "a guess at it").status == 422
    visitor.sign_in("amina@solihull.example")
    assert visitor.status == 429
    assert "Too many tries" in visitor.words
    assert visitor.sign_in("ewan@solihull.example").address == "/sweeps"


def test_a_stranger_elsewhere_can_not_keep_a_person_out(app: Flask, visitor: Visitor) -> None:
    add_user(app, "amina@solihull.example")
    stranger = Visitor(app.test_client())
    stranger.client.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    for _ in range(11):
        stranger.sign_in("amina@solihull.example", "a guess at it")
    assert stranger.status == 429
    assert visitor.sign_in("amina@solihull.example").address == "/sweeps"


def test_one_house_has_one_go_however_many_addresses_it_has(app: Flask, visitor: Visitor) -> None:
    add_user(app, "amina@solihull.example")
    for number in range(11):
        visitor.client.environ_base["REMOTE_ADDR"] = f"2001:db8:0:1::{number}"
        visitor.sign_in("amina@solihull.example", "a guess at it")
    assert visitor.status == 429
    visitor.client.environ_base["REMOTE_ADDR"] = "2001:db8:0:2::1"
    assert visitor.sign_in("amina@solihull.example").address == "/sweeps"


def test_forms_that_no_page_of_ours_made_are_no_tries(app: Flask, visitor: Visitor) -> None:
    add_user(app, "amina@solihull.example")
    for _ in range(25):
        visitor.post("/sign-in", {"email": "amina@solihull.example", "password": "x"})
        assert visitor.status == 400
    assert visitor.sign_in("amina@solihull.example").address == "/sweeps"


def test_signing_in_rightly_is_never_held_off(app: Flask, visitor: Visitor) -> None:
    add_user(app, "amina@solihull.example")
    for _ in range(12):
        assert visitor.sign_in("amina@solihull.example").address == "/sweeps"
        visitor.send("/sign-out")


def test_over_https_the_cookie_is_bound_to_it_and_forms_work(environ: dict[str, str]) -> None:
    origin = "https://sweep.example.gov.uk"
    app = create_app(Config.from_environ({**environ, "SWEEP_ORIGIN": origin}))
    add_user(app, "amina@solihull.example")
    client = app.test_client()
    visitor = Visitor(client)
    visitor.page = client.get("/sign-in", base_url=origin).get_data(as_text=True)
    form = visitor.typed("/sign-in") | {"email": "amina@solihull.example", "password": PASSWORD}
    answer = client.post("/sign-in", data=form, base_url=origin)
    assert answer.status_code == 303
    (cookie,) = (set_ for set_ in answer.headers.getlist("Set-Cookie") if "__Host-sweep" in set_)
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; "))
    assert client.get("/sweeps", base_url=origin).status_code == 200
    with app.app_context():
        for engine in db.engines.values():
            engine.dispose()


def test_a_verifier_sees_the_sweeps_and_can_not_plan_one(
    app: Flask, visitor: Visitor, desk: Desk
) -> None:
    sweep = desk.sweep([])
    visitor.sign_in(add_user(app, "ewan@solihull.example", "verifier"))
    assert visitor.status == 200
    assert "Plan a sweep" not in visitor.words
    visitor.open(f"/sweeps/{sweep}")
    assert list(visitor.forms()) == ["/sign-out"]
    assert f"/sweeps/{sweep}/edit" not in visitor.page
    visitor.open("/sweeps/new")
    assert visitor.status == 403
    assert "Your role may not do this" in visitor.words
