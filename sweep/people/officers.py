"""The page of an authority's officers: who there is, and adding one."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, redirect, render_template, request, url_for
from marshmallow import ValidationError
from werkzeug.wrappers import Response as Answer

from sweep.access.callers import caller
from sweep.access.officers import NewOfficer, add_officer, all_officers, by_role
from sweep.db import writing

blp = Blueprint("officer_pages", __name__)

FIELDS = ("name", "role", "employer")
WORDS = {
    "name": "Enter a name or collar number, at most 120 characters",
    "role": "Choose what kind of officer this is",
    "employer": "An employer’s name has at most 120 characters",
}


@blp.get("/officers")
def show_officers() -> str:
    """Everybody who can be put on a roster, and the form for one more."""
    return _page({}, {})


@blp.post("/officers")
def create_officer() -> Answer:
    """Add one officer, or say what is missing."""
    typed = {name: request.form.get(name, "").strip() for name in FIELDS}
    try:
        said = NewOfficer().load(typed)
    except ValidationError as error:
        return Response(_page(typed, error.normalized_messages()), 422)
    authority_id = caller().authority_id
    with writing(authority_id):
        add_officer(authority_id, said)
    return redirect(url_for("officer_pages.show_officers", added=""), 303)


def _page(typed: Mapping[str, str], wrong: Mapping[str, Any]) -> str:
    return render_template(
        "people/officers.html",
        groups=by_role(all_officers()),
        typed=typed,
        errors={name: words for name, words in WORDS.items() if name in wrong},
        added="added" in request.args and not wrong,
    )
