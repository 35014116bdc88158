"""Signing in and out at a desk. One sentence answers every wrong sign-in, in the same time."""

import re
from datetime import UTC, datetime

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from sweep.access.callers import check_form, cookie_name, signed_in
from sweep.access.credentials import LONGEST
from sweep.access.secrets import token_hash
from sweep.people.sessions import begin_session as start_session
from sweep.people.sessions import end_session, known
from sweep.throttle import GUESSES, limiter

blp = Blueprint("people", __name__)

WRONG = "The email address or the password is wrong"
# Wrong tries at one account, from whatever addresses; it lets the person in again by itself.
ACCOUNT_GUESSES = "10 per minute; 60 per hour"

_LONGEST_TYPED = 1000
# A path of ours. What browsers read as another host (`//`, `/\`) and control characters are not.
_OURS = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")


@blp.get("/sign-in")
def sign_in() -> Answer | str:
    """The form; whoever is signed in goes on."""
    if signed_in() is not None:
        return redirect(_next())
    return render_template(
        "people/sign_in.html", next=_next(), email="", wrong=None, ended="ended" in request.args
    )


def _account() -> str:
    """Hashed, so that no list of addresses lies in the throttle's memory."""
    return token_hash(_typed("email").strip().lower())


@blp.post("/sign-in")
@limiter.limit(GUESSES, deduct_when=lambda answer: answer.status_code != 303)
@limiter.limit(
    ACCOUNT_GUESSES, key_func=_account, deduct_when=lambda answer: answer.status_code != 303
)
def begin_session() -> Answer:
    """Sign in and go on to where the person was going."""
    check_form()
    user = known(_typed("email"), _typed("password"))
    if user is None:
        return Response(_try_again(), 422)
    token = start_session(user, datetime.now(UTC))
    answer = redirect(_next(), 303)
    answer.set_cookie(
        cookie_name(),
        token,
        max_age=LONGEST,
        secure=current_app.config["SWEEP"].secure,
        httponly=True,
        samesite="Lax",
    )
    return answer


def _try_again() -> str:
    return render_template(
        "people/sign_in.html", next=_next(), email=_typed("email"), wrong=WRONG, ended=False
    )


@blp.post("/sign-out")
def sign_out() -> Answer:
    """End the session. Harmless where it has ended already."""
    if (who := signed_in()) is not None:
        check_form()
        end_session(who, datetime.now(UTC))
    answer = redirect(url_for("people.sign_in", ended=""), 303)
    answer.delete_cookie(
        cookie_name(), secure=current_app.config["SWEEP"].secure, httponly=True, samesite="Lax"
    )
    return answer


@blp.get("/stay")
def stay() -> Answer:
    """The person is still typing: asked by the desk's script, so that a long form is not lost."""
    return Response(status=204)


def _typed(name: str) -> str:
    return request.form.get(name, "")[:_LONGEST_TYPED]


def _next() -> str:
    asked = request.values.get("next", "")
    return asked if _OURS.fullmatch(asked) else url_for("list_pages.show_sweeps")
