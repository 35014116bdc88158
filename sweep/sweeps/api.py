"""The desk's calls about sweeps and shifts, for scripts."""

from datetime import UTC, datetime
from typing import Any

from sweep.access.callers import caller
from sweep.access.revs import Revs
from sweep.api import blueprint
from sweep.db import writing
from sweep.sweeps import planning, schemas
from sweep.sweeps.completeness import refuse_unseen
from sweep.sweeps.models import Sweep, WriteOff
from sweep.sweeps.read import all_sweeps, find_sweep, shifts_of
from sweep.sweeps.write_offs import write_off

blp = blueprint("sweeps_api", __name__, "Sweeps: plan, change, look.")


@blp.route("/sweeps", methods=["POST"])
@blp.arguments(schemas.NewSweep)
@blp.response(201, schemas.SweepView)
def create_sweep(said: dict[str, Any]) -> Sweep:
    """Plan a sweep."""
    authority_id = caller().authority_id
    with writing(authority_id):
        return planning.create_sweep(authority_id, said)


@blp.route("/sweeps")
@blp.response(200, schemas.SweepList)
def list_sweeps() -> dict[str, Any]:
    """Every sweep of the authority, the latest first."""
    return {"sweeps": all_sweeps()}


@blp.route("/sweeps/<sweep_id>")
@blp.response(200, schemas.SweepView)
def read_sweep(sweep_id: str) -> Sweep:
    """One sweep with its sites, roster and authorisation."""
    return find_sweep(sweep_id)


@blp.route("/sweeps/<sweep_id>", methods=["PATCH"])
@blp.arguments(schemas.MovedSweep)
@blp.response(200, schemas.SweepView)
def change_sweep(said: dict[str, Any], sweep_id: str) -> Sweep:
    """Change any part of a sweep's plan; lists are whole.

    Figures that may still change are made final only `despite` all their open points: else 409
    `points_open`, which lists them.
    """
    despite = said.pop("despite")
    with writing(caller().authority_id):
        Revs(caller().authority_id)  # nothing arrives between looking and making final
        sweep = find_sweep(sweep_id)
        refuse_unseen(sweep, said.get("status"), despite, datetime.now(UTC))
        return planning.change_sweep(sweep, said)


@blp.route("/sweeps/<sweep_id>/shifts")
@blp.response(200, schemas.ShiftList)
def list_shifts(sweep_id: str) -> dict[str, Any]:
    """The sweep's shifts with minutes and flags, the voided ones marked deleted."""
    return {"shifts": shifts_of(find_sweep(sweep_id))}


@blp.route("/sweeps/<sweep_id>/write-off", methods=["POST"])
@blp.arguments(schemas.NewWriteOff)
@blp.response(201, schemas.WriteOffView)
def write_off_phone(said: dict[str, str], sweep_id: str) -> WriteOff:
    """Give up, with a reason, what a phone will never send, so that it keeps no figures provisional.

    What arrives all the same is taken in and counts. The same again changes nothing.
    """
    who = caller()
    return write_off(who.authority_id, sweep_id, said, who.user_id, datetime.now(UTC))
