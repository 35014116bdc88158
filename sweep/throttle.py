"""How often one address or one account may try what could be guessed."""

from ipaddress import IPv6Address, ip_address

from flask import Flask, request
from flask_limiter import Limiter


def address() -> str:
    """Whom a try is counted for: the caller's address, or its /64, all of which one house can use."""
    try:
        caller = ip_address(request.remote_addr or "127.0.0.1")
    except ValueError:
        return "unknown"
    return caller.exploded[:19] if isinstance(caller, IPv6Address) else str(caller)


limiter = Limiter(address, storage_uri="memory://", strategy="moving-window")

GUESSES = "20 per minute; 200 per hour"


def init_app(app: Flask) -> None:
    app.config.setdefault("RATELIMIT_HEADERS_ENABLED", False)
    limiter.init_app(app)
