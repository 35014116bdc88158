"""Which other officers a phone is shared with, by the phone's own word."""

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


def downgrade() -> None:
    op.drop_column("devices", "beside")
