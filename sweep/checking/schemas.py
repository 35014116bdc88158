"""Shapes of the desk's calls about possible doubles and reviews."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validates_schema

from sweep.core import codes
from sweep.fields import Moment, PlainText, Slug, Uuid


class Pair(Schema):
    """Two stops that may be one child, the earlier first."""

    first = fields.String()
    second = fields.String()


class SameChild(Schema):
    """Two stops of one child: `stays` counts, `goes` does not."""

    stays = Uuid(required=True)
    goes = Uuid(required=True)


class SameChildView(Schema):
    stays = fields.String()
    goes = fields.String()
    decided_at = Moment()


class DoubleList(Schema):
    pairs = fields.List(fields.Nested(Pair))
    left_out = fields.List(
        fields.String(),
        metadata={"description": "the stops that would go if each pair were one child"},
    )
    lost = fields.List(
        fields.Nested(SameChildView),
        metadata={
            "description": "one child, and all were removed: put one back by stop.restore, or undo"
        },
    )
    unfinished = fields.List(
        fields.Nested(SameChildView),
        metadata={"description": "one child, and the stop that goes is counted still"},
    )


class NewTwoChildren(Schema):
    stop_id = Uuid(required=True)
    other_id = Uuid(required=True)


class TwoChildrenView(NewTwoChildren):
    decided_at = Moment()


class NewLook(Schema):
    """A look at one stop. What is to be corrected needs a note."""

    stop_id = Uuid(required=True)
    verdict = Slug(codes.REVIEW_VERDICTS, required=True)
    note = PlainText(1000, load_default="")

    @validates_schema
    def check(self, said: dict[str, Any], **_: Any) -> None:
        if said.get("verdict") == "to_correct" and not said.get("note", "").strip():
            raise ValidationError("Say what is to be corrected.", "note")


class LookView(Schema):
    verdict = fields.String()
    note = fields.String()
    reviewed_at = Moment()


class ToReviewView(Schema):
    stop_id = fields.String(attribute="stop.id")
    why = fields.List(fields.String())
    looks = fields.List(fields.Nested(LookView))


class ReviewList(Schema):
    reviews = fields.List(fields.Nested(ToReviewView))
