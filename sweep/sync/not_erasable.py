"""Why a number can't be erased, in plain words: it is nobody's here, or something else's."""

from sqlalchemy import ColumnElement, exists, select

from sweep.access.models import Device, Officer
from sweep.db import db
from sweep.ledger import Operation
from sweep.schools.models import Term
from sweep.stops.models import Stop
from sweep.sweeps.models import Sweep

_NONE = "This authority has no such stop or shift."


def why_not(number: str) -> str:
    """A sentence for whoever asked to erase a number that is no stop's or shift's of this authority."""
    others: tuple[tuple[str, ColumnElement[bool]], ...] = (
        ("a sweep", Sweep.id == number),
        ("an officer", Officer.id == number),
        ("a phone", Device.id == number),
        ("a group of children stopped together", Stop.encounter_id == number),
        ("a term", Term.id == number),
        ("one entry of a record", Operation.op_id == number),
    )
    for whose, found in others:
        if db.session.scalar(select(exists().where(found))):
            return f"This is the number of {whose}. Only a stop or a shift can be erased."
    return _NONE
