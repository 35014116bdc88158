"""Phones are told what to seal a rescue file to, and never what opens it."""

import json

from flask import Flask
from joserfc import jwe
from joserfc.jwk import ECKey

from rig.street import Desk, PretendPhone, coordinator, in_process
from sweep.access.models import Authority
from sweep.access.rescue import open_file
from sweep.db import db, scope_to

PUBLIC = {"kty", "crv", "x", "y"}


def test_every_pull_names_the_authoritys_public_key_alone(phone: PretendPhone) -> None:
    key = phone.pull()["rescue_key"]
    assert set(key) == PUBLIC
    assert (key["kty"], key["crv"]) == ("EC", "P-256")
    assert phone.pull(phone.pull()["cursor"])["rescue_key"] == key


def test_enrolling_names_the_same_key(desk: Desk, phone: PretendPhone) -> None:
    asked = {"officer_id": phone.officer_id}
    code = desk.call("POST", f"/sweeps/{phone.sweep_id}/enrol-codes", asked, expect=201)
    _, enrolled = desk.wire("POST", "/api/v1/enrol", {"code": code["code"], "enrol_id": "two"})
    assert enrolled["rescue_key"] == phone.pull()["rescue_key"]


def test_what_is_sealed_to_it_opens_at_that_authority(app: Flask, phone: PretendPhone) -> None:
    key = ECKey.import_key(phone.pull()["rescue_key"])
    head = {"alg": "ECDH-ES", "enc": "A256GCM"}
    sealed = jwe.encrypt_compact(head, json.dumps({"sweep_rescue": 1}), key)
    with app.app_context():
        scope_to(db.session.query(Authority).one().id)
        assert open_file(sealed) == {"sweep_rescue": 1}


def test_another_authoritys_phones_seal_to_another_key(app: Flask, phone: PretendPhone) -> None:
    elsewhere = Desk(in_process(app), coordinator(app, "E06000002", "Middlesbrough"))
    officer = elsewhere.officer("PC 9001")
    theirs = elsewhere.enrol(elsewhere.sweep([officer]), officer)
    assert theirs.pull()["rescue_key"]["x"] != phone.pull()["rescue_key"]["x"]
