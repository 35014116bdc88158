"""Records that operations make, the ledger, the quarantine."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.Uuid(as_uuid=False)
MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")

# In the order in which they refer to one another.
TABLES = ("shifts", "stops", "operations", "quarantine")


def upgrade() -> None:
    _records()
    _ledger()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _records() -> None:
    """What the ledger's operations make."""
    op.create_table(
        "shifts",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("sweep_id", ID, nullable=False),
        sa.Column("officer_id", ID, nullable=False),
        sa.Column("author_id", ID, nullable=True),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.Column("break_minutes", sa.Integer(), nullable=False),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("flags", JSON, nullable=False),
        sa.Column("head", ID, nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "sweep_id"],
            ["sweeps.authority_id", "sweeps.id"],
            name="fk_shifts_authority_id_sweep_id_sweeps",
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name="fk_shifts_authority_id_authorities"
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name="pk_shifts"),
    )
    op.create_index("ix_shifts_author", "shifts", ["authority_id", "author_id", "rev"])
    op.create_index("ix_shifts_sweep", "shifts", ["authority_id", "sweep_id"])
    op.create_table(
        "stops",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("sweep_id", ID, nullable=False),
        sa.Column("encounter_id", ID, nullable=False),
        sa.Column("shift_id", ID, nullable=True),
        sa.Column("author_id", ID, nullable=True),
        sa.Column("recorded_by", ID, nullable=True),
        sa.Column("stopped_at", MOMENT, nullable=False),
        sa.Column("stopped_at_phone", MOMENT, nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("accuracy_m", sa.Double(), nullable=True),
        sa.Column("fix_age_s", sa.Double(), nullable=True),
        sa.Column("location_source", sa.String(length=8), nullable=False),
        sa.Column("why_none", sa.String(length=16), nullable=True),
        sa.Column("finding", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("accompanied_by", sa.String(length=16), nullable=False),
        sa.Column("phase", sa.String(length=16), nullable=True),
        sa.Column("age_band", sa.String(length=16), nullable=True),
        sa.Column("sex", sa.String(length=16), nullable=True),
        sa.Column("ethnicity", sa.String(length=2), nullable=True),
        sa.Column("school_urn", sa.String(length=6), nullable=True),
        sa.Column("outcome", sa.String(length=32), nullable=True),
        sa.Column("acted_by", ID, nullable=True),
        sa.Column("urgent", sa.String(length=16), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("verification", sa.String(length=16), nullable=False),
        sa.Column("verified_finding", sa.String(length=32), nullable=True),
        sa.Column("register_code", sa.String(length=2), nullable=True),
        sa.Column("told_by", sa.Text(), nullable=True),
        sa.Column("voided", sa.Boolean(), nullable=False),
        sa.Column("flags", JSON, nullable=False),
        sa.Column("head", ID, nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "sweep_id"],
            ["sweeps.authority_id", "sweeps.id"],
            name="fk_stops_authority_id_sweep_id_sweeps",
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name="fk_stops_authority_id_authorities"
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name="pk_stops"),
    )
    op.create_index("ix_stops_author", "stops", ["authority_id", "author_id", "rev"])
    op.create_index("ix_stops_sweep", "stops", ["authority_id", "sweep_id", "rev"])


def _ledger() -> None:
    """The operations, and what can't be one."""
    op.create_table(
        "operations",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("op_id", ID, nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("record_id", ID, nullable=True),
        sa.Column("base_op", ID, nullable=True),
        sa.Column("sweep_id", ID, nullable=True),
        sa.Column("seq", sa.BigInteger(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("offset_ms", sa.BigInteger(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("standing", sa.String(length=16), nullable=False),
        sa.Column("problem", JSON, nullable=True),
        sa.Column("device_id", ID, nullable=True),
        sa.Column("officer_id", ID, nullable=True),
        sa.Column("user_id", ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name="fk_operations_authority_id_authorities"
        ),
        sa.PrimaryKeyConstraint("authority_id", "op_id", name="pk_operations"),
        sa.UniqueConstraint("authority_id", "rev", name="uq_operations_authority_id_rev"),
    )
    op.create_index("ix_operations_device", "operations", ["authority_id", "device_id", "seq"])
    op.create_index("ix_operations_record", "operations", ["authority_id", "record_id"])
    op.create_index(
        "ix_operations_standing", "operations", ["authority_id", "standing", "sweep_id"]
    )
    op.create_index("ix_operations_sweep", "operations", ["authority_id", "sweep_id", "device_id"])
    op.create_table(
        "quarantine",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("op_id", ID, nullable=True),
        sa.Column("seq", sa.BigInteger(), nullable=True),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", MOMENT, nullable=False),
        sa.Column("problem", JSON, nullable=False),
        sa.Column("device_id", ID, nullable=True),
        sa.Column("officer_id", ID, nullable=True),
        sa.Column("user_id", ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name="fk_quarantine_authority_id_authorities"
        ),
        sa.PrimaryKeyConstraint("authority_id", "sha256", name="pk_quarantine"),
        sa.UniqueConstraint("authority_id", "rev", name="uq_quarantine_authority_id_rev"),
    )
    op.create_index("ix_quarantine_device", "quarantine", ["authority_id", "device_id"])
