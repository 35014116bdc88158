"""Every route is declared, every role tried on it, and another authority's things are answered like missing ones."""

import json
import re
from collections.abc import Iterator
from hashlib import sha256

import pytest
from flask import Flask
from werkzeug.routing import Rule

from national.given import token_of
from rig.pages import add_user
from rig.street import Desk, PretendPhone, new_id, operation, record_id
from sweep.access.models import Officer
from sweep.access.roles import ANYONE, ROUTES, Role
from sweep.db import Unscoped, db, scope_to
from sweep.stops.models import Stop

METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}


def calls(app: Flask) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        for method in (rule.methods or set()) & METHODS:
            yield rule, method


def path(rule: Rule, **ids: str) -> str:
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda found: ids.get(found[1], new_id()), rule.rule)


def test_every_route_is_declared_and_nothing_else_is(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(ROUTES)


def test_without_a_credential_only_what_is_open_to_anyone_answers(app: Flask) -> None:
    client = app.test_client()
    for rule, method in calls(app):
        if ROUTES[rule.endpoint] is ANYONE:
            continue
        for headers in ({}, {"Authorization": "Bearer nonsense"}, {"Cookie": "sweep=nonsense"}):
            answer = client.open(path(rule), method=method, headers=headers)
            turned_away = answer.status_code in {401, 302}
            assert turned_away, (method, rule.rule, answer.status_code)


def test_a_role_that_may_not_is_told_so_on_every_route(
    app: Flask, desk: Desk, phone: PretendPhone
) -> None:
    tokens = {Role.DEVICE: phone.token, Role.COORDINATOR: desk.token}
    for role in set(Role) - set(tokens):
        tokens[role] = token_of(app, add_user(app, f"{role}@solihull.example", role))
    client = app.test_client()
    for rule, method in calls(app):
        for role, token in tokens.items():
            if role in ROUTES[rule.endpoint]:
                continue
            answer = client.open(
                path(rule), method=method, headers={"Authorization": f"Bearer {token}"}
            )
            assert answer.status_code == 403, (role, method, rule.rule)
            assert answer.json is not None
            assert answer.json["code"] == "not_allowed"


CANARY = "Zzyzx Canary"


def test_anothers_object_is_answered_like_a_missing_one_on_every_route(
    app: Flask, desk: Desk, middlesbrough: Desk
) -> None:
    officer = desk.officer(CANARY)
    sweep = desk.sweep([officer], title=CANARY)
    phone = desk.enrol(sweep, officer)
    stop, (start, end) = phone.stop(note=CANARY), phone.shift(60)
    kept_out = phone.stop(sweep_id=None, note=CANARY)
    phone.push(stop, start, end, kept_out)
    (device,) = desk.call("GET", f"/sweeps/{sweep}/devices")["devices"]
    theirs = {
        "sweep_id": sweep,
        "device_id": device["id"],
        "stop_id": record_id(stop),
        "shift_id": record_id(start),
        "officer_id": officer,
        "sha256": sha256(kept_out.encode()).hexdigest(),
    }
    client = app.test_client()
    headers = {"Authorization": f"Bearer {middlesbrough.token}"}
    for rule, method in calls(app):
        bodies = [{}, {"officer_id": officer}, {"reason": "left"}, {"title": "Taken over"}]
        for body in bodies if method != "GET" else [None]:
            answer = client.open(path(rule, **theirs), method=method, json=body, headers=headers)
            missing = client.open(path(rule), method=method, json=body, headers=headers)
            assert answer.status_code == missing.status_code, (method, rule.rule)
            said = answer.get_data(as_text=True) + str(answer.headers)
            for canary in (CANARY, officer, phone.token):
                assert canary not in said, (method, rule.rule)
    assert desk.call("GET", f"/sweeps/{sweep}")["title"] == CANARY
    assert desk.call("GET", f"/sweeps/{sweep}/devices")["devices"][0]["revoked_at"] is None


def test_anothers_records_can_not_be_changed_by_their_ids(
    desk: Desk, phone: PretendPhone, middlesbrough: Desk
) -> None:
    stop = phone.stop()
    phone.push(stop)
    said = json.loads(stop)
    void = {"stop_id": said["data"]["stop_id"], "base_op": said["op_id"], "why": "mischief"}
    (result,) = middlesbrough.push(operation("stop.void", void))
    assert result["problem"]["code"] == "waiting", "as for any record that is not there"
    (again,) = middlesbrough.push(stop)
    assert again["problem"]["code"] == "unknown_sweep"
    assert len(desk.stops(phone.sweep_id)) == 1


def test_no_query_runs_without_an_authority(app: Flask, phone: PretendPhone) -> None:
    queries = (
        db.select(Stop),
        db.select(Stop.finding),
        db.select(db.func.count()).select_from(Stop),
        db.select(Officer.name).join(Stop, Stop.author_id == Officer.id),
        db.update(Stop).values(note=""),
        db.delete(Stop),
    )
    with app.app_context():
        for query in queries:
            with pytest.raises(Unscoped):
                db.session.execute(query)


def test_a_query_finds_only_the_authority_in_scope(
    app: Flask, desk: Desk, middlesbrough: Desk
) -> None:
    for each, name in ((desk, "PC 2231"), (middlesbrough, "PC 7104")):
        officer = each.officer(name)
        phone = each.enrol(each.sweep([officer]), officer)
        phone.push(phone.stop(note=name))
    with app.app_context():
        for authority_id, name in ((1, "PC 2231"), (2, "PC 7104"), (1, "PC 2231")):
            scope_to(authority_id)
            assert db.session.scalars(db.select(Stop.note)).all() == [name]
            counted = db.select(db.func.count()).select_from(Stop)
            assert db.session.execute(counted).scalar_one() == 1
            db.session.rollback()
