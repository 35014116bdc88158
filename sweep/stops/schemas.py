"""Shapes of what makes and changes a stop, and of a stop as it is answered."""

from marshmallow import EXCLUDE, Schema, fields, validate

from sweep.core import codes
from sweep.fields import Moment, Name, PlainText, Slug, Uuid


class Place(Schema):
    """`lat`/`lon` degrees, `accuracy_m` metres, `fix_age_s` seconds.

    Range is no matter of shape: a place out of range is dropped and flagged, not refused.
    """

    class Meta:
        unknown = EXCLUDE

    lat = fields.Float(allow_none=True, load_default=None)
    lon = fields.Float(allow_none=True, load_default=None)
    accuracy_m = fields.Float(allow_none=True, load_default=None)
    fix_age_s = fields.Float(allow_none=True, load_default=None)
    source = Slug(codes.LOCATION_SOURCES, load_default=None, allow_none=True)
    why_none = Slug(codes.WHY_NONE, allow_none=True, load_default=None)


class _Changeable(Schema):
    """What the officer said about the child, each part of which an amend may set anew."""

    class Meta:
        unknown = EXCLUDE

    stopped_at = Moment()
    location = fields.Nested(Place)
    finding = Slug(codes.FINDINGS)
    accompanied_by = Slug(codes.ACCOMPANIED_BY)
    encounter_id = Uuid(allow_none=True)
    shift_id = Uuid(allow_none=True)
    reason = Slug(codes.REASONS, allow_none=True)
    phase = Slug(codes.PHASES, allow_none=True)
    age_band = Slug(codes.AGE_BANDS, allow_none=True)
    sex = Slug(codes.SEXES, allow_none=True)
    ethnicity = Slug(codes.ETHNICITIES, allow_none=True)
    school_urn = PlainText(allow_none=True, validate=validate.Regexp(r"^\d{6}$"))
    outcome = Slug(codes.OUTCOMES, allow_none=True)
    acted_by = Uuid(allow_none=True)
    urgent = Slug(codes.URGENT, allow_none=True)
    note = PlainText(allow_none=True)


class CreateStop(_Changeable):
    stop_id = Uuid(required=True)
    sweep_id = Uuid(required=True, allow_none=True)
    stopped_at = Moment(required=True)
    location = fields.Nested(Place, required=True)
    finding = Slug(codes.FINDINGS, required=True)
    accompanied_by = Slug(codes.ACCOMPANIED_BY, required=True)


class LocateStop(Schema):
    class Meta:
        unknown = EXCLUDE

    stop_id = Uuid(required=True)
    location = fields.Nested(Place, required=True)


class VoidStop(Schema):
    class Meta:
        unknown = EXCLUDE

    stop_id = Uuid(required=True)
    base_op = Uuid(required=True)
    why = PlainText(allow_none=True, load_default="")


class RestoreStop(VoidStop):
    why = Name(1000, required=True)


class AmendStop(VoidStop):
    changes = fields.Nested(_Changeable, required=True)


class VerifyStop(VoidStop):
    verification = Slug(codes.VERIFICATIONS, required=True)
    verified_finding = Slug(codes.FINDINGS, allow_none=True, load_default=None)
    register_code = Slug(codes.REGISTER_CODES, allow_none=True, load_default=None)
    told_by = PlainText(200, allow_none=True, load_default=None)


class Location(Schema):
    """A stop's place as answered."""

    lat = fields.Float(allow_none=True)
    lon = fields.Float(allow_none=True)
    accuracy_m = fields.Float(allow_none=True)
    fix_age_s = fields.Float(allow_none=True)
    source = fields.String(attribute="location_source")
    why_none = fields.String(allow_none=True)


class StopView(Schema):
    """A stop as answered: what was recorded, what was derived, what a person should look at."""

    id = fields.String()
    rev = fields.Integer()
    head = fields.String(metadata={"description": "the `base_op` of a further change"})
    deleted = fields.Boolean(attribute="voided")
    sweep_id = fields.String()
    encounter_id = fields.String()
    shift_id = fields.String(allow_none=True)
    stopped_at = Moment()
    location = fields.Method("read_location", metadata={"type": "object"})
    finding = fields.String()
    reason = fields.String(allow_none=True)
    accompanied_by = fields.String()
    phase = fields.String(allow_none=True)
    age_band = fields.String(allow_none=True)
    sex = fields.String(allow_none=True)
    ethnicity = fields.String(allow_none=True)
    school_urn = fields.String(allow_none=True)
    outcome = fields.String(allow_none=True)
    acted_by = fields.String(allow_none=True)
    urgent = fields.String(allow_none=True)
    note = fields.String()
    verification = fields.String()
    verified_finding = fields.String(allow_none=True)

    def read_location(self, stop: object) -> dict[str, object]:
        return Location().dump(stop)


class DeskStopView(StopView):
    """What a desk sees beside: who recorded it, the phone's own time, the register's answer."""

    officer_id = fields.String(attribute="author_id", allow_none=True)
    recorded_at_desk = fields.Boolean()
    stopped_at_phone = Moment()
    received_at = Moment()
    register_code = fields.String(allow_none=True)
    told_by = fields.String(allow_none=True)
    truanting = fields.Boolean(allow_none=True)
    truanting_verified = fields.Boolean(allow_none=True)
    parent_present = fields.Boolean(allow_none=True)
    flags = fields.List(fields.String())


class StopPage(Schema):
    stops = fields.List(fields.Nested(DeskStopView))
    cursor = fields.String()
    more = fields.Boolean()


class StopQuery(Schema):
    class Meta:
        unknown = EXCLUDE

    cursor = fields.String(load_default="")
