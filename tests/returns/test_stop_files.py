"""The coordinator's working file of stops: whole, with its rows counted and its checksum, in constant memory."""

import base64
import csv
import hashlib
import io
import json
import tracemalloc
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert, select
from werkzeug.test import TestResponse

from rig.pages import Visitor
from rig.street import TEN_O_CLOCK, Desk, PretendPhone, new_id, record_id


def fetch(visitor: Visitor, sweep_id: str, ending: str) -> TestResponse:
    return visitor.client.get(f"/sweeps/{sweep_id}/stops.{ending}")


def rows_of(answer: TestResponse) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.get_data(as_text=True), newline="")))


def test_one_row_for_each_stop_that_stands(amina: Visitor, phone: PretendPhone) -> None:
    first = phone.stop("truanting", "parent", phase="secondary", sex="F", ethnicity="W1")
    gone = phone.stop("late")
    phone.make("stop.void", stop_id=record_id(gone), base_op=json.loads(gone)["op_id"], why="twice")
    phone.push()
    (row,) = rows_of(fetch(amina, phone.sweep_id, "csv"))
    assert row["stop_id"] == record_id(first)
    assert (row["finding"], row["accompanied_by"], row["site"]) == (
        "truanting",
        "parent",
        "Mell Square",
    )
    assert (row["truanting_verified"], row["parent_present"]) == ("true", "true")
    assert (row["lat"], row["lon"]) == ("52.4128", "-1.778")


def test_nothing_that_a_person_typed_and_nothing_urgent_is_in_it(
    amina: Visitor, phone: PretendPhone
) -> None:
    phone.stop(note="The boy in the red coat", urgent="safeguarding")
    phone.push()
    for ending in ("csv", "geojson"):
        page = fetch(amina, phone.sweep_id, ending).get_data(as_text=True)
        assert "red coat" not in page
        assert "safeguarding" not in page
        assert "note" not in page
        assert "told_by" not in page


@pytest.mark.parametrize("ending", ["csv", "geojson"])
def test_length_rows_and_checksum_stand_in_the_head(
    amina: Visitor, phone: PretendPhone, ending: str
) -> None:
    for _ in range(3):
        phone.stop()
    phone.push()
    answer = fetch(amina, phone.sweep_id, ending)
    body = answer.get_data()
    digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
    assert answer.headers["Content-Length"] == str(len(body))
    assert answer.headers["X-Row-Count"] == "3"
    assert answer.headers["Repr-Digest"] == f"sha-256=:{digest}:"
    assert answer.headers["Content-Disposition"] == (
        f'attachment; filename="sweep_high-street_2026-01-12_stops.{ending}"'
    )
    words = amina.open(f"/sweeps/{phone.sweep_id}/stop-files").words
    assert f"3 rows {len(body)} bytes {hashlib.sha256(body).hexdigest()}" in words


def test_geojson_has_a_point_only_where_there_is_a_place(
    amina: Visitor, phone: PretendPhone
) -> None:
    phone.stop()
    phone.stop(location={"source": "none", "why_none": "denied"})
    phone.push()
    found = json.loads(fetch(amina, phone.sweep_id, "geojson").get_data())
    placed, unplaced = sorted(found["features"], key=lambda each: each["geometry"] is None)
    assert placed["geometry"] == {"type": "Point", "coordinates": [-1.778, 52.4128]}
    assert unplaced["geometry"] is None
    assert unplaced["properties"]["why_none"] == "denied"
    assert unplaced["properties"]["site"] == "No place"


def test_a_sweep_without_stops_has_a_head_and_no_rows(amina: Visitor, phone: PretendPhone) -> None:
    answer = fetch(amina, phone.sweep_id, "csv")
    assert answer.headers["X-Row-Count"] == "0"
    assert answer.get_data(as_text=True).startswith("stop_id,reference,")
    assert json.loads(fetch(amina, phone.sweep_id, "geojson").get_data())["features"] == []


def test_a_script_may_fetch_it_by_a_personal_token(
    app: Flask, desk: Desk, phone: PretendPhone
) -> None:
    phone.stop()
    phone.push()
    head = {"Authorization": f"Bearer {desk.token}"}
    answer = app.test_client().get(f"/sweeps/{phone.sweep_id}/stops.csv", headers=head)
    assert answer.headers["X-Row-Count"] == "1"


def test_another_authoritys_is_answered_like_a_missing_one(
    app: Flask, middlesbrough: Desk, phone: PretendPhone
) -> None:
    head = {"Authorization": f"Bearer {middlesbrough.token}"}
    answer = app.test_client().get(f"/sweeps/{phone.sweep_id}/stops.csv", headers=head)
    assert answer.status_code == 404


def test_a_site_called_like_a_formula_is_none(amina: Visitor, desk: Desk) -> None:
    officer = desk.officer("PC 2231")
    sites = [{"name": "=1+1", "lat": 52.4128, "lon": -1.7780}]
    phone = desk.enrol(desk.sweep([officer], sites=sites), officer)
    phone.stop()
    phone.push()
    (row,) = rows_of(fetch(amina, phone.sweep_id, "csv"))
    assert row["site"] == "'=1+1"


def test_what_comes_in_while_it_is_read_is_in_neither_half(
    amina: Visitor, phone: PretendPhone
) -> None:
    phone.stop()
    phone.push()
    answer = amina.client.get(f"/sweeps/{phone.sweep_id}/stops.csv", buffered=False)
    late = phone.stop()
    phone.push(late)
    body = b"".join(answer.iter_encoded())
    answer.close()
    assert len(body) == int(answer.headers["Content-Length"])
    assert record_id(late) not in body.decode()
    assert answer.headers["X-Row-Count"] == "1"


def test_a_reader_who_goes_away_leaves_no_transaction_behind(
    app: Flask, amina: Visitor, phone: PretendPhone
) -> None:
    from sweep.db import db

    phone.stop()
    phone.push()
    for _ in range(3):
        amina.client.head(f"/sweeps/{phone.sweep_id}/stops.csv").close()
        amina.client.get(f"/sweeps/{phone.sweep_id}/stops.csv", buffered=False).close()
    with app.app_context():
        assert db.engine.pool.checkedout() == 0  # type: ignore[attr-defined]


def add_stops(app: Flask, sweep_id: str, number: int) -> None:
    """So many more stops like the one that is there, put straight into the table: pushing them takes minutes."""
    from sweep.db import db, scope_to
    from sweep.stops.models import Stop

    with app.app_context():
        scope_to(1)
        like = db.session.scalars(select(Stop).where(Stop.sweep_id == sweep_id).limit(1)).one()
        columns = {column.key: getattr(like, column.key) for column in Stop.__table__.columns}
        db.session.execute(insert(Stop), list(_copies(columns, number)))
        db.session.commit()


def _copies(like: dict[str, Any], number: int) -> Iterator[dict[str, Any]]:
    for nth in range(number):
        at = TEN_O_CLOCK + timedelta(seconds=nth % 3600)
        times = {"stopped_at": at, "stopped_at_phone": at, "received_at": at}
        yield {**like, **times, "id": new_id(), "encounter_id": new_id(), "flags": []}


def peak(visitor: Visitor, sweep_id: str) -> tuple[int, int]:
    """Lines of the file, and the most memory that Python took for sending it, in bytes."""
    tracemalloc.start()
    answer = visitor.client.get(f"/sweeps/{sweep_id}/stops.csv", buffered=False)
    lines = sum(piece.count(b"\r\n") for piece in answer.iter_encoded())
    answer.close()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert answer.headers["X-Row-Count"] == str(lines - 1)
    return lines, most


MORE = 4_000
# An id's text alone takes 85 bytes.
LESS_THAN_AN_ID = 40


def test_memory_does_not_grow_with_the_rows(
    app: Flask, amina: Visitor, phone: PretendPhone
) -> None:
    phone.stop()
    phone.push()
    fetch(amina, phone.sweep_id, "csv")  # what is made once
    # Twice as many as are in memory together, then so many that what is kept of each would show.
    add_stops(app, phone.sweep_id, 999)
    lines, for_few = peak(amina, phone.sweep_id)
    assert lines == 1_001
    add_stops(app, phone.sweep_id, MORE)
    lines, for_many = peak(amina, phone.sweep_id)
    assert lines == 1_001 + MORE
    assert for_many - for_few < MORE * LESS_THAN_AN_ID
