"""Shapes of a sweep as planned and answered, and of what makes and changes a shift."""

from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate, validates_schema

from sweep import places
from sweep.core import codes
from sweep.fields import Moment, Name, PlainText, Slug, Uuid


class _Point(Schema):
    name = Name(120, required=True)
    lat = fields.Float(required=True, validate=validate.Range(-90, 90))
    lon = fields.Float(required=True, validate=validate.Range(-180, 180))


class NewSite(_Point):
    radius_m = fields.Integer(load_default=250, validate=validate.Range(1, 20_000))


class Premises(_Point):
    """A place the authority has designated for children to be taken to."""


def _check_period(planned: dict[str, Any]) -> None:
    start, end = planned.get("starts_at"), planned.get("ends_at")
    if start and end and end <= start:
        raise ValidationError("The end must come after the start.", "ends_at")


class NewAuthorisation(Schema):
    """Who directed it, where and when. The period is the sweep's where none is given."""

    superintendent = PlainText(load_default="", validate=validate.Length(max=120))
    reference = PlainText(load_default="", validate=validate.Length(max=120))
    given_at = Moment(load_default=None, allow_none=True)
    area = fields.Dict(load_default=None, allow_none=True)
    starts_at = Moment(load_default=None, allow_none=True)
    ends_at = Moment(load_default=None, allow_none=True)
    # As many as the plan's page has boxes for: it saves what it shows.
    premises = fields.List(
        fields.Nested(Premises), load_default=list, validate=validate.Length(max=100)
    )

    @validates_schema
    def check(self, planned: dict[str, Any], **_: Any) -> None:
        _check_period(planned)
        if planned.get("area") is not None and (wrong := places.area_problem(planned["area"])):
            raise ValidationError(wrong, "area")


class ChangedSweep(Schema):
    """Any part of a sweep. Lists (sites, officers) are whole: what is left out is taken away."""

    title = Name(120)
    kind = Slug(codes.SWEEP_KINDS)
    status = Slug(codes.SWEEP_STATUSES)
    starts_at = Moment()
    ends_at = Moment()
    sites = fields.List(fields.Nested(NewSite), validate=validate.Length(max=100))
    officer_ids = fields.List(Uuid(), validate=validate.Length(max=500))
    authorisation = fields.Nested(NewAuthorisation)

    @validates_schema
    def check(self, planned: dict[str, Any], **_: Any) -> None:
        _check_period(planned)


class MovedSweep(ChangedSweep):
    """The same, for scripts, which say what they know is still open where they make figures final."""

    despite = fields.List(
        PlainText(64),
        load_default=list,
        validate=validate.Length(max=100),
        metadata={"description": "codes of `provisional_because` despite which figures are final"},
    )


class NewSweep(ChangedSweep):
    title = Name(120, required=True)
    kind = Slug(codes.SWEEP_KINDS, load_default="local")
    starts_at = Moment(required=True)
    ends_at = Moment(required=True)
    sites = fields.List(
        fields.Nested(NewSite), load_default=list, validate=validate.Length(max=100)
    )
    officer_ids = fields.List(Uuid(), load_default=list, validate=validate.Length(max=500))
    authorisation = fields.Nested(NewAuthorisation, load_default=None, allow_none=True)


class SiteView(Schema):
    id = fields.String()
    name = fields.String()
    lat = fields.Float()
    lon = fields.Float()
    radius_m = fields.Integer()


class RosterView(Schema):
    officer_id = fields.String()
    name = fields.String(attribute="officer.name")
    role = fields.String(attribute="officer.role")


class AuthorisationView(Schema):
    superintendent = fields.String()
    reference = fields.String()
    given_at = Moment(allow_none=True)
    area = fields.Dict(allow_none=True)
    starts_at = Moment()
    ends_at = Moment()
    premises = fields.List(fields.Dict())


class SweepLine(Schema):
    id = fields.String()
    rev = fields.Integer()
    title = fields.String()
    kind = fields.String()
    status = fields.String()
    starts_at = Moment()
    ends_at = Moment()


class SweepView(SweepLine):
    sites = fields.List(fields.Nested(SiteView))
    roster = fields.List(fields.Nested(RosterView))
    officer_ids = fields.Function(lambda sweep: [entry.officer_id for entry in sweep.roster])
    authorisation = fields.Nested(AuthorisationView, allow_none=True)


class SweepList(Schema):
    sweeps = fields.List(fields.Nested(SweepLine))


class ShiftView(Schema):
    id = fields.String()
    rev = fields.Integer()
    head = fields.String()
    deleted = fields.Boolean(attribute="voided")
    sweep_id = fields.String()
    officer_id = fields.String()
    started_at = Moment()
    ended_at = Moment(allow_none=True)
    break_minutes = fields.Integer()


class DeskShiftView(ShiftView):
    officer = fields.String()
    role = fields.String(allow_none=True)
    minutes = fields.Integer(
        allow_none=True, metadata={"description": "whole minutes worked; null while it is open"}
    )
    flags = fields.List(fields.String())


class ShiftList(Schema):
    shifts = fields.List(fields.Nested(DeskShiftView))


class NewWriteOff(Schema):
    """A phone whose missing records nobody waits for any more, and why."""

    device_id = Uuid(required=True)
    why = Name(1000, required=True)


class WriteOffView(Schema):
    id = fields.String()
    device_id = fields.String()
    operations = fields.Integer(
        metadata={"description": "operations of the sweep that the phone was thought to hold"}
    )
    made = fields.Integer(metadata={"description": "the highest number it had told of"})
    why = fields.String()
    written_at = Moment()


class StartShift(Schema):
    class Meta:
        unknown = EXCLUDE

    shift_id = Uuid(required=True)
    sweep_id = Uuid(required=True, allow_none=True)
    officer_id = Uuid(required=True)
    started_at = Moment(required=True)


# Only what a database can hold: breaks longer than the shift are flagged, not refused.
_BREAKS = validate.Range(0, 2**31 - 1)


class EndShift(Schema):
    class Meta:
        unknown = EXCLUDE

    shift_id = Uuid(required=True)
    ended_at = Moment(required=True)
    break_minutes = fields.Integer(load_default=0, validate=_BREAKS)


class ChangedShift(Schema):
    class Meta:
        unknown = EXCLUDE

    officer_id = Uuid()
    started_at = Moment()
    ended_at = Moment(allow_none=True)
    break_minutes = fields.Integer(validate=_BREAKS)


class VoidShift(Schema):
    class Meta:
        unknown = EXCLUDE

    shift_id = Uuid(required=True)
    base_op = Uuid(required=True)
    why = PlainText(allow_none=True, load_default="")


class AmendShift(VoidShift):
    changes = fields.Nested(ChangedShift, required=True)
