"""Which other officers a phone is shared with, by its own word; and an officer's shifts, whoever's phone ran them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    """Null until a phone says it: an older app never does."""
    op.add_column("devices", sa.Column("beside", JSON, nullable=True))
    op.create_index("ix_shifts_officer", "shifts", ["authority_id", "officer_id", "rev"])


def downgrade() -> None:
    op.drop_index("ix_shifts_officer", table_name="shifts")
    op.drop_column("devices", "beside")
