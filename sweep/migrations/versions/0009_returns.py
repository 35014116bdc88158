"""Published returns, their warnings explained, and what the figures are made from besides records."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
TABLES = ("plan_facts", "published_returns", "return_explanations")
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


def upgrade() -> None:
    op.create_table(
        "plan_facts",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(16), nullable=False),
        sa.Column("about", sa.String(36), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said", JSON, nullable=False),
        *_ends("plan_facts", "subject", "about", "rev"),
    )
    op.create_table(
        "published_returns",
        *_of_return(),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("as_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("csv", sa.LargeBinary(), nullable=False),
        sa.Column("meta_csv", sa.LargeBinary(), nullable=False),
        sa.Column("csv_metadata", sa.LargeBinary(), nullable=False),
        sa.Column("warnings", JSON, nullable=False),
        _by_user("published_returns"),
        *_ends("published_returns", "time_period", "term", "revision"),
    )
    op.create_table(
        "return_explanations",
        *_of_return(),
        sa.Column("code", sa.String(32), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _by_user("return_explanations"),
        *_ends("return_explanations", "time_period", "term", "code", "rev"),
    )
    _fill()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _of_return() -> Iterator[sa.Column[Any]]:
    yield sa.Column("authority_id", sa.Integer(), nullable=False)
    yield sa.Column("time_period", sa.String(6), nullable=False)
    yield sa.Column("term", sa.String(8), nullable=False)


def _by_user(table: str) -> sa.Constraint:
    return sa.ForeignKeyConstraint(
        ["authority_id", "user_id"],
        ["users.authority_id", "users.id"],
        name=f"fk_{table}_authority_id_user_id_users",
    )


def _ends(table: str, *key: str) -> Iterator[sa.Constraint]:
    yield sa.ForeignKeyConstraint(
        ["authority_id"], ["authorities.id"], name=f"fk_{table}_authority_id_authorities"
    )
    yield sa.PrimaryKeyConstraint("authority_id", *key, name=f"pk_{table}")


_MOMENT = sa.DateTime(timezone=True)


def _keys() -> Iterator[sa.ColumnClause[Any]]:
    yield sa.column("authority_id", sa.Integer())
    yield sa.column("id", sa.Uuid(as_uuid=False))


def _fill() -> None:
    """What is there stands since it was made, as its number tells, or for ever; nobody knows what was before."""
    here = op.get_bind()
    facts = sa.table(
        "plan_facts",
        *(sa.column(name) for name in ("authority_id", "subject", "about", "rev")),
        sa.column("at", _MOMENT),
        sa.column("said", JSON),
    )
    rows = [*_sweeps(here), *_officers(here), *_terms(here)]
    if rows:
        op.bulk_insert(facts, rows)


def _fact(authority_id: int, fact: tuple[str, str], at: datetime, said: Any) -> dict[str, Any]:
    subject, about = fact
    named = {"authority_id": authority_id, "subject": subject, "about": about}
    return {**named, "rev": 0, "at": at, "said": said}


def _made_at(number: str) -> datetime:
    read = uuid.UUID(number)
    milliseconds = read.int >> 80
    return datetime.fromtimestamp(milliseconds / 1000, UTC) if read.version == 7 else BEGINNING


def _utc(moment: datetime) -> str:
    aware = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return aware.isoformat()


def _sweeps(here: sa.Connection) -> Iterator[dict[str, Any]]:
    sweeps = sa.table(
        "sweeps",
        *_keys(),
        *(sa.column(name, sa.String()) for name in ("kind", "status")),
        *(sa.column(name, _MOMENT) for name in ("starts_at", "ends_at")),
    )
    sites = sa.table(
        "sites",
        sa.column("authority_id"),
        sa.column("sweep_id"),
        sa.column("removed", sa.Boolean()),
    )
    counted = (
        sa.select(sa.func.count())
        .where(
            sites.c.authority_id == sweeps.c.authority_id,
            sites.c.sweep_id == sweeps.c.id,
            sites.c.removed.is_(False),
        )
        .scalar_subquery()
    )
    for row in here.execute(sa.select(*sweeps.c, counted.label("sites"))):
        said = {
            "kind": row.kind,
            "status": row.status,
            "starts_at": _utc(row.starts_at),
            "ends_at": _utc(row.ends_at),
            "sites": row.sites,
        }
        yield _fact(row.authority_id, ("sweep", row.id), _made_at(row.id), said)


def _officers(here: sa.Connection) -> Iterator[dict[str, Any]]:
    officers = sa.table("officers", *_keys(), sa.column("role", sa.String()))
    for row in here.execute(sa.select(*officers.c)):
        yield _fact(row.authority_id, ("officer", row.id), _made_at(row.id), {"role": row.role})


def _terms(here: sa.Connection) -> Iterator[dict[str, Any]]:
    terms = sa.table(
        "terms",
        sa.column("authority_id", sa.Integer()),
        sa.column("name", sa.Text()),
        *(sa.column(name, sa.Date()) for name in ("first_day", "last_day")),
        sa.column("removed", sa.Boolean()),
    )
    standing = sa.select(*terms.c).where(terms.c.removed.is_(False))
    of_authority: dict[int, list[dict[str, str]]] = {}
    for row in here.execute(standing.order_by(terms.c.first_day, terms.c.name)):
        of_authority.setdefault(row.authority_id, []).append(
            {"name": row.name, "first_day": _day(row.first_day), "last_day": _day(row.last_day)}
        )
    for authority_id, said in of_authority.items():
        yield _fact(authority_id, ("terms", ""), BEGINNING, {"terms": said})


def _day(day: date) -> str:
    return day.isoformat()
