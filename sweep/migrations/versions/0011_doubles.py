"""Every decision on a possible double is kept: one child, two children, or taken back."""

import sqlalchemy as sa
from alembic import op
from uuid_utils.compat import uuid7

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "double_decisions",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        *_pair(),
        sa.Column("stays", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        *_keys("double_decisions", "id"),
    )
    op.create_index("ix_double_decisions_sweep", "double_decisions", ["authority_id", "sweep_id"])
    connection = op.get_bind()
    # They were made before decisions had a rev, so whatever is decided now is later.
    rows = [
        {**row, "id": str(uuid7()), "stays": None, "withdrawn": False, "rev": 0}
        for row in connection.execute(sa.select(*_old().columns)).mappings()
    ]
    if rows:
        connection.execute(_new().insert(), rows)
    op.drop_table("two_children")


def downgrade() -> None:
    """That two stops are one child is not kept: the removal of one of them in the ledger says so."""
    op.create_table(
        "two_children",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        *_pair(),
        *_keys("two_children", "stop_id", "other_id"),
    )
    op.create_index("ix_two_children_sweep", "two_children", ["authority_id", "sweep_id"])
    connection, new = op.get_bind(), _new()
    latest = {
        (row["authority_id"], row["stop_id"], row["other_id"]): row
        for row in connection.execute(sa.select(new).order_by(new.c.rev, new.c.id)).mappings()
    }
    names = [column.name for column in _old().columns]
    rows = [
        {name: row[name] for name in names}
        for row in latest.values()
        if row["stays"] is None and not row["withdrawn"]
    ]
    if rows:
        connection.execute(_old().insert(), rows)
    op.drop_table("double_decisions")


def _pair() -> tuple[sa.Column[object], ...]:
    return (
        sa.Column("stop_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("other_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("sweep_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("user_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
    )


def _old() -> sa.TableClause:
    return sa.table("two_children", sa.column("authority_id", sa.Integer), *_pair_columns())


def _new() -> sa.TableClause:
    uuid = sa.Uuid(as_uuid=False)
    return sa.table(
        "double_decisions",
        sa.column("authority_id", sa.Integer),
        *_pair_columns(),
        sa.column("id", uuid),
        sa.column("stays", uuid),
        sa.column("withdrawn", sa.Boolean),
        sa.column("rev", sa.BigInteger),
    )


def _pair_columns() -> tuple[sa.ColumnClause[object], ...]:
    return tuple(sa.column(column.name, column.type) for column in _pair())


def _keys(table: str, *own: str) -> tuple[sa.Constraint, ...]:
    return (
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name=f"fk_{table}_authority_id_authorities"
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "sweep_id"],
            ["sweeps.authority_id", "sweeps.id"],
            name=f"fk_{table}_authority_id_sweep_id_sweeps",
        ),
        sa.PrimaryKeyConstraint("authority_id", *own, name=f"pk_{table}"),
    )
