"""Doubles decided on, stops reviewed, and officers who have left."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "reviews",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("sweep_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("stop_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("verdict", sa.String(16), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=False),
        *_keys("reviews", "id"),
    )
    op.create_index("ix_reviews_sweep", "reviews", ["authority_id", "sweep_id"])
    op.create_index("ix_reviews_stop", "reviews", ["authority_id", "stop_id"])
    op.create_table(
        "two_children",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("stop_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("other_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("sweep_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("user_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        *_keys("two_children", "stop_id", "other_id"),
    )
    op.create_index("ix_two_children_sweep", "two_children", ["authority_id", "sweep_id"])
    op.add_column("officers", sa.Column("left_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column("officers", "left_at")
    op.drop_table("two_children")
    op.drop_table("reviews")


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
