"""Shapes of officers, enrolment and codes."""

from marshmallow import EXCLUDE, Schema, fields

from sweep.access.officers import NewOfficer
from sweep.fields import Moment, PlainText, Uuid


class OfficerView(NewOfficer):
    id = fields.String()
    left_at = Moment(allow_none=True, metadata={"description": "since when they are off the list"})


class OfficerList(Schema):
    officers = fields.List(fields.Nested(OfficerView))


class Phone(Schema):
    class Meta:
        unknown = EXCLUDE

    name = PlainText(120, load_default="")
    app_version = PlainText(64, load_default="")
    device_id = Uuid(load_default=None, allow_none=True)


class Enrol(Schema):
    class Meta:
        unknown = EXCLUDE

    code = PlainText(200, required=True)
    enrol_id = PlainText(64, load_default=None, allow_none=True)
    device = fields.Nested(Phone, load_default=dict)


class OfficerBrief(Schema):
    id = fields.String()
    name = fields.String()
    role = fields.String()


class AuthorityBrief(Schema):
    new_la_code = fields.String()
    la_name = fields.String()


class EnrolledView(Schema):
    token = fields.String()
    device_id = fields.String(attribute="device.id")
    officer = fields.Nested(OfficerBrief)
    authority = fields.Nested(AuthorityBrief)
    epoch = fields.String()
    rescue_key = fields.Dict(
        metadata={"description": "what the phone seals a rescue file to: a P-256 public JWK"}
    )


class NewEnrolCode(Schema):
    officer_id = Uuid(required=True)
    printed = fields.Boolean(load_default=False)


class CodeView(Schema):
    code = fields.String()
    link = fields.String()
    expires_at = Moment()
