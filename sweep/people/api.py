"""The API's calls about officers and enrolment."""

from typing import Any

from flask import current_app

from sweep.access.callers import caller
from sweep.access.models import Officer
from sweep.access.officers import ChangedOfficer, NewOfficer, add_officer, all_officers
from sweep.access.rescue import public_key
from sweep.access.server import epoch
from sweep.api import blueprint
from sweep.db import writing
from sweep.people import schemas
from sweep.people.enrol import NewCode, make_code, redeem
from sweep.people.officers import put_right
from sweep.sweeps.read import find_sweep
from sweep.throttle import GUESSES, limiter

officers = blueprint("officers", __name__, "Who walks.")
enrolment = blueprint("enrol", __name__, "How a phone gets in.")


@officers.route("/officers", methods=["POST"])
@officers.arguments(NewOfficer)
@officers.response(201, schemas.OfficerView)
def create_officer(said: dict[str, Any]) -> Officer:
    """Add an officer to the authority."""
    authority_id = caller().authority_id
    with writing(authority_id):
        return add_officer(authority_id, said)


@officers.route("/officers")
@officers.response(200, schemas.OfficerList)
def list_officers() -> dict[str, Any]:
    """Every officer of the authority, by name."""
    return {"officers": all_officers()}


@officers.route("/officers/<officer_id>", methods=["PATCH"])
@officers.arguments(ChangedOfficer)
@officers.response(200, schemas.OfficerView)
def change_officer(said: dict[str, Any], officer_id: str) -> Officer:
    """Put an officer right, or take them off the list. What they recorded keeps their name."""
    return put_right(officer_id, said)


@enrolment.route("/enrol", methods=["POST"])
# Only wrong codes count: a whole station enrols in the same minute from one address.
@limiter.limit(GUESSES, deduct_when=lambda answer: answer.status_code != 201)
@enrolment.arguments(schemas.Enrol)
@enrolment.response(201, schemas.EnrolledView)
def enrol(said: dict[str, Any]) -> dict[str, Any]:
    """Turn a code into a phone's token."""
    secret_key = current_app.config["SWEEP"].secret_key
    made = redeem(secret_key, said["code"], said["enrol_id"], said["device"])
    return {
        "token": made.token,
        "device": made.device,
        "officer": made.officer,
        "authority": made.authority,
        "epoch": epoch(),
        "rescue_key": public_key(),
    }


@enrolment.route("/sweeps/<sweep_id>/enrol-codes", methods=["POST"])
@enrolment.arguments(schemas.NewEnrolCode)
@enrolment.response(201, schemas.CodeView)
def create_code(said: dict[str, Any], sweep_id: str) -> NewCode:
    """A code for one officer: 10 minutes on a screen, until the sweep's first day ends when printed."""
    settings = current_app.config["SWEEP"]
    with writing(caller().authority_id):
        return make_code(
            settings.secret_key,
            settings.origin,
            find_sweep(sweep_id),
            said["officer_id"],
            printed=said["printed"],
        )
