"""The calls that phones make, and the desk's pushes: hello, push, pull."""

from datetime import UTC, datetime
from typing import Any

from marshmallow import ValidationError

from sweep.access.callers import caller
from sweep.access.credentials import Caller
from sweep.access.cursor import cursor_at, rev_of
from sweep.access.models import Authority
from sweep.access.rescue import public_key
from sweep.access.roles import Role
from sweep.access.server import epoch
from sweep.api import blueprint
from sweep.body import LONGEST, read_json
from sweep.db import db
from sweep.errors import Problem, fields_wrong
from sweep.fields import Moment, is_uuid
from sweep.sync import schemas
from sweep.sync.contact import Contact
from sweep.sync.entries import Author
from sweep.sync.pull import changes_since
from sweep.sync.push import push
from sweep.sync.reading import (
    BIGGEST_SEQ,
    COORDINATORS_MAY,
    PHONES_MAY,
    SCHEMAS,
    VERIFIERS_MAY,
)
from sweep.sync.reconcile import reconcile

blp = blueprint("sync", __name__, "Operations in, changes out.")

_MAY = {
    Role.DEVICE: PHONES_MAY,
    Role.COORDINATOR: COORDINATORS_MAY,
    Role.VERIFIER: VERIFIERS_MAY,
}

# No phone goes through so many hands.
_MOST_BESIDE = 50


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
    receipt = push(_author(who), sent["ops"], now, _sent_at(sent), _contact(who, sent))
    return {
        "protocol": schemas.PROTOCOL,
        "batch_id": sent["batch_id"],
        "epoch": epoch(),
        "server_time": now,
        "rev": receipt.rev,
        "durable_rev": receipt.durable_rev,
        "results": receipt.results,
        "device_left": who.left,
    }


def _envelope(sent: Any) -> dict[str, Any]:
    if not isinstance(sent, dict):
        raise Problem("unreadable_envelope", "A push is a JSON object.")
    try:
        loaded: dict[str, Any] = schemas.Push().load(sent)
    except ValidationError as error:
        wrong = fields_wrong(error.messages_dict)
        detail = f"The push can’t be read. {wrong.detail}"
        raise Problem("unreadable_envelope", detail, **wrong.extra) from error
    if loaded["protocol"] != schemas.PROTOCOL:
        raise Problem("unknown_protocol", f"This server speaks protocol {schemas.PROTOCOL}.")
    if len(loaded["ops"]) > schemas.MOST_OPS:
        raise Problem("too_big", f"At most {schemas.MOST_OPS} operations at a time.")
    return loaded


def _author(who: Caller) -> Author:
    return Author(
        who.authority_id, _MAY[who.role], who.device_id, who.officer_id, who.user_id, who.left
    )


def _sent_at(sent: dict[str, Any]) -> datetime | None:
    try:
        moment: datetime | None = Moment(allow_none=True).deserialize(sent["sent_at"])
    except ValidationError:
        return None
    return moment


def _contact(who: Caller, sent: dict[str, Any]) -> Contact | None:
    if who.device_id is None:
        return None
    held = sent["held"] and {
        key.lower(): most for key, most in sent["held"].items() if is_uuid(key)
    }
    # More than any phone makes is as good as no word: numbers only rise, and this one would stand for ever.
    made = sent["made"] if (sent["made"] or 0) < BIGGEST_SEQ else None
    beside = _beside(sent["beside"])
    return Contact(who.device_id, sent["app_version"], sent["unsent"], made, held, beside)


def _beside(said: Any) -> list[str] | None:
    if not isinstance(said, list):
        return None
    return [each.lower() for each in said[:_MOST_BESIDE] if isinstance(each, str) and is_uuid(each)]


@blp.route("/sync/reconcile", methods=["POST"])
@blp.arguments(schemas.Reconcile)
@blp.response(200, schemas.Reconciled)
def reconcile_operations(asked: dict[str, Any]) -> dict[str, Any]:
    """What the server has of what a phone holds, by id and hash. Nothing is changed."""
    authority = db.session.get_one(Authority, caller().authority_id)
    return {
        "epoch": epoch(),
        "server_time": datetime.now(UTC),
        "rev": authority.rev,
        "durable_rev": authority.durable_rev,
        "results": reconcile(asked["ops"]),
    }


@blp.route("/sync/pull")
@blp.arguments(schemas.PullQuery, location="query")
@blp.response(200, schemas.Pulled)
def pull(asked: dict[str, Any]) -> dict[str, Any]:
    """What changed for this phone since the cursor: its sweeps, and its officer's stops and shifts."""
    who = caller()
    since = rev_of(asked["cursor"], who.authority_id)
    # A phone that was signed off is told no more of anybody; its rescue file it can still seal.
    changes, rev, more = (
        ([], since, False) if who.left else changes_since(who.officer_id or "", since)
    )
    return {
        "epoch": epoch(),
        "cursor": cursor_at(rev),
        "more": more,
        "changes": changes,
        "rescue_key": public_key(),
    }
