"""Shapes of the calls about the quarantine."""

from marshmallow import EXCLUDE, Schema, fields, validate

from sweep.fields import Moment, Name, Uuid
from sweep.sync.schemas import ProblemView


class Decide(Schema):
    """What a person wants done with bytes in quarantine."""

    action = fields.String(required=True, validate=validate.OneOf(["apply", "discard"]))
    why = Name(1000, required=True)
    mended = fields.String(
        load_default=None,
        allow_none=True,
        metadata={
            "description": "the operation's JSON text, put right; it gets a number of its own"
        },
    )
    sweep_id = Uuid(load_default=None, allow_none=True)


class DecisionView(Schema):
    sha256 = fields.String()
    action = fields.String()
    op_id = fields.String(
        allow_none=True, metadata={"description": "the operation that counts by this decision"}
    )
    sweep_id = fields.String(allow_none=True)
    why = fields.String()
    user_id = fields.String(allow_none=True)
    decided_at = Moment()
    rev = fields.Integer()


class KeptView(Schema):
    """Bytes in quarantine: what can be told of them, and they themselves."""

    sha256 = fields.String()
    rev = fields.Integer()
    op_id = fields.String(allow_none=True)
    kind = fields.String()
    seq = fields.Integer(allow_none=True)
    sweep_id = fields.String(allow_none=True)
    received_at = Moment()
    device_id = fields.String(allow_none=True)
    officer_id = fields.String(allow_none=True)
    officer = fields.String()
    problem = fields.Nested(ProblemView)
    text = fields.String(metadata={"description": "the bytes as text, as far as they are text"})
    base64 = fields.String(metadata={"description": "the exact bytes"})


class KeptQuery(Schema):
    class Meta:
        unknown = EXCLUDE

    cursor = fields.Integer(load_default=0, validate=validate.Range(0, 2**63 - 1))


class KeptList(Schema):
    kept = fields.List(fields.Nested(KeptView))
    cursor = fields.Integer(metadata={"description": "for the next page"})
    more = fields.Boolean()
