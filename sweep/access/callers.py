"""Who is calling. The authority, the officer and the role come from the credential, from nothing else.

`admit` runs before every request: it reads the credential, scopes the database to its authority, and
holds the call against the declared table of routes in `roles`.
"""

from datetime import UTC, datetime

from flask import Flask, Response, current_app, g, request
from flask_wtf.csrf import CSRFError, CSRFProtect

from sweep.access import credentials
from sweep.access.credentials import Caller
from sweep.access.roles import ANYONE, ROUTES
from sweep.access.secrets import token_hash
from sweep.db import scope_to
from sweep.errors import Problem

_UNSAFE = {"POST", "PUT", "PATCH", "DELETE"}

csrf = CSRFProtect()


def init_app(app: Flask) -> None:
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False  # asked below, of cookies only
    # A plan may take longer to type than an hour; the token lives as long as the browser's session.
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    # Our pages send no Referer, which this would ask for over https.
    app.config["WTF_CSRF_SSL_STRICT"] = False
    csrf.init_app(app)
    app.before_request(admit)
    app.after_request(_never_stored)


def caller() -> Caller:
    """The caller of this request. Raises `sign_in_needed` where nobody signed in."""
    if (who := g.get("caller")) is None:
        raise Problem("sign_in_needed", "Sign in, or send a token, to see this.")
    return who


def cookie_name() -> str:
    """Bound to host and https where there is https; plain on a loopback origin."""
    return "__Host-sweep" if current_app.config["SWEEP"].secure else "sweep"


def admit() -> None:
    """Let the request in, or raise the problem that says why not."""
    if request.endpoint is None:
        # No such address: the router answers, on a page that keeps the person's menu.
        if request.cookies.get(cookie_name()):
            g.caller = signed_in()
        return
    allowed = ROUTES.get(request.endpoint, frozenset())
    if allowed is ANYONE:
        return
    who = _identify(datetime.now(UTC))
    if who is None:
        raise Problem("sign_in_needed", "Sign in, or send a token, to see this.")
    g.caller = who
    if who.role not in allowed:
        raise Problem("not_allowed", "Your role may not do this.")
    scope_to(who.authority_id)


def signed_in() -> Caller | None:
    """Who is signed in by cookie, if anybody: for pages that anyone may open."""
    return credentials.by_session(request.cookies.get(cookie_name(), ""), datetime.now(UTC))


def _identify(now: datetime) -> Caller | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token:
        hashed = token_hash(token.strip())
        return credentials.by_device(hashed, now) or credentials.by_personal_token(hashed)
    who = credentials.by_session(request.cookies.get(cookie_name(), ""), now)
    if who and request.method in _UNSAFE:
        check_form()
    return who


def check_form() -> None:
    """Raises `form_expired` for a form that no page of ours made for this browser."""
    try:
        csrf.protect()
    except CSRFError as error:
        raise Problem("form_expired", "Go back, reload the page and send it again.") from error


def _never_stored(response: Response) -> Response:
    response.headers.setdefault("Cache-Control", "no-store")
    return response
