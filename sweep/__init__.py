"""Sweep: stops recorded on the street, sent once, verified with the school, counted for the return.

`create_app` is the table of contents.
"""

from pathlib import Path
from typing import Any

from flask import Flask
from flask_migrate import Migrate
from werkzeug.middleware.proxy_fix import ProxyFix

from sweep import api, errors, headers, health, packing, pages, pwa, throttle
from sweep.access import callers
from sweep.checking import api as checking_api
from sweep.checking import (
    change_pages,
    changed_page,
    double_pages,
    put_back_pages,
    review_pages,
    shift_pages,
    stop_pages,
    verify_pages,
)
from sweep.config import Config
from sweep.db import db, engine_options
from sweep.national import list_page as returns_list
from sweep.national import return_pages, server_pages
from sweep.people import api as people_api
from sweep.people import briefing_page, codes, officers, views
from sweep.quarantine import api as quarantine_api
from sweep.quarantine import list_page as quarantine_list
from sweep.quarantine import record_page as quarantine_record
from sweep.returns import list_page, live_page, outlook_page, stop_files, summary_page, sweep_page
from sweep.schools import pages as school_pages
from sweep.stops import api as stops_api
from sweep.sweeps import api as sweeps_api
from sweep.sweeps import plan_pages, write_off_pages
from sweep.sync import devices as sync_devices
from sweep.sync import phone_pages, rescue, rescue_pages
from sweep.sync import views as sync_views

CALLS = (
    people_api.officers,
    people_api.enrolment,
    sweeps_api.blp,
    stops_api.blp,
    sync_views.blp,
    sync_devices.blp,
    quarantine_api.blp,
    rescue.blp,
    checking_api.blp,
)
PAGES = (
    health.blp,
    pwa.blp,
    views.blp,
    officers.blp,
    codes.blp,
    list_page.blp,
    plan_pages.blp,
    sweep_page.blp,
    write_off_pages.blp,
    live_page.blp,
    summary_page.blp,
    outlook_page.blp,
    quarantine_list.blp,
    quarantine_record.blp,
    rescue_pages.blp,
    phone_pages.blp,
    # what stops and shifts are checked on
    verify_pages.blp,
    stop_pages.blp,
    change_pages.blp,
    school_pages.blp,
    changed_page.blp,
    review_pages.blp,
    double_pages.blp,
    put_back_pages.blp,
    shift_pages.blp,
    returns_list.blp,
    return_pages.blp,
    server_pages.blp,
    stop_files.blp,
    briefing_page.blp,
)


def create_app(config: Config | None = None) -> Flask:
    """One application made from its settings (the environment's where none are given)."""
    settings = config or Config.from_environ()
    app = Flask(__name__, static_folder=None, template_folder="templates")
    app.config.update(_flask_settings(settings))
    app.json.sort_keys = False  # type: ignore[attr-defined]  # answers keep the order of their schemas
    settings.instance_path.mkdir(parents=True, exist_ok=True)
    db.init_app(app)
    Migrate(app, db, directory=str(Path(__file__).parent / "migrations"))
    for part in (errors, headers, packing, throttle, callers, pages):
        part.init_app(app)
    calls = api.init_app(app)
    for blueprint in CALLS:
        calls.register_blueprint(blueprint)
    for blueprint in PAGES:
        app.register_blueprint(blueprint)
    pwa.init_app(app)
    # Flask's own way to wrap it, which its types don't know.
    app.wsgi_app = _behind_proxies(app.wsgi_app, settings.proxies)  # type: ignore[method-assign]
    return app


def _behind_proxies(wsgi_app: Any, count: int) -> Any:
    """Believe so many forwarding headers, and not one more: the rest anybody can write."""
    return ProxyFix(wsgi_app, x_for=count, x_proto=count, x_host=count) if count else wsgi_app


def _flask_settings(settings: Config) -> dict[str, object]:
    return {
        "SWEEP": settings,
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(settings.database_url),
        "SESSION_COOKIE_NAME": "__Host-form" if settings.secure else "form",
        "SESSION_COOKIE_SECURE": settings.secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
    }
