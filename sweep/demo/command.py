"""The command `sweep demo`: load what is missing, then say how to get in."""

import json
import sys
from datetime import UTC, datetime
from typing import Any

import click
from flask import current_app
from flask.cli import with_appcontext
from flask_migrate import upgrade
from sqlalchemy import select

from sweep.access.models import Authority
from sweep.config import Config
from sweep.db import db, writing
from sweep.demo import people
from sweep.demo.cast import COORDINATOR, VERIFIER, VISITOR
from sweep.demo.counted import count_stops
from sweep.demo.last_year import load_last_year
from sweep.demo.near_by import load_near_by
from sweep.demo.plan import LONDON
from sweep.demo.region import load_region
from sweep.demo.school_year import SWEEPS, last_school_year
from sweep.demo.today import load_today
from sweep.demo.wards import load_wards
from sweep.health import tables_are_current
from sweep.people.enrol import make_code
from sweep.quarantine.deciding import reread
from sweep.sweeps.models import Sweep
from sweep.sweeps.read import find_sweep

NOTICE = "All of it is invented: officers, stops, findings and what schools said."


@click.command("demo")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@with_appcontext
def demo(*, as_json: bool) -> None:
    """Load Solihull with invented sweeps, one of them open today, and print how to get in.

    Brings the database up to date first. Loading again adds nothing, but for a sweep of today when the
    day is another.
    """
    if not tables_are_current():
        db.session.remove()
        upgrade()
    now = datetime.now(UTC)
    for authority_id in list(db.session.scalars(select(Authority.id))):
        reread(authority_id, now)  # what came from newer phones than the version before could read
    try:
        loaded = load(current_app.config["SWEEP"], now)
    except people.NotOurs as why:
        raise click.ClickException(str(why)) from why
    click.echo(json.dumps(loaded) if as_json else _words(loaded))


def load(settings: Config, now: datetime) -> dict[str, Any]:
    """Load what is missing at this moment; returns what the command prints."""
    solihull = people.authority()
    desk = people.sign_ins(solihull, settings.instance_path)
    begun = last_school_year(now.astimezone(LONDON).date())
    with click.progressbar(range(SWEEPS), label="Last year's sweeps", file=sys.stderr) as bar:
        coordinator = people.coordinator(COORDINATOR.email)
        sweep_ids = load_last_year(solihull, coordinator, begun, lambda: bar.update(1))
        bar.update(SWEEPS)
    today = load_today(solihull, now, begun)
    load_near_by(solihull, begun)
    load_region(solihull)
    load_wards(solihull)
    return {
        "notice": NOTICE,
        "authority": {"new_la_code": solihull.new_la_code, "la_name": solihull.la_name},
        "last_year": {
            "school_year": f"{begun}/{(begun + 1) % 100:02}",
            "sweeps": len(sweep_ids),
            **count_stops(sweep_ids),
        },
        "today": {"sweep_id": today.id, "title": today.title, **count_stops([today.id])},
        "sign_in": f"{settings.origin}/sign-in",
        "coordinator": _sign_in(desk[COORDINATOR.email]),
        "verifier": _sign_in(desk[VERIFIER.email]),
        "officer": _way_in(settings, solihull, today),
    }


def _sign_in(found: people.SignIn) -> dict[str, str]:
    return {"email": found.email, "password": found.password}


def _way_in(settings: Config, solihull: Authority, today: Sweep) -> dict[str, str]:
    """A fresh code for one officer: the last one may be used up."""
    officer_id, sweep_id = people.officers(solihull)[VISITOR.name], today.id
    with writing(solihull.id):
        made = make_code(
            settings.secret_key, settings.origin, find_sweep(sweep_id), officer_id, printed=True
        )
    return {
        "name": VISITOR.name,
        "address": f"{settings.origin}/app/",
        "code": made.code,
        "link": made.link,
        "expires_at": made.expires_at.isoformat(),
    }


def _words(loaded: dict[str, Any]) -> str:
    year, today, officer = loaded["last_year"], loaded["today"], loaded["officer"]
    return f"""\
Solihull, school year {year["school_year"]}: {year["sweeps"]} sweeps, {year["stopped"]} children stopped, \
{year["stopped_with_parent"]} of them with a parent; truanting {year["truanting_provisional"]} as recorded, \
{year["truanting_verified"]} as verified.
Today: {today["title"]}, {today["stopped"]} stopped so far, {today["truanting_provisional"]} truanting.
{NOTICE}

Coordinator  {loaded["sign_in"]}
             {loaded["coordinator"]["email"]}  password {loaded["coordinator"]["password"]}
Verifier     {loaded["verifier"]["email"]}  password {loaded["verifier"]["password"]}
Officer      {officer["address"]}
             code {officer["code"]} for {officer["name"]}, until midnight
             or open {officer["link"]}"""
