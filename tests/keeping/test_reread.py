"""`sweep reread`: what a newer phone app wrote counts once the server has been upgraded (I16)."""

import json

import pytest
from flask import Flask

from rig.commands import run_sweep
from rig.street import Desk, PretendPhone, statuses
from sweep.sync import reading


def test_what_the_version_before_could_not_read_counts_after_the_upgrade(
    app: Flask,
    desk: Desk,
    phone: PretendPhone,
    environ: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with monkeypatch.context() as older:
        older.setattr(reading, "SCHEMAS", (0, 0))
        assert statuses(phone.push(phone.stop())) == ["quarantined"]
    assert desk.stops(phone.sweep_id) == []
    done = run_sweep(environ, "reread", "--json")
    assert (done.code, json.loads(done.said)) == (0, {"taken_in": {"E08000029": 1}})
    assert len(desk.stops(phone.sweep_id)) == 1
    assert statuses(phone.push()) == ["duplicate"]
    assert json.loads(run_sweep(environ, "reread", "--json").said) == {"taken_in": {"E08000029": 0}}
