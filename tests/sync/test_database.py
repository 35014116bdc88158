"""The tables: up and down on data, on both databases, and as the models say."""

from datetime import date
from uuid import UUID

from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, select, text

from rig.street import TEN_O_CLOCK, Desk, PretendPhone, new_id, operation, record_id
from sweep.db import db, scope_to
from sweep.keeping.recount import recounted
from sweep.people.accounts import add_authority
from sweep.schools.bring_in import bring_in_schools, bring_in_terms
from sweep.schools.gias import ReadSchool
from sweep.schools.term_file import ReadTerm
from sweep.stops.models import Stop
from sweep.sync.erasing import erase
from sweep.tables import Base


def test_every_key_begins_with_the_authority(app: Flask) -> None:
    with app.app_context():
        owned = [table for table in Base.metadata.sorted_tables if "authority_id" in table.columns]
        assert {table.name for table in Base.metadata.sorted_tables} - {t.name for t in owned} == {
            "authorities",
            "server",
            # Places of the whole country, which are nobody's.
            *("regions", "local_authorities", "outlines"),
        }
        for table in owned:
            keys = inspect(db.engine).get_pk_constraint(table.name)["constrained_columns"]
            assert keys[0] == "authority_id", table.name
            for foreign in inspect(db.engine).get_foreign_keys(table.name):
                assert foreign["constrained_columns"][0] == "authority_id", table.name


# Looked up before any authority is known: see decision record 0005.
CREDENTIALS = {"token_hash", "typed_hash", "link_hash", "email"}


def test_every_index_begins_with_the_authority_but_those_of_credentials(app: Flask) -> None:
    with app.app_context():
        for table in Base.metadata.sorted_tables:
            for index in inspect(db.engine).get_indexes(table.name):
                first = index["column_names"][0]
                assert first in {"authority_id", "new_la_code", *CREDENTIALS}, index["name"]


def test_models_and_migrations_say_the_same(app: Flask) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_stops_survive_the_last_migration_being_made_again(
    app: Flask, desk: Desk, phone: PretendPhone
) -> None:
    phone.push(phone.stop(), *phone.shift(60))
    with app.app_context():
        db.session.remove()
        upgrade()
        assert db.session.execute(text("select count(*) from stops")).scalar_one() == 1


def test_going_back_a_version_and_forward_again_keeps_every_record(
    app: Flask, desk: Desk, phone: PretendPhone
) -> None:
    kept_out = operation("stop.dance", {"stop_id": new_id()}, seq=9)
    phone.push(phone.stop(), phone.stop(), *phone.shift(60), kept_out)
    discarded = desk.call("GET", "/quarantine")["kept"][0]["sha256"]
    desk.call("POST", f"/quarantine/{discarded}", {"action": "discard", "why": "no such kind"})
    with app.app_context():
        erase(1, record_id(phone.made[0]), "asked", TEN_O_CLOCK)
        key = db.session.execute(text("select private_jwk from rescue_keys")).scalar_one()
        db.session.remove()
        downgrade(revision="0002")
        assert "erased_at" not in {
            column["name"] for column in inspect(db.engine).get_columns("operations")
        }
        later = {"decisions", "write_offs", "rescue_keys", "erasures", "schools", "terms"}
        assert not later & set(inspect(db.engine).get_table_names())
        upgrade()
        counted = {
            table: db.session.execute(text(f"select count(*) from {table}")).scalar_one()
            for table in ("operations", "stops", "shifts", "rescue_keys")
        }
        fresh = db.session.execute(text("select private_jwk from rescue_keys")).scalar_one()
    assert counted == {"operations": 5, "stops": 1, "shifts": 1, "rescue_keys": 1}
    assert fresh != key
    assert len(desk.stops(phone.sweep_id)) == 1
    assert phone.push(phone.stop())[0]["status"] == "accepted"


def test_decisions_on_doubles_survive_the_way_up_and_what_an_older_server_knows_the_way_down(
    app: Flask, desk: Desk, phone: PretendPhone, second_phone: PretendPhone
) -> None:
    for each in (phone, phone, phone, second_phone):
        each.stop()
    phone.push()
    second_phone.push()
    first, second, third = (record_id(text) for text in phone.made)
    path, other = f"/sweeps/{phone.sweep_id}", record_id(second_phone.made[0])
    two = {"stop_id": first, "other_id": other}
    desk.call("POST", f"{path}/two-children", two, expect=201)
    desk.call("POST", f"{path}/same-child", {"stays": other, "goes": second}, expect=201)
    with app.app_context():
        db.session.remove()
        downgrade(revision="0010")
        kept = db.session.execute(text("select stop_id, other_id from two_children")).all()
        db.session.remove()
        upgrade()
        assert [(str(UUID(str(a))), str(UUID(str(b)))) for a, b in kept] == [(first, other)]
        assert recounted(1, TEN_O_CLOCK).equal
    left = desk.call("GET", f"{path}/doubles")
    assert left["pairs"] == [{"first": min(third, other), "second": max(third, other)}]
    assert len(desk.stops(phone.sweep_id)) == 3
    desk.call("POST", f"{path}/two-children", two, expect=201)
    assert desk.call("GET", f"{path}/doubles")["pairs"] == left["pairs"], "known already"


def test_what_an_older_server_passed_over_is_told_by_the_ledger_after_the_upgrade(
    app: Flask, desk: Desk, phone: PretendPhone
) -> None:
    timed = phone.stop(form={"ms": 9_000, "taps": 4})
    undone = phone.stop(form={"ms": 8_000, "taps": 4})
    odd = phone.stop(form={"ms": "long", "taps": 4}, note='"form"')
    kept_out = phone.stop("no such finding", form={"ms": 7_000, "taps": 4})
    phone.push(timed, undone, odd, phone.stop(), kept_out)
    with app.app_context():
        erase(1, record_id(undone), "asked", TEN_O_CLOCK)
        before = form_columns()
        db.session.remove()
        downgrade(revision="0005")
        assert "form_ms" not in {each["name"] for each in inspect(db.engine).get_columns("stops")}
        upgrade()
        assert form_columns() == before
        assert [each for each in before if each[1]] == [(record_id(timed), 9_000, 4)]
        assert len(before) == 3
        assert recounted(1, TEN_O_CLOCK).equal


def form_columns() -> list[tuple[str, int | None, int | None]]:
    scope_to(1)
    rows = db.session.execute(select(Stop.id, Stop.form_ms, Stop.form_taps).order_by(Stop.id))
    return [(row.id, row.form_ms, row.form_taps) for row in rows]


def test_schools_and_terms_go_with_their_tables_and_come_again_by_an_import(app: Flask) -> None:
    school = ReadSchool("900001", "Mill Lane School", "secondary", 52.41, -1.77)
    autumn = ReadTerm("Autumn", date(2026, 9, 2), date(2026, 12, 18), (date(2026, 10, 26),))
    with app.app_context():
        authority_id = add_authority("E08000029", "334", "Solihull").id
        bring_in_schools(authority_id, [school])
        bring_in_terms(authority_id, [autumn])
        db.session.remove()
        downgrade(revision="0005")
        upgrade()
        assert bring_in_schools(authority_id, [school]).new == ["Mill Lane School"]
        assert bring_in_terms(authority_id, [autumn]).new == ["Autumn"]
        # Revs of an earlier import are not given out again: a phone may hold them.
        assert db.session.execute(text("select rev from authorities")).scalar_one() == 4


def test_down_to_nothing_and_up_again_leaves_an_empty_server_that_works(
    app: Flask, desk: Desk, phone: PretendPhone
) -> None:
    phone.push(phone.stop())
    with app.app_context():
        first = db.session.execute(text("select epoch from server")).scalar_one()
        db.session.remove()
        downgrade(revision="base")
        assert set(inspect(db.engine).get_table_names()) == {"alembic_version"}
        upgrade()
        assert db.session.execute(text("select epoch from server")).scalar_one() != first
        assert db.session.execute(text("select count(*) from authorities")).scalar_one() == 0


def test_sqlite_keeps_what_it_acknowledged(app: Flask) -> None:
    with app.app_context():
        if db.engine.dialect.name != "sqlite":
            return
        told = {
            name: db.session.execute(text(f"pragma {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert told == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
