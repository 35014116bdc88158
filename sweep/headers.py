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


def security(*, secure: bool, tile_origin: str = "") -> dict[str, str]:
    """The headers of every answer of ours; `secure` where browsers reach us by https.

    From `tile_origin`, where one is set, pages may show pictures: a map's, and nothing else that is not ours.
    """
    told = {**SECURITY, "Strict-Transport-Security": _HSTS} if secure else dict(SECURITY)
    if tile_origin:
        told["Content-Security-Policy"] = CSP.replace(
            "img-src 'self'", f"img-src 'self' {tile_origin}"
        )
    return told


def init_app(app: Flask) -> None:
    settings = app.config["SWEEP"]
    told = security(secure=settings.secure, tile_origin=settings.tile_origin)

    @app.after_request
    def protect(response: Response) -> Response:
        for name, value in told.items():
            response.headers.setdefault(name, value)
        return response
