"""The desk's calls about sweeps and shifts, for scripts."""

from typing import Any

from sweep.access.callers import caller
from sweep.api import blueprint
from sweep.db import writing
from sweep.sweeps import planning, schemas
from sweep.sweeps.models import Sweep
from sweep.sweeps.read import all_sweeps, find_sweep, shifts_of

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
@blp.arguments(schemas.ChangedSweep)
@blp.response(200, schemas.SweepView)
def change_sweep(said: dict[str, Any], sweep_id: str) -> Sweep:
    """Change any part of a sweep's plan; lists are whole."""
    with writing(caller().authority_id):
        return planning.change_sweep(find_sweep(sweep_id), said)


@blp.route("/sweeps/<sweep_id>/shifts")
@blp.response(200, schemas.ShiftList)
def list_shifts(sweep_id: str) -> dict[str, Any]:
    """The sweep's shifts with minutes and flags, the voided ones marked deleted."""
    return {"shifts": shifts_of(find_sweep(sweep_id))}
