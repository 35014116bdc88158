"""Shapes of the calls that phones make."""

from marshmallow import EXCLUDE, Schema, fields, validate

from sweep.fields import Moment, PlainText, Uuid
from sweep.sweeps.schemas import WriteOffView
from sweep.sweeps.standing import STANDINGS
from sweep.sync.reading import LONGEST_OP

PROTOCOL = 1
MOST_OPS = 200
MOST_BYTES = 1024 * 1024


class ProblemView(Schema):
    code = fields.String()
    title = fields.String()
    detail = fields.String()


COUNTED = validate.Range(0, 2**31 - 1)


class Count(fields.Integer):
    """How many operations a phone says of itself, where it says so."""

    def __init__(self) -> None:
        super().__init__(load_default=None, allow_none=True, validate=COUNTED)


class Push(Schema):
    """What a phone or a desk sends. `ops` are the operations' own JSON texts."""

    class Meta:
        unknown = EXCLUDE

    protocol = fields.Integer(required=True, strict=True)
    batch_id = PlainText(64, required=True)
    app_version = PlainText(64, load_default="")
    # Any clock may stand anywhere: what is no time is as good as none, and keeps no stop out.
    sent_at = fields.Raw(load_default=None, allow_none=True)
    unsent = Count()
    made = Count()
    held = fields.Dict(
        keys=fields.String(),
        values=fields.Integer(validate=COUNTED),
        load_default=None,
        allow_none=True,
    )
    # What makes no sense is as good as none: it is for people to read, and keeps no stop out.
    beside = fields.Raw(
        load_default=None,
        allow_none=True,
        metadata={"description": "device ids of the other officers enrolled on the same phone"},
    )
    ops = fields.List(fields.String(), required=True)


class ResultView(Schema):
    op_id = fields.String(allow_none=True)
    status = fields.String(
        metadata={"enum": ["accepted", "duplicate", "quarantined", "retry", "refused"]}
    )
    rev = fields.Integer(allow_none=True)
    problem = fields.Nested(ProblemView, allow_none=True)


class Pushed(Schema):
    protocol = fields.Integer()
    batch_id = fields.String()
    epoch = fields.String()
    server_time = Moment()
    rev = fields.Integer()
    durable_rev = fields.Integer()
    results = fields.List(fields.Nested(ResultView))
    device_left = fields.Boolean(
        metadata={"description": "the phone was signed off: all it sends lies in quarantine"}
    )


MOST_ASKED = 1000


class Asked(Schema):
    class Meta:
        unknown = EXCLUDE

    op_id = Uuid(required=True)
    sha256 = fields.String(required=True, validate=validate.Regexp(r"^[0-9a-f]{64}\Z"))


class Reconcile(Schema):
    """Operations that a phone holds, by id and by the hash of their bytes."""

    class Meta:
        unknown = EXCLUDE

    ops = fields.List(fields.Nested(Asked), required=True, validate=validate.Length(max=MOST_ASKED))


class StateView(Schema):
    op_id = fields.String()
    state = fields.String(
        metadata={"enum": ["have", "quarantined", "erased", "missing", "differs"]}
    )
    rev = fields.Integer(allow_none=True)


class Reconciled(Schema):
    epoch = fields.String()
    server_time = Moment()
    rev = fields.Integer()
    durable_rev = fields.Integer()
    results = fields.List(fields.Nested(StateView))


class PullQuery(Schema):
    class Meta:
        unknown = EXCLUDE

    cursor = fields.String(load_default="")


class Pulled(Schema):
    epoch = fields.String()
    cursor = fields.String()
    more = fields.Boolean()
    changes = fields.List(fields.Dict())
    rescue_key = fields.Dict(
        metadata={"description": "what the phone seals a rescue file to: a P-256 public JWK"}
    )


class HelloQuery(Schema):
    class Meta:
        unknown = EXCLUDE

    nonce = fields.String(load_default="", validate=validate.Length(max=128))


class Spoken(Schema):
    min = fields.Integer()
    max = fields.Integer()


class Limits(Schema):
    ops = fields.Integer(dump_default=MOST_OPS)
    bytes = fields.Integer(dump_default=MOST_BYTES)
    op_bytes = fields.Integer(dump_default=LONGEST_OP)


class Hello(Schema):
    service = fields.String()
    nonce = fields.String()
    epoch = fields.String()
    server_time = Moment()
    protocol = fields.Nested(Spoken)
    schema = fields.Nested(Spoken)
    limits = fields.Nested(Limits)


class RevokedDevice(Schema):
    id = fields.String()
    revoked_at = Moment(allow_none=True)
    revoked_reason = fields.String(allow_none=True)


class DeviceView(RevokedDevice):
    """What is known of a phone, so that it is known what may be missing."""

    name = fields.String()
    officer_id = fields.String()
    officer = fields.String()
    app_version = fields.String()
    enrolled_at = Moment()
    last_contact_at = Moment(allow_none=True)
    unsent = fields.Integer(allow_none=True)
    held = fields.Integer(
        allow_none=True, metadata={"description": "operations of this sweep it still held"}
    )
    made = fields.Integer(allow_none=True)
    highest_seq = fields.Integer()
    gaps = fields.List(
        fields.List(fields.Integer()),
        metadata={"description": "missing seqs as pairs: first, last"},
    )
    received = fields.Integer(
        metadata={"description": "operations of this sweep that came, unreadable ones included"}
    )
    unaccounted = fields.Integer(
        metadata={"description": "numbers that did not come and that it does not claim to hold"}
    )
    holds = fields.Integer(
        metadata={"description": "all that it holds of this sweep, or may: made less received"}
    )
    given_up = fields.Integer(metadata={"description": "how many of those were written off"})
    outstanding = fields.Integer(metadata={"description": "how many are still waited for"})
    settled = fields.Boolean(metadata={"description": "nobody waits for this phone"})
    standing = fields.String(metadata={"enum": list(STANDINGS)})
    written_off = fields.Nested(WriteOffView, allow_none=True)
    after_all = fields.Integer(
        metadata={"description": "operations that arrived although they were written off"}
    )


class DeviceList(Schema):
    devices = fields.List(fields.Nested(DeviceView))


class Revoke(Schema):
    reason = fields.String(required=True, validate=validate.OneOf(["lost", "left"]))


class Rescued(Schema):
    """What became of a rescue file's operations, in the order of the file."""

    device_id = fields.String(allow_none=True)
    officer = fields.String(allow_none=True)
    counts = fields.Dict(keys=fields.String(), values=fields.Integer())
    results = fields.List(fields.Nested(ResultView))
