"""Regions, authorities with their dated codes, outlines of authorities and wards; which files were brought in."""

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
    op.create_table(
        "brought_files",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("sort", sa.String(16), nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("brought_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("user_id", sa.Uuid(as_uuid=False), nullable=True),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("new", "changed", "gone", "same")
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name="fk_brought_files_authority_id_authorities"
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name="pk_brought_files"),
    )
    op.create_index("ix_brought_files_at", "brought_files", ["authority_id", "sort", "brought_at"])


def downgrade() -> None:
    for table in ("brought_files", "outlines", "local_authorities", "regions"):
        op.drop_table(table)
