"""How many phones may enrol at once from one address: every one with a right code, few guesses."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sweep.access.roles import Role
from sweep.people import accounts

# Where the limit is kept has nothing to do with the database.
pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
A_STATION = 25


@pytest.fixture
def codes(app: Flask) -> list[str]:
    """One enrol code for each phone of a station."""
    with app.app_context():
        authority = accounts.add_authority("E06000047", "840", "County Durham")
        accounts.add_user(authority, "jo@durham.example", Role.COORDINATOR)
        user = accounts.find_user("jo@durham.example")
        assert user is not None
        desk = {"Authorization": f"Bearer {accounts.make_token(user)}"}
    client = app.test_client()
    officer = client.post(
        "/api/v1/officers", json={"name": "PC Ann Lee", "role": "constable"}, headers=desk
    ).json
    period = {"starts_at": "2026-11-23T09:00:00+00:00", "ends_at": "2026-11-23T15:00:00+00:00"}
    sweep = client.post(
        "/api/v1/sweeps", json={"title": "High Street", **period}, headers=desk
    ).json
    assert officer is not None
    assert sweep is not None
    asked = [
        client.post(
            f"/api/v1/sweeps/{sweep['id']}/enrol-codes",
            json={"officer_id": officer["id"]},
            headers=desk,
        ).json
        for _ in range(A_STATION)
    ]
    return [answer["code"] for answer in asked if answer is not None]


def enrol(client: FlaskClient, code: str) -> int:
    return client.post("/api/v1/enrol", json={"code": code}).status_code


def test_a_whole_station_enrols_in_one_minute_from_one_address(
    app: Flask, codes: list[str]
) -> None:
    client = app.test_client()
    assert [enrol(client, code) for code in codes] == [201] * A_STATION


def test_guessing_is_stopped_and_then_even_a_right_code_waits(app: Flask, codes: list[str]) -> None:
    client = app.test_client()
    guesses = [enrol(client, "AAAAA-AAAAA") for _ in range(21)]
    assert guesses == [404] * 20 + [429]
    assert enrol(client, codes[0]) == 429
