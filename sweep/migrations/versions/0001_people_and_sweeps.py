"""People and sweeps. The server gets its epoch."""

import secrets

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.Uuid(as_uuid=False)
MOMENT = sa.DateTime(timezone=True)
JSON = sa.JSON(none_as_null=True).with_variant(postgresql.JSONB(none_as_null=True), "postgresql")

# In the order in which they refer to one another.
TABLES = (
    "server",
    "authorities",
    "officers",
    "users",
    "desk_sessions",
    "personal_tokens",
    "devices",
    "sweeps",
    "sites",
    "roster",
    "authorisations",
    "enrol_codes",
)


def upgrade() -> None:
    _people()
    _sweeps()
    server = sa.table("server", sa.column("id"), sa.column("epoch"))
    op.bulk_insert(server, [{"id": 1, "epoch": secrets.token_hex(16)}])


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _people() -> None:
    """Who there is and what each signs in with."""
    op.create_table(
        "server",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_server"),
    )
    op.create_table(
        "authorities",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("new_la_code", sa.String(length=9), nullable=False),
        sa.Column("old_la_code", sa.String(length=3), nullable=False),
        sa.Column("la_name", sa.Text(), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.Column("durable_rev", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_authorities"),
        sa.UniqueConstraint("new_la_code", name="uq_authorities_new_la_code"),
    )
    op.create_table(
        "officers",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("employer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name="fk_officers_authority_id_authorities"
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name="pk_officers"),
    )
    op.create_table(
        "users",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("email", sa.String(length=320), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=32), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name="fk_users_authority_id_authorities"
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name="pk_users"),
        sa.UniqueConstraint("email", name="uq_users_email"),
    )
    op.create_table(
        "desk_sessions",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id", "user_id"],
            ["users.authority_id", "users.id"],
            name="fk_desk_sessions_authority_id_user_id_users",
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name="fk_desk_sessions_authority_id_authorities"
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name="pk_desk_sessions"),
        sa.UniqueConstraint("token_hash", name="uq_desk_sessions_token_hash"),
    )
    op.create_table(
        "personal_tokens",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id", "user_id"],
            ["users.authority_id", "users.id"],
            name="fk_personal_tokens_authority_id_user_id_users",
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name="fk_personal_tokens_authority_id_authorities"
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name="pk_personal_tokens"),
        sa.UniqueConstraint("token_hash", name="uq_personal_tokens_token_hash"),
    )
    op.create_table(
        "devices",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("officer_id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("app_version", sa.String(length=64), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("enrolled_at", MOMENT, nullable=False),
        sa.Column("last_contact_at", MOMENT, nullable=True),
        sa.Column("unsent", sa.Integer(), nullable=True),
        sa.Column("made", sa.Integer(), nullable=True),
        sa.Column("held", JSON, nullable=False),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.Column("revoked_reason", sa.String(length=8), nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id", "officer_id"],
            ["officers.authority_id", "officers.id"],
            name="fk_devices_authority_id_officer_id_officers",
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name="fk_devices_authority_id_authorities"
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name="pk_devices"),
        sa.UniqueConstraint("token_hash", name="uq_devices_token_hash"),
    )
    op.create_index("ix_devices_officer", "devices", ["authority_id", "officer_id"])


def _sweeps() -> None:
    """What is planned, and by which codes phones get in."""
    op.create_table(
        "sweeps",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("status", sa.String(length=16), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name="fk_sweeps_authority_id_authorities"
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name="pk_sweeps"),
    )
    op.create_index("ix_sweeps_starts_at", "sweeps", ["authority_id", "starts_at"])
    op.create_table(
        "sites",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("sweep_id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("radius_m", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "sweep_id"],
            ["sweeps.authority_id", "sweeps.id"],
            name="fk_sites_authority_id_sweep_id_sweeps",
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name="fk_sites_authority_id_authorities"
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name="pk_sites"),
    )
    op.create_index("ix_sites_sweep", "sites", ["authority_id", "sweep_id"])
    op.create_table(
        "roster",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("sweep_id", ID, nullable=False),
        sa.Column("officer_id", ID, nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "officer_id"],
            ["officers.authority_id", "officers.id"],
            name="fk_roster_authority_id_officer_id_officers",
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "sweep_id"],
            ["sweeps.authority_id", "sweeps.id"],
            name="fk_roster_authority_id_sweep_id_sweeps",
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name="fk_roster_authority_id_authorities"
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name="pk_roster"),
    )
    op.create_index("ix_roster_officer", "roster", ["authority_id", "officer_id"])
    op.create_index("uq_roster", "roster", ["authority_id", "sweep_id", "officer_id"], unique=True)
    op.create_table(
        "authorisations",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("sweep_id", ID, nullable=False),
        sa.Column("superintendent", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("given_at", MOMENT, nullable=True),
        sa.Column("area", JSON, nullable=True),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.Column("premises", JSON, nullable=False),
        sa.Column("rev", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["authority_id", "sweep_id"],
            ["sweeps.authority_id", "sweeps.id"],
            name="fk_authorisations_authority_id_sweep_id_sweeps",
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name="fk_authorisations_authority_id_authorities"
        ),
        sa.PrimaryKeyConstraint("authority_id", "sweep_id", name="pk_authorisations"),
    )
    op.create_table(
        "enrol_codes",
        sa.Column("authority_id", sa.Integer(), nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("officer_id", ID, nullable=False),
        sa.Column("sweep_id", ID, nullable=False),
        sa.Column("typed_hash", sa.String(length=64), nullable=False),
        sa.Column("link_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("expires_at", MOMENT, nullable=False),
        sa.Column("redeemed_at", MOMENT, nullable=True),
        sa.Column("enrol_id", sa.String(length=64), nullable=True),
        sa.Column("device_id", ID, nullable=True),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["authority_id", "officer_id"],
            ["officers.authority_id", "officers.id"],
            name="fk_enrol_codes_authority_id_officer_id_officers",
        ),
        sa.ForeignKeyConstraint(
            ["authority_id", "sweep_id"],
            ["sweeps.authority_id", "sweeps.id"],
            name="fk_enrol_codes_authority_id_sweep_id_sweeps",
        ),
        sa.ForeignKeyConstraint(
            ["authority_id"], ["authorities.id"], name="fk_enrol_codes_authority_id_authorities"
        ),
        sa.PrimaryKeyConstraint("authority_id", "id", name="pk_enrol_codes"),
        sa.UniqueConstraint("link_hash", name="uq_enrol_codes_link_hash"),
        sa.UniqueConstraint("typed_hash", name="uq_enrol_codes_typed_hash"),
    )
