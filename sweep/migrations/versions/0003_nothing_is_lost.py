"""What a desk decided on the quarantine, what was written off, what was erased, keys for rescue files."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op
from joserfc.jwk import ECKey
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.Uuid(as_uuid=False)
MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")

TABLES = ("decisions", "write_offs", "rescue_keys")


def upgrade() -> None:
    op.add_column("operations", sa.Column("taken_rev", sa.BigInteger(), nullable=True))
    op.add_column("operations", sa.Column("erased_at", MOMENT, nullable=True))
    _decisions()
    _write_offs()
    _rescue_keys()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_column("operations", "erased_at")
    op.drop_column("operations", "taken_rev")


def _authority(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["authority_id"], ["authorities.id"], name=f"fk_{table}_authority_id_authorities"
    )


def _decisions() -> None:
    op.create_table(
        "decisions",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.String(8), nullable=False),
        sa.Column("op_id", ID, nullable=True),
        sa.Column("sweep_id", ID, nullable=True),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("user_id", ID, nullable=True),
        sa.Column("decided_at", MOMENT, nullable=False),
        _authority("decisions"),
        sa.PrimaryKeyConstraint("authority_id", "sha256", name="pk_decisions"),
    )
    op.create_index("ix_decisions_op", "decisions", ["authority_id", "op_id"])


def _write_offs() -> None:
    op.create_table(
        "write_offs",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("sweep_id", ID, nullable=False),
        sa.Column("device_id", ID, nullable=False),
        sa.Column("operations", sa.Integer(), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        _authority("write_offs"),
        sa.ForeignKeyConstraint(
            ["authority_id", "sweep_id"],
            ["sweeps.authority_id", "sweeps.id"],
            name="fk_write_offs_authority_id_sweep_id_sweeps",
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "device_id"],
            ["devices.authority_id", "devices.id"],
            name="fk_write_offs_authority_id_device_id_devices",
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name="pk_write_offs"),
    )
    op.create_index("ix_write_offs_sweep", "write_offs", ["authority_id", "sweep_id"])


def _rescue_keys() -> None:
    """One for each authority that is here already; new ones get theirs when they are added."""
    keys = op.create_table(
        "rescue_keys",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("private_jwk", JSON, nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        _authority("rescue_keys"),
        sa.PrimaryKeyConstraint("authority_id", name="pk_rescue_keys"),
    )
    here = op.get_bind().execute(sa.text("SELECT id FROM authorities")).scalars().all()
    for authority_id in here:
        fresh = ECKey.generate_key("P-256").as_dict(private=True)
        op.bulk_insert(
            keys,
            [{"authority_id": authority_id, "private_jwk": fresh, "made_at": datetime.now(UTC)}],
        )
