"""The API's frame: OpenAPI 3.1, our body parser, and problems in one shape.

A room's calls are a `blueprint(...)`; what they answer on failure is described once, here.
"""

from typing import Any

import flask_smorest
from flask import Flask
from marshmallow import Schema, fields

from sweep.body import BodyParser

BASE = "/api/v1"


class ProblemBody(Schema):
    """RFC 9457, with a stable `code`."""

    type = fields.String()
    title = fields.String()
    status = fields.Integer()
    detail = fields.String(metadata={"description": "a sentence for a person"})
    code = fields.String(metadata={"description": "stable; act on this"})
    errors = fields.Dict(metadata={"description": "by field, with 422"})


class _Api(flask_smorest.Api):
    ERROR_SCHEMA = ProblemBody

    def _register_error_handlers(self) -> None:
        """Ours are in `errors`, for pages and calls alike."""

    def _register_responses(self) -> None:
        """Describe failures as what they are sent as; flask-smorest has one type for every answer."""
        self.DEFAULT_RESPONSE_CONTENT_TYPE = "application/problem+json"
        super()._register_responses()
        del self.DEFAULT_RESPONSE_CONTENT_TYPE  # and the class's own shows again


class Blueprint(flask_smorest.Blueprint):
    """The calls of one room."""

    ARGUMENTS_PARSER = BodyParser()


def init_app(app: Flask) -> flask_smorest.Api:
    """The API of this application, for rooms to register their calls with."""
    app.config.update(
        API_TITLE="Sweep",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api",
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={
            "info": {"description": "Truancy sweeps: recorded on the street, counted once."},
            "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
            "security": [{"token": []}],
        },
    )
    return _Api(app)


def blueprint(name: str, import_name: str, description: str) -> Any:
    """A room's calls under the API's base."""
    return Blueprint(name, import_name, url_prefix=BASE, description=description)
