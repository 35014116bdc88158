"""The calls that phones make, and the desk's pushes: hello, push, pull."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import select

from sweep.access.callers import Caller, caller
from sweep.access.cursor import cursor_at, rev_of
from sweep.access.models import Device
from sweep.access.roles import Role
from sweep.access.server import epoch
from sweep.api import blueprint
from sweep.body import LONGEST, read_json
from sweep.db import db, writing
from sweep.errors import Problem, fields_wrong
from sweep.sync import schemas
from sweep.sync.entries import Author
from sweep.sync.pull import changes_since
from sweep.sync.push import Receipt, push
from sweep.sync.reading import COORDINATORS_MAY, PHONES_MAY, SCHEMAS, VERIFIERS_MAY

blp = blueprint("sync", __name__, "Operations in, changes out.")

_MAY = {
    Role.DEVICE: PHONES_MAY,
    Role.COORDINATOR: COORDINATORS_MAY,
    Role.VERIFIER: VERIFIERS_MAY,
}


@blp.route("/hello")
@blp.arguments(schemas.HelloQuery, location="query")
@blp.response(200, schemas.Hello)
def hello(asked: dict[str, Any]) -> dict[str, Any]:
    """Is this our server? Only this, with the phone's own nonce, is what "online" means."""
    return {
        "service": "sweep",
        "nonce": asked["nonce"],
        "epoch": epoch(),
        "server_time": datetime.now(UTC),
        "protocol": {"min": schemas.PROTOCOL, "max": schemas.PROTOCOL},
        "schema": {"min": SCHEMAS[0], "max": SCHEMAS[1]},
        "limits": {},
    }


@blp.route("/sync/push", methods=["POST"])
@blp.doc(
    requestBody={
        "required": True,
        "content": {"application/json": {"schema": schemas.Push}},
        "description": f"Plain or gzip; at most {schemas.MOST_OPS} operations, {LONGEST} bytes.",
    }
)
@blp.response(200, schemas.Pushed)
def push_operations() -> dict[str, Any]:
    """Take in a batch of operations. Answers one result for each, in the order sent.

    Only a caller who isn't known and an envelope that can't be read turn away a whole batch.
    """
    who, now = caller(), datetime.now(UTC)
    sent = _envelope(read_json())
    receipt = push(_author(who), sent["ops"], now, sent["sent_at"])
    if who.device_id:
        _note_contact(who, sent, receipt, now)
    return {
        "protocol": schemas.PROTOCOL,
        "batch_id": sent["batch_id"],
        "epoch": epoch(),
        "server_time": now,
        "rev": receipt.rev,
        "durable_rev": receipt.durable_rev,
        "results": receipt.results,
    }


def _envelope(sent: Any) -> dict[str, Any]:
    if not isinstance(sent, dict):
        raise Problem("unreadable_envelope", "A push is a JSON object.")
    if wrong := schemas.Push().validate(sent):
        detail = fields_wrong(wrong).detail
        raise Problem("unreadable_envelope", f"The push can't be read. {detail}", errors=wrong)
    if sent["protocol"] != schemas.PROTOCOL:
        raise Problem("unknown_protocol", f"This server speaks protocol {schemas.PROTOCOL}.")
    if len(sent["ops"]) > schemas.MOST_OPS:
        raise Problem("too_big", f"At most {schemas.MOST_OPS} operations at a time.")
    loaded: dict[str, Any] = schemas.Push().load(sent)
    return loaded


def _author(who: Caller) -> Author:
    return Author(
        who.authority_id, _MAY[who.role], who.device_id, who.officer_id, who.user_id, who.left
    )


def _note_contact(who: Caller, sent: dict[str, Any], receipt: Receipt, now: datetime) -> None:
    """What the phone said of itself, less what this push settled. Its loss would cost no stop."""
    settled = receipt.settled()
    with writing(who.authority_id):
        device = db.session.scalars(select(Device).where(Device.id == who.device_id)).one()
        device.last_contact_at = now
        device.app_version = sent["app_version"] or device.app_version
        if sent["made"] is not None:
            device.made = sent["made"]
        if sent["unsent"] is not None:
            device.unsent = max(0, sent["unsent"] - settled.total())
        if sent["held"] is not None:
            device.held = {
                sweep_id: held - settled[sweep_id]
                for sweep_id, held in sent["held"].items()
                if held > settled[sweep_id]
            }


@blp.route("/sync/pull")
@blp.arguments(schemas.PullQuery, location="query")
@blp.response(200, schemas.Pulled)
def pull(asked: dict[str, Any]) -> dict[str, Any]:
    """What changed for this phone since the cursor: its sweeps, and its officer's stops and shifts."""
    who = caller()
    since = rev_of(asked["cursor"], who.authority_id)
    changes, rev, more = changes_since(who.officer_id or "", since)
    return {"epoch": epoch(), "cursor": cursor_at(rev), "more": more, "changes": changes}
