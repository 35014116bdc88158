"""Signing in and out at a desk. One sentence answers every wrong sign-in, in the same time.

Who may guess how often: wrong passwords alone are counted, on forms that a page of ours made, per address and
more strictly per account and address together. Nothing is counted per account alone, since a stranger who
guesses from elsewhere could then keep its owner out. What is left to somebody with a thousand addresses is
1.4 million guesses a day, too few by far for passwords of 12 characters that are on no list.
"""

import re
from datetime import UTC, datetime

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as Answer

from sweep.access.callers import check_form, cookie_name, signed_in
from sweep.access.credentials import LONGEST
from sweep.access.roles import Role
from sweep.access.secrets import token_hash
from sweep.people.sessions import begin_session as start_session
from sweep.people.sessions import end_session, known
from sweep.throttle import GUESSES, address, limiter

blp = Blueprint("people", __name__)

WRONG = "The email address or the password is wrong"
# At one account from one address: after ten a wait of up to a minute, after sixty of up to an hour.
ACCOUNT_GUESSES = "10 per minute; 60 per hour"

_LONGEST_TYPED = 1000
# A path of ours. What browsers read as another host (`//`, `/\`) and control characters are not.
_OURS = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")


@blp.get("/sign-in")
def sign_in() -> Answer | str:
    """The form; whoever is signed in goes on."""
    if (who := signed_in()) is not None:
        return redirect(_next() or _first_page(who.role))
    return render_template(
        "people/sign_in.html", next=_next(), email="", wrong=None, ended="ended" in request.args
    )


def _account_and_address() -> str:
    """Hashed, so that no list of people's addresses lies in the throttle's memory."""
    return f"{address()} {token_hash(_typed('email').strip().lower())}"


def _wrong_password(answer: Answer) -> bool:
    return answer.status_code == 422


@blp.post("/sign-in")
@limiter.limit(GUESSES, deduct_when=_wrong_password)
@limiter.limit(ACCOUNT_GUESSES, key_func=_account_and_address, deduct_when=_wrong_password)
def begin_session() -> Answer:
    """Sign in and go on to where the person was going."""
    check_form()
    user = known(_typed("email"), _typed("password"))
    if user is None:
        return Response(_try_again(), 422)
    token = start_session(user, datetime.now(UTC))
    answer = redirect(_next() or _first_page(user.role), 303)
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
    """Where the person was going; empty where that was nowhere of their own."""
    asked = request.values.get("next", "")
    # The list of sweeps is where most people begin anyway.
    return asked if _OURS.fullmatch(asked) and asked != url_for("list_pages.show_sweeps") else ""


def _first_page(role: str) -> str:
    """Where somebody begins who was going nowhere yet."""
    reader = role == Role.RETURNS_READER
    return url_for("server_returns.show_periods" if reader else "list_pages.show_sweeps")
