"""The description at /api/openapi.json, held against the server by sending what it allows and what it doesn't."""

from typing import Any

import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.schemas import APIOperation
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from rig.street import Desk, PretendPhone

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


def test_the_description_is_openapi_3_1_and_names_every_call_of_the_api(app: Flask) -> None:
    described = app.test_client().get("/api/openapi.json").json
    assert described is not None
    assert described["openapi"].startswith("3.1")
    for rule in app.url_map.iter_rules():
        if rule.rule.startswith("/api/v1/"):
            path = rule.rule.replace("<", "{").replace(">", "}")
            assert path in described["paths"], path


def test_whatever_the_description_allows_gets_an_answer_that_it_describes(
    app: Flask, desk: Desk, phone: PretendPhone
) -> None:
    for found in schemathesis.openapi.from_wsgi("/api/openapi.json", app).get_all_operations():
        operation = found.ok()
        token = phone.token if operation.path.startswith("/api/v1/sync") else desk.token
        hold(operation, token)


def hold(operation: APIOperation[Any, Any, Any, Any], token: str) -> None:
    """Send what the description allows for one call, and check each answer against it."""

    @settings(
        max_examples=15,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(case=operation.as_strategy())
    def attempt(case: schemathesis.Case) -> None:
        # In process nothing unpacks an answer, as a browser would.
        headers = {"Authorization": f"Bearer {token}", "Accept-Encoding": "identity"}
        case.call_and_validate(headers=headers, checks=CHECKS)

    attempt()
