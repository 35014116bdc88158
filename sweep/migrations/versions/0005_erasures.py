"""What was erased, when and why: never what it was."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "erasures",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("record_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("erased_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name="fk_erasures_authority_id_authorities"
        ),
        sa.PrimaryKeyConstraint("authority_id", "record_id", name="pk_erasures"),
    )


def downgrade() -> None:
    op.drop_table("erasures")
