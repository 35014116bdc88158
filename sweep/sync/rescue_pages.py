"""The page that takes in a rescue file, and says what became of the records in it."""

import json
from base64 import urlsafe_b64decode
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, Response, render_template, request
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as Answer

from sweep.access.callers import caller
from sweep.access.models import Authority
from sweep.access.rescue import LONGEST_FILE
from sweep.db import db
from sweep.errors import DRAIN_LIMIT, Problem
from sweep.pages import Fault
from sweep.sync.rescue import Rescue, take_in

blp = Blueprint("rescue_pages", __name__)


class Unusable(Exception):
    """This file can't be taken in; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Became:
    """What became of a file's records. `here` were known before; `kept_out` are new with the coordinator."""

    whose: str
    taken_in: int
    here: int
    kept_out: int
    later: int
    refused: int

    @property
    def number(self) -> int:
        return self.taken_in + self.here + self.kept_out + self.later + self.refused


@blp.url_value_preprocessor
def allow_a_file(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """A file is longer than any form of ours. Said here, before the form is read for its token."""
    request.max_content_length = DRAIN_LIMIT


@blp.get("/rescue")
def show_rescue() -> str:
    """When to use it, and the form."""
    return _page()


@blp.post("/rescue")
def take_file() -> Answer | str:
    """Take in the file, or say in a sentence why it can't be."""
    try:
        sealed = _sealed(request.files.get("file"))
        became = _take(sealed)
    except Unusable as why:
        return Response(_page(fault=Fault(str(why), "#file")), 422)
    return _page(became=became)


def _sealed(file: FileStorage | None) -> str:
    """The file's text. Raises Unusable where it can be none."""
    if file is None or not file.filename:
        raise Unusable("Choose the rescue file")
    content = file.stream.read(LONGEST_FILE + 1)
    if len(content) > LONGEST_FILE:
        raise Unusable("The file is longer than any rescue file: at most 12 MB")
    if not content.strip():
        raise Unusable("The file is empty. Save it on the phone again, and send it again")
    try:
        return content.decode("ascii")
    except UnicodeDecodeError as error:
        raise Unusable(_NO_RESCUE_FILE) from error


_NO_RESCUE_FILE = (
    "This is no rescue file. It is made in the officers’ app, and its name ends in .txt"
)


def _take(sealed: str) -> Became:
    who, known = caller(), _rev()
    try:
        rescue = take_in(who.authority_id, who.user_id, sealed, datetime.now(UTC))
    except Problem as problem:
        if problem.code != "rescue_unreadable":
            raise
        raise Unusable(_why_unreadable(sealed)) from problem
    return _became(rescue, known)


def _rev() -> int:
    return db.session.get_one(Authority, caller().authority_id).rev


def _why_unreadable(sealed: str) -> str:
    if not _is_sealed(sealed):
        return _NO_RESCUE_FILE
    authority = db.session.get_one(Authority, caller().authority_id)
    return (
        f"This rescue file is not for {authority.la_name}, or it was damaged on its way. "
        "Nothing was taken in. Save it on the phone again, and send it again"
    )


def _is_sealed(sealed: str) -> bool:
    """Whether it begins as every rescue file does (RFC 7516, 7.1)."""
    head = sealed.strip().partition(".")[0]
    try:
        said = json.loads(urlsafe_b64decode(head + "=" * (-len(head) % 4)))
    except (ValueError, RecursionError):
        return False
    return isinstance(said, dict) and said.get("alg") == "ECDH-ES"


def _became(rescue: Rescue, known: int) -> Became:
    """`known` is the authority's rev before: what has a receipt from then was here already."""
    counts = rescue.counts
    new = sum(
        result.status == "quarantined" and (result.rev or 0) > known for result in rescue.results
    )
    return Became(
        whose=f"{rescue.officer}’s phone" if rescue.officer else "a phone not known here",
        taken_in=counts["accepted"],
        here=counts["duplicate"] + counts["quarantined"] - new,
        kept_out=new,
        later=counts["retry"],
        refused=counts["refused"],
    )


def _page(became: Became | None = None, fault: Fault | None = None) -> str:
    errors = {"file": fault} if fault else {}
    return render_template("sync/rescue.html", became=became, errors=errors)
