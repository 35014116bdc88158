"""Schools and terms, which every phone of an authority hears of, and how long recording a stop took."""

import json

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")
TABLES = ("schools", "terms")
TIMES = ("form_ms", "form_taps")


def upgrade() -> None:
    op.create_table(
        "schools",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(6), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("phase", sa.String(16), nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        *_ends("schools"),
    )
    op.create_table(
        "terms",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("days_off", JSON, nullable=False),
        *_ends("terms"),
    )
    for table in TABLES:
        op.create_index(f"ix_{table}_rev", table, ["authority_id", "rev"])
    for name in TIMES:
        op.add_column("stops", sa.Column(name, sa.Integer(), nullable=True))
    _fill_from_ledger()


def downgrade() -> None:
    for name in reversed(TIMES):
        op.drop_column("stops", name)
    for table in reversed(TABLES):
        op.drop_table(table)


def _ends(table: str) -> tuple[sa.Column[bool] | sa.Column[int] | sa.Constraint, ...]:
    return (
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name=f"fk_{table}_authority_id_authorities"
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name=f"pk_{table}"),
    )


def _fill_from_ledger() -> None:
    """Phones may have told it to a server that passed over it, so that the ledger knows and the stops don't."""
    here = op.get_bind()
    if here.dialect.name == "sqlite":
        says = "instr(body, CAST('\"form\"' AS BLOB)) > 0"
    else:
        says = "position('\"form\"'::bytea in body) > 0"
    told = here.execute(
        sa.text(
            "SELECT authority_id, record_id, body FROM operations WHERE kind = 'stop.create'"
            f" AND standing IN ('applied', 'waiting', 'overruled') AND {says}"
        )
    )
    stops = sa.table("stops", *(sa.column(name) for name in ("authority_id", "id", *TIMES)))
    for authority_id, record_id, body in told.all():
        if times := _times(bytes(body)):
            its = sa.and_(stops.c.authority_id == authority_id, stops.c.id == record_id)
            here.execute(sa.update(stops).where(its).values(times))


def _times(body: bytes) -> dict[str, int] | None:
    form = json.loads(body)["data"].get("form")
    ms, taps = (form.get("ms"), form.get("taps")) if isinstance(form, dict) else (None, None)
    if type(ms) is int and type(taps) is int and 0 < ms <= 3_600_000 and 0 < taps <= 500:
        return {"form_ms": ms, "form_taps": taps}
    return None
