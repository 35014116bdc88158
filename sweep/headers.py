"""What every answer tells the browser not to do."""

from flask import Flask, Response

CSP = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
SECURITY = {
    "Content-Security-Policy": CSP,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=()",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_HSTS = "max-age=63072000; includeSubDomains"


def security(*, secure: bool) -> dict[str, str]:
    """The headers of every answer of ours; `secure` where browsers reach us by https."""
    return {**SECURITY, "Strict-Transport-Security": _HSTS} if secure else SECURITY


def init_app(app: Flask) -> None:
    told = security(secure=app.config["SWEEP"].secure)

    @app.after_request
    def protect(response: Response) -> Response:
        for name, value in told.items():
            response.headers.setdefault(name, value)
        return response
