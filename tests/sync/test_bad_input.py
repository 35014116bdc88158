"""Bad input is answered in plain words, in the shape of the protocol, and nothing good is lost."""

import gzip
import json
from typing import Any

import httpx
import pytest
from flask import Flask

from rig.server import LiveServer
from rig.street import Desk, PretendPhone, coordinator, new_id, operation, over_http, statuses

NOWHERE = {"source": "none", "why_none": "denied"}


def stop_without(phone: PretendPhone, name: str) -> str:
    said = json.loads(phone.stop())
    del said["data"][name]
    return json.dumps(said)


BAD: dict[str, Any] = {
    "an unknown sweep": (lambda p: p.stop(sweep_id=new_id()), "quarantined", "unknown_sweep"),
    "no sweep yet": (lambda p: p.stop(sweep_id=None), "quarantined", "no_sweep"),
    "a finding that does not exist": (
        lambda p: p.stop("authorised_absence"),
        "quarantined",
        "unknown_code",
    ),
    "a company that does not exist": (
        lambda p: p.stop(accompanied_by="dog"),
        "quarantined",
        "unknown_code",
    ),
    "no finding": (lambda p: stop_without(p, "finding"), "quarantined", "field_missing"),
    "no place at all": (lambda p: stop_without(p, "location"), "quarantined", "field_missing"),
    "a time that is none": (
        lambda p: p.stop(stopped_at="yesterday"),
        "quarantined",
        "field_unreadable",
    ),
    "a time out of the calendar": (
        lambda p: p.stop(stopped_at="0001-01-01T00:00:00+14:00"),
        "quarantined",
        "field_unreadable",
    ),
    "a place that is a word": (
        lambda p: p.stop(location={"lat": "north", "lon": 1}),
        "quarantined",
        "field_unreadable",
    ),
    "a note with a NUL": (lambda p: p.stop(note="a\x00b"), "quarantined", "field_unreadable"),
    "half a character in a note": (
        lambda p: p.stop(note="\ud83d"),
        "quarantined",
        "field_unreadable",
    ),
    "half-written JSON": (lambda p: p.stop()[:-20], "quarantined", "unreadable"),
    "not JSON at all": (lambda _: "<html>", "quarantined", "unreadable"),
    "not a number": (
        lambda p: p.stop().replace('"accuracy_m": 12', '"accuracy_m": NaN'),
        "quarantined",
        "unreadable",
    ),
    "a number of 5 000 digits": (
        lambda p: p.stop().replace('"accuracy_m": 12', '"accuracy_m": ' + "9" * 5000),
        "quarantined",
        "unreadable",
    ),
    "JSON 5 000 deep": (lambda _: "[" * 5000, "quarantined", "unreadable"),
    "a newer schema": (
        lambda p: p.stop().replace('"schema": 1', '"schema": 99'),
        "quarantined",
        "unknown_schema",
    ),
    "an unknown kind": (lambda p: p.make("stop.forget", a=1), "quarantined", "unknown_kind"),
    "a kind that is a list": (
        lambda p: p.stop().replace('"stop.create"', '["stop.create"]'),
        "quarantined",
        "unknown_kind",
    ),
    "no data": (
        lambda _: json.dumps({"op_id": new_id(), "kind": "stop.create", "schema": 1}),
        "quarantined",
        "field_missing",
    ),
    "latitude 91": (
        lambda p: p.stop(location={"lat": 91, "lon": 0, "source": "gps"}),
        "accepted",
        "place_out_of_range",
    ),
    "an operation of 40 kB": (lambda p: p.stop(note="x" * 40_000), "refused", "op_too_big"),
}


@pytest.mark.parametrize("what", BAD)
def test_a_bad_operation_never_holds_up_a_good_one(
    desk: Desk, phone: PretendPhone, what: str
) -> None:
    make, status, code = BAD[what]
    bad = make(phone)
    results = phone.push(phone.stop("late"), bad, phone.stop("truanting"))
    assert statuses(results) == ["accepted", status, "accepted"]
    problem = results[1]["problem"]
    assert problem["code"] == code
    assert problem["detail"].endswith((".", "?")), "a sentence"
    again = phone.push(bad)[0]
    assert again["rev"] == results[1]["rev"]
    findings = [stop["finding"] for stop in desk.stops(phone.sweep_id)]
    assert findings[0] == "late"
    assert findings[-1] == "truanting"
    assert len(findings) == (3 if status == "accepted" else 2)


def test_a_place_out_of_range_is_dropped_and_the_stop_kept(desk: Desk, phone: PretendPhone) -> None:
    phone.push(phone.stop(location={"lat": 91, "lon": 0, "source": "gps"}))
    (shown,) = desk.stops(phone.sweep_id)
    assert shown["location"]["source"] == "none"
    assert shown["location"]["lat"] is None
    assert "place_out_of_range" in shown["flags"]


def test_the_id_of_an_unreadable_operation_is_still_told_so_that_its_phone_can_settle_it(
    phone: PretendPhone,
) -> None:
    stop = phone.stop()
    (result,) = phone.push(stop[:-20])
    assert result["op_id"] == json.loads(stop)["op_id"]


def test_someone_elses_sweep_is_answered_like_an_unknown_one(
    phone: PretendPhone, middlesbrough: Desk
) -> None:
    theirs = middlesbrough.sweep([middlesbrough.officer("PC 7104")])
    (other,) = phone.push(phone.stop(sweep_id=theirs))
    (unknown,) = phone.push(phone.stop(sweep_id=new_id()))
    assert other["status"] == unknown["status"] == "quarantined"
    assert other["problem"] == unknown["problem"]


ENVELOPES: dict[str, Any] = {
    "no operations": {"protocol": 1, "batch_id": "b"},
    "operations that are no texts": {"protocol": 1, "batch_id": "b", "ops": [{"op_id": 1}]},
    "no batch": {"protocol": 1, "ops": []},
    "a list": [],
    "a word": "push",
    "another protocol": {"protocol": 2, "batch_id": "b", "ops": []},
    "a held that is a list": {"protocol": 1, "batch_id": "b", "ops": [], "held": [1]},
}


@pytest.mark.parametrize("what", ENVELOPES)
def test_an_envelope_that_can_not_be_read_is_a_400_with_a_sentence(
    phone: PretendPhone, what: str
) -> None:
    status, answer = phone.wire("POST", "/api/v1/sync/push", ENVELOPES[what], phone.token)
    assert status == 400
    assert answer["code"] in {"unreadable_envelope", "unknown_protocol"}
    assert answer["detail"].endswith(".")


def test_more_than_200_operations_are_too_many(phone: PretendPhone) -> None:
    status, answer = phone.send(*["{}"] * 201)
    assert (status, answer["code"]) == (413, "too_big")


@pytest.fixture
def street(app: Flask, live_server: LiveServer) -> tuple[Desk, PretendPhone]:
    """A desk and a phone that speak to a real server."""
    desk = Desk(over_http(live_server.origin), coordinator(app))
    officer = desk.officer("PC 2231")
    return desk, desk.enrol(desk.sweep([officer]), officer)


def raw(server: LiveServer, phone: PretendPhone, body: bytes, **headers: str) -> httpx.Response:
    sent = {
        "Authorization": f"Bearer {phone.token}",
        "Content-Type": "application/json",
        **headers,
    }
    return httpx.post(f"{server.origin}/api/v1/sync/push", content=body, headers=sent, timeout=30)


def test_a_real_server_answers_bad_bodies_with_sentences_and_goes_on(
    live_server: LiveServer, street: tuple[Desk, PretendPhone]
) -> None:
    desk, phone = street
    good = json.dumps({"protocol": 1, "batch_id": "b", "ops": [phone.stop()]}).encode()
    bomb = gzip.compress(b" " * 50_000_000)
    bad = {
        "half-written": (raw(live_server, phone, good[:-30]), 400, "unreadable_json"),
        "5 MB": (raw(live_server, phone, b" " * 5_000_000), 413, "too_big"),
        "a gzip bomb": (
            raw(live_server, phone, bomb, **{"Content-Encoding": "gzip"}),
            413,
            "too_big",
        ),
        "gzip cut off": (
            raw(live_server, phone, gzip.compress(good)[:-9], **{"Content-Encoding": "gzip"}),
            400,
            "unreadable_json",
        ),
        "not gzip": (
            raw(live_server, phone, good, **{"Content-Encoding": "gzip"}),
            400,
            "unreadable_json",
        ),
        "another packing": (
            raw(live_server, phone, good, **{"Content-Encoding": "br"}),
            415,
            "unsupported_encoding",
        ),
    }
    for what, (answer, status, code) in bad.items():
        assert (answer.status_code, answer.json()["code"]) == (status, code), what
        assert answer.headers["content-type"] == "application/problem+json", what
        assert answer.headers["cache-control"] == "no-store", what
    packed = raw(live_server, phone, gzip.compress(good), **{"Content-Encoding": "gzip"})
    assert statuses(packed.json()["results"]) == ["accepted"]
    assert len(desk.stops(phone.sweep_id)) == 1


def test_a_wrong_code_is_told_in_a_sentence(desk: Desk) -> None:
    for code in ("", "AAAAA-AAAAA", "x" * 150, "'; drop table stops --", "\x00", "é" * 10):
        status, answer = desk.wire("POST", "/api/v1/enrol", {"code": code})
        assert status in {404, 422}, code
        assert answer["detail"], code


def test_a_plan_that_makes_no_sense_says_which_field(desk: Desk) -> None:
    planned = {
        "title": "",
        "starts_at": "2026-01-12T15:00:00+00:00",
        "ends_at": "2026-01-12T09:00:00+00:00",
        "kind": "secret",
        "sites": [{"name": "Mell Square", "lat": 91, "lon": 0}],
    }
    answer = desk.call("POST", "/sweeps", planned, expect=422)
    assert {"title", "kind", "sites"} <= set(answer["errors"])


def test_ids_that_are_none_are_answered_like_missing_ones(desk: Desk) -> None:
    for sweep_id in ("1", "nonsense", new_id(), "%00", "a" * 500):
        assert desk.call("GET", f"/sweeps/{sweep_id}", expect=404)["code"] == "not_found"
        revoke = desk.call("POST", f"/devices/{sweep_id}/revoke", {"reason": "left"}, expect=404)
        assert revoke["code"] == "not_found"


def test_a_desk_operation_needs_no_seq_and_no_clock(desk: Desk, phone: PretendPhone) -> None:
    said = json.loads(phone.stop(location=NOWHERE))["data"]
    assert statuses(desk.push(operation("stop.create", said))) == ["accepted"]
    (shown,) = desk.stops(phone.sweep_id)
    assert (shown["recorded_at_desk"], shown["officer_id"]) == (True, None)


def test_more_designated_places_than_the_plans_page_can_show_are_refused(desk: Desk) -> None:
    officer = desk.officer("PC 2231")
    places = [{"name": f"Room {each}", "lat": 52.41, "lon": -1.77} for each in range(101)]
    sweep = desk.sweep([officer], authorisation={"premises": places[1:]})
    assert len(desk.call("GET", f"/sweeps/{sweep}")["authorisation"]["premises"]) == 100
    asked = {"authorisation": {"premises": places}}
    assert "premises" in str(desk.call("PATCH", f"/sweeps/{sweep}", asked, expect=422))
