"""The rev at which a sweep's figures were made final, so that what came later can be told."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """A sweep that is final already was so, at the latest, when its plan was last changed."""
    op.add_column("sweeps", sa.Column("final_rev", sa.BigInteger(), nullable=True))
    op.execute("UPDATE sweeps SET final_rev = rev WHERE status = 'final'")


def downgrade() -> None:
    op.drop_column("sweeps", "final_rev")
