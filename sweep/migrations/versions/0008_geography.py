"""Regions, authorities with their dated codes, outlines of authorities and wards."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    op.create_table(
        "regions",
        sa.Column("code", sa.String(9), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_regions"),
    )
    op.create_table(
        "local_authorities",
        sa.Column("new_la_code", sa.String(9), nullable=False),
        sa.Column("old_la_code", sa.String(3), nullable=False),
        sa.Column("la_name", sa.Text(), nullable=False),
        sa.Column("region_code", sa.String(9), nullable=True),
        sa.Column("opened", sa.Date(), nullable=True),
        sa.Column("closed", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["region_code"], ["regions.code"], name="fk_local_authorities_region_code_regions"
        ),
        sa.PrimaryKeyConstraint("new_la_code", name="pk_local_authorities"),
    )
    op.create_table(
        "outlines",
        sa.Column("code", sa.String(9), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("new_la_code", sa.String(9), nullable=False),
        sa.Column("shape", JSON, nullable=False),
        sa.PrimaryKeyConstraint("code", name="pk_outlines"),
    )
    op.create_index("ix_outlines_new_la_code", "outlines", ["new_la_code", "kind"])


def downgrade() -> None:
    for table in ("outlines", "local_authorities", "regions"):
        op.drop_table(table)
