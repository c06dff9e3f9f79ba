"""Adoption that can be believed: applications, evidence, liveness, credit, costs, notices, webhooks"""

import sqlalchemy as sa
from alembic import op

from registry.kit.database import Instant

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _alter_tables_that_hold_rows() -> None:
    """Columns are added where they stand: Alembic's way on SQLite, a copy of the table, would lose its constraints."""
    op.add_column("adoptions", sa.Column("record", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("adoptions", sa.Column("trial_ends_on", sa.Date()))
    op.add_column("adoptions", sa.Column("attested_on", sa.Date()))
    op.add_column("adoptions", sa.Column("reminded_on", sa.Date()))
    op.create_index("ix_adoptions_stage_attested_on", "adoptions", ["stage", "attested_on"])
    op.add_column("feedback", sa.Column("due_on", sa.Date()))
    op.add_column("feedback", sa.Column("answered_at", Instant()))
    op.add_column("feedback", sa.Column("reminded_on", sa.Date()))
    op.create_index("ix_feedback_status_due_on", "feedback", ["status", "due_on"])
    op.create_index("ix_conformance_claims_status_id", "conformance_claims", ["status", "id"])
    drafts = sa.text("status = 'draft'")
    op.create_index("ix_organisations_drafts", "organisations", ["id"], sqlite_where=drafts, postgresql_where=drafts)


def _begin_to_measure() -> None:
    """What runs already was last heard of when its stage was recorded."""
    op.execute("UPDATE adoptions SET attested_on = stage_since WHERE stage IN ('pilot', 'live')")
    # What happened before nobody is told any more: the notices begin here.
    op.execute("INSERT INTO event_consumers (name, position) SELECT 'notices', COALESCE(MAX(position), 0) FROM events")


def upgrade() -> None:
    _alter_tables_that_hold_rows()
    op.create_table(
        "agreements",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("publisher_duties", sa.JSON(), nullable=False),
        sa.Column("adopter_duties", sa.JSON(), nullable=False),
        sa.Column("dispute_steps", sa.JSON(), nullable=False),
        sa.Column("delist_notice_days", sa.Integer(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("etag", sa.String(length=40), nullable=False),
        sa.CheckConstraint("delist_notice_days >= 0", name=op.f("ck_agreements_delist_notice_days")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreements")),
        sa.UniqueConstraint("number", name=op.f("uq_agreements_number")),
    )
    op.create_table(
        "safeguard_flags",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("game", sa.String(length=30), nullable=False),
        sa.Column("fingerprint", sa.String(length=200), nullable=False),
        sa.Column("signals", sa.JSON(), nullable=False),
        sa.Column("records", sa.JSON(), nullable=False),
        sa.Column("suggested_factor", sa.Double(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("raised_at", Instant(), nullable=False),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("decided_by", sa.String(length=80), nullable=True),
        sa.Column("reason", sa.String(length=2000), nullable=True),
        sa.CheckConstraint("(status = 'open') = (decided_at IS NULL)", name=op.f("ck_safeguard_flags_decision")),
        sa.CheckConstraint(
            "game IN ('self_adoption', 'paper_adoption', 'version_spam', 'adoption_ring', 'friendly_assessor', 'inflated_baseline', 'salami', 'cut_off_burst', 'rating_brigade', 'recycled_evidence', 'class_shopping', 'shrunk_denominator', 'back_dated_edit', 'inflated_self_report', 'sham_pairing', 'administrator_favour')",
            name=op.f("ck_safeguard_flags_game"),
        ),
        sa.CheckConstraint("status IN ('open', 'dismissed', 'upheld')", name=op.f("ck_safeguard_flags_status")),
        sa.CheckConstraint("(decided_at IS NULL) = (reason IS NULL)", name=op.f("ck_safeguard_flags_reason")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safeguard_flags")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_safeguard_flags_fingerprint")),
        sa.UniqueConstraint("public_id", name=op.f("uq_safeguard_flags_public_id")),
    )
    with op.batch_alter_table("safeguard_flags", schema=None) as batch_op:
        batch_op.create_index("ix_safeguard_flags_game_id", ["game", "id"], unique=False)
        batch_op.create_index("ix_safeguard_flags_status_id", ["status", "id"], unique=False)

    op.create_table(
        "special_days",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_working", sa.Boolean(), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_special_days")),
    )
    op.create_table(
        "adoption_policies",
        sa.Column(
            "organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("updated_at", Instant(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("etag", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_adoption_policies_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_adoption_policies")),
    )
    op.create_table(
        "applications",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("applicant_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("agreement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("accepted_by", sa.String(length=100), nullable=False),
        sa.Column("purpose", sa.String(length=2000), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("submitted_at", Instant(), nullable=False),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.CheckConstraint("(status = 'open') = (closed_at IS NULL)", name=op.f("ck_applications_closed")),
        sa.CheckConstraint("status IN ('open', 'closed', 'withdrawn')", name=op.f("ck_applications_status")),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreements.id"], name=op.f("fk_applications_agreement_id")),
        sa.ForeignKeyConstraint(["applicant_id"], ["organisations.id"], name=op.f("fk_applications_applicant_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_applications")),
        sa.UniqueConstraint("public_id", name=op.f("uq_applications_public_id")),
    )
    with op.batch_alter_table("applications", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_applications_agreement_id"), ["agreement_id"], unique=False)
        batch_op.create_index("ix_applications_applicant_id_id", ["applicant_id", "id"], unique=False)

    op.create_table(
        "credit_discounts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("city_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("publisher_city_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("factor", sa.Double(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.String(length=80), nullable=False),
        sa.Column("decided_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.CheckConstraint("(until_on IS NULL) = (ended_at IS NULL)", name=op.f("ck_credit_discounts_end")),
        sa.CheckConstraint("factor >= 0.5 AND factor <= 1.0", name=op.f("ck_credit_discounts_factor")),
        sa.CheckConstraint("until_on IS NULL OR until_on >= from_on", name=op.f("ck_credit_discounts_validity")),
        sa.ForeignKeyConstraint(["city_id"], ["organisations.id"], name=op.f("fk_credit_discounts_city_id")),
        sa.ForeignKeyConstraint(
            ["publisher_city_id"], ["organisations.id"], name=op.f("fk_credit_discounts_publisher_city_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_credit_discounts")),
        sa.UniqueConstraint("public_id", name=op.f("uq_credit_discounts_public_id")),
    )
    with op.batch_alter_table("credit_discounts", schema=None) as batch_op:
        batch_op.create_index(
            "ix_credit_discounts_city_id_publisher_city_id", ["city_id", "publisher_city_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_credit_discounts_publisher_city_id"), ["publisher_city_id"], unique=False)

    op.create_table(
        "landscape_certifications",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("certified_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("certified_by", sa.String(length=100), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=True),
        sa.Column("adoptions", sa.Integer(), nullable=False),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_landscape_certifications_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_landscape_certifications")),
        sa.UniqueConstraint(
            "organisation_id", "certified_on", name=op.f("uq_landscape_certifications_organisation_id_certified_on")
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_landscape_certifications_public_id")),
    )
    with op.batch_alter_table("landscape_certifications", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_landscape_certifications_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "landscape_imports",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("format", sa.String(length=10), nullable=False),
        sa.Column("encoding", sa.String(length=20), nullable=True),
        sa.Column("blob_digest", sa.String(length=64), nullable=False),
        sa.Column("is_dry_run", sa.Boolean(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("begun", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("dirty", sa.Integer(), nullable=False),
        sa.Column("failure", sa.String(length=500), nullable=True),
        sa.Column("actor", sa.JSON(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("started_at", Instant(), nullable=True),
        sa.Column("finished_at", Instant(), nullable=True),
        sa.CheckConstraint(
            "status IN ('waiting', 'running', 'finished', 'failed')", name=op.f("ck_landscape_imports_status")
        ),
        sa.ForeignKeyConstraint(["blob_digest"], ["blobs.digest"], name=op.f("fk_landscape_imports_blob_digest")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_landscape_imports_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_landscape_imports")),
        sa.UniqueConstraint("public_id", name=op.f("uq_landscape_imports_public_id")),
    )
    with op.batch_alter_table("landscape_imports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_landscape_imports_blob_digest"), ["blob_digest"], unique=False)
        batch_op.create_index("ix_landscape_imports_organisation_id_id", ["organisation_id", "id"], unique=False)
        batch_op.create_index("ix_landscape_imports_status_id", ["status", "id"], unique=False)

    op.create_table(
        "notice_subscriptions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("address", sa.String(length=254), nullable=False),
        sa.Column("language", sa.String(length=5), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("urgency", sa.String(length=20), nullable=False),
        sa.Column("digest", sa.String(length=20), nullable=False),
        sa.Column("is_active", sa.Boolean(), nullable=False),
        sa.Column("confirmation", sa.String(length=64), nullable=True),
        sa.Column("confirmation_expires_at", Instant(), nullable=True),
        sa.Column("confirmed_at", Instant(), nullable=True),
        sa.Column("wrong_codes", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.BigInteger(), nullable=False),
        sa.Column("next_at", Instant(), nullable=True),
        sa.Column("leased_until", Instant(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("failing_since", Instant(), nullable=True),
        sa.Column("last_failure", sa.String(length=500), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.CheckConstraint("channel IN ('email', 'sms', 'im')", name=op.f("ck_notice_subscriptions_channel")),
        sa.CheckConstraint("digest IN ('at_once', 'daily', 'weekly')", name=op.f("ck_notice_subscriptions_digest")),
        sa.CheckConstraint(
            "urgency IN ('critical', 'high', 'normal', 'low')", name=op.f("ck_notice_subscriptions_urgency")
        ),
        sa.CheckConstraint("attempts >= 0 AND wrong_codes >= 0", name=op.f("ck_notice_subscriptions_attempts")),
        sa.CheckConstraint("confirmed_at IS NOT NULL OR NOT is_active", name=op.f("ck_notice_subscriptions_confirmed")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_notice_subscriptions_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_subscriptions")),
        sa.UniqueConstraint(
            "organisation_id",
            "channel",
            "address",
            name=op.f("uq_notice_subscriptions_organisation_id_channel_address"),
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_notice_subscriptions_public_id")),
    )
    with op.batch_alter_table("notice_subscriptions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_subscriptions_next_at"), ["next_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_notice_subscriptions_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "notices",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("about", sa.String(length=200), nullable=False),
        sa.Column("urgency", sa.String(length=20), nullable=False),
        sa.Column("text", sa.JSON(), nullable=False),
        sa.Column("todo", sa.JSON(), nullable=True),
        sa.Column("address", sa.String(length=300), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("read_at", Instant(), nullable=True),
        sa.Column("read_by", sa.String(length=80), nullable=True),
        sa.CheckConstraint("urgency IN ('critical', 'high', 'normal', 'low')", name=op.f("ck_notices_urgency")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"], name=op.f("fk_notices_organisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notices")),
        sa.UniqueConstraint(
            "organisation_id", "position", "kind", "about", name=op.f("uq_notices_organisation_id_position_kind_about")
        ),
        sa.UniqueConstraint("public_id", name=op.f("uq_notices_public_id")),
    )
    with op.batch_alter_table("notices", schema=None) as batch_op:
        batch_op.create_index("ix_notices_organisation_id_id", ["organisation_id", "id"], unique=False)
        batch_op.create_index(
            "ix_notices_organisation_id_read_at_id", ["organisation_id", "read_at", "id"], unique=False
        )

    op.create_table(
        "safeguard_appeals",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("flag_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("text", sa.String(length=4000), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.String(length=4000), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("decided_by", sa.String(length=80), nullable=True),
        sa.CheckConstraint("(status = 'open') = (decided_at IS NULL)", name=op.f("ck_safeguard_appeals_decision")),
        sa.CheckConstraint("status IN ('open', 'granted', 'refused')", name=op.f("ck_safeguard_appeals_status")),
        sa.ForeignKeyConstraint(["flag_id"], ["safeguard_flags.id"], name=op.f("fk_safeguard_appeals_flag_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_safeguard_appeals_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_safeguard_appeals")),
        sa.UniqueConstraint("public_id", name=op.f("uq_safeguard_appeals_public_id")),
    )
    with op.batch_alter_table("safeguard_appeals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_safeguard_appeals_flag_id"), ["flag_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_safeguard_appeals_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index("ix_safeguard_appeals_status_id", ["status", "id"], unique=False)

    op.create_table(
        "safeguard_flag_parties",
        sa.Column("flag_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["flag_id"], ["safeguard_flags.id"], name=op.f("fk_safeguard_flag_parties_flag_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_safeguard_flag_parties_organisation_id")
        ),
        sa.PrimaryKeyConstraint("flag_id", "organisation_id", name=op.f("pk_safeguard_flag_parties")),
    )
    with op.batch_alter_table("safeguard_flag_parties", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_safeguard_flag_parties_organisation_id"), ["organisation_id"], unique=False
        )

    op.create_table(
        "webhooks",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("url", sa.String(length=2000), nullable=False),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("types", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("disabled_reason", sa.String(length=20), nullable=True),
        sa.Column("secret_number", sa.Integer(), nullable=False),
        sa.Column("previous_until", Instant(), nullable=True),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("failing_since", Instant(), nullable=True),
        sa.Column("next_at", Instant(), nullable=True),
        sa.Column("claimed_until", Instant(), nullable=True),
        sa.Column("trial_id", sa.Uuid(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("removed_at", Instant(), nullable=True),
        sa.CheckConstraint("(status = 'disabled') = (disabled_reason IS NOT NULL)", name=op.f("ck_webhooks_disabled")),
        sa.CheckConstraint(
            "disabled_reason IN ('failing', 'gone', 'merged')", name=op.f("ck_webhooks_disabled_reason")
        ),
        sa.CheckConstraint("status IN ('active', 'disabled')", name=op.f("ck_webhooks_status")),
        sa.CheckConstraint("secret_number > 0 AND attempts >= 0", name=op.f("ck_webhooks_numbers")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"], name=op.f("fk_webhooks_organisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhooks")),
        sa.UniqueConstraint("public_id", name=op.f("uq_webhooks_public_id")),
    )
    with op.batch_alter_table("webhooks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_webhooks_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index("ix_webhooks_status_next_at", ["status", "next_at"], unique=False)

    op.create_table(
        "component_ratings",
        sa.Column(
            "component_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("stars_1", sa.Integer(), nullable=False),
        sa.Column("stars_2", sa.Integer(), nullable=False),
        sa.Column("stars_3", sa.Integer(), nullable=False),
        sa.Column("stars_4", sa.Integer(), nullable=False),
        sa.Column("stars_5", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "stars_1 >= 0 AND stars_2 >= 0 AND stars_3 >= 0 AND stars_4 >= 0 AND stars_5 >= 0",
            name=op.f("ck_component_ratings_amounts"),
        ),
        sa.ForeignKeyConstraint(["component_id"], ["components.id"], name=op.f("fk_component_ratings_component_id")),
        sa.PrimaryKeyConstraint("component_id", name=op.f("pk_component_ratings")),
    )
    op.create_table(
        "landscape_rows",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("line", sa.BigInteger(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("diagnostics", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.CheckConstraint("outcome IN ('dirty', 'mended', 'dropped')", name=op.f("ck_landscape_rows_outcome")),
        sa.ForeignKeyConstraint(["import_id"], ["landscape_imports.id"], name=op.f("fk_landscape_rows_import_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_landscape_rows")),
        sa.UniqueConstraint("import_id", "line", name=op.f("uq_landscape_rows_import_id_line")),
    )
    op.create_table(
        "notice_messages",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("subscription_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("first_notice_id", sa.BigInteger(), nullable=False),
        sa.Column("last_notice_id", sa.BigInteger(), nullable=False),
        sa.Column("notices", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("failure", sa.String(length=500), nullable=True),
        sa.Column("at", Instant(), nullable=False),
        sa.CheckConstraint("status IN ('waiting', 'sent', 'failed')", name=op.f("ck_notice_messages_status")),
        sa.ForeignKeyConstraint(
            ["subscription_id"], ["notice_subscriptions.id"], name=op.f("fk_notice_messages_subscription_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_messages")),
        sa.UniqueConstraint("public_id", name=op.f("uq_notice_messages_public_id")),
    )
    with op.batch_alter_table("notice_messages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_notice_messages_at"), ["at"], unique=False)
        batch_op.create_index("ix_notice_messages_subscription_id_id", ["subscription_id", "id"], unique=False)

    op.create_table(
        "peer_questions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("component_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("asker_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("asked_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("question", sa.String(length=4000), nullable=False),
        sa.Column("answer", sa.String(length=8000), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("asked_at", Instant(), nullable=False),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint("(status = 'open') = (closed_at IS NULL)", name=op.f("ck_peer_questions_closed")),
        sa.CheckConstraint("status IN ('open', 'answered', 'declined')", name=op.f("ck_peer_questions_status")),
        sa.CheckConstraint("asker_id <> asked_id", name=op.f("ck_peer_questions_two_cities")),
        sa.ForeignKeyConstraint(["asked_id"], ["organisations.id"], name=op.f("fk_peer_questions_asked_id")),
        sa.ForeignKeyConstraint(["asker_id"], ["organisations.id"], name=op.f("fk_peer_questions_asker_id")),
        sa.ForeignKeyConstraint(["component_id"], ["components.id"], name=op.f("fk_peer_questions_component_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_peer_questions")),
        sa.UniqueConstraint("public_id", name=op.f("uq_peer_questions_public_id")),
    )
    with op.batch_alter_table("peer_questions", schema=None) as batch_op:
        batch_op.create_index("ix_peer_questions_asked_id_status_id", ["asked_id", "status", "id"], unique=False)
        batch_op.create_index("ix_peer_questions_asker_id_id", ["asker_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_peer_questions_component_id"), ["component_id"], unique=False)

    op.create_table(
        "safeguard_flag_discounts",
        sa.Column("flag_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("discount_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["discount_id"], ["credit_discounts.id"], name=op.f("fk_safeguard_flag_discounts_discount_id")
        ),
        sa.ForeignKeyConstraint(["flag_id"], ["safeguard_flags.id"], name=op.f("fk_safeguard_flag_discounts_flag_id")),
        sa.PrimaryKeyConstraint("flag_id", "discount_id", name=op.f("pk_safeguard_flag_discounts")),
    )
    with op.batch_alter_table("safeguard_flag_discounts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_safeguard_flag_discounts_discount_id"), ["discount_id"], unique=False)

    op.create_table(
        "webhook_deliveries",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("webhook_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=True),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("answered", sa.Integer(), nullable=True),
        sa.Column("failure", sa.String(length=20), nullable=True),
        sa.Column("took_ms", sa.Integer(), nullable=False),
        sa.Column("at", Instant(), nullable=False),
        sa.CheckConstraint("(kind = 'trial') = (position IS NULL)", name=op.f("ck_webhook_deliveries_position_given")),
        sa.CheckConstraint(
            "(outcome = 'delivered') = (failure IS NULL)", name=op.f("ck_webhook_deliveries_failure_given")
        ),
        sa.CheckConstraint(
            "failure IN ('status', 'not_resolved', 'not_allowed', 'not_reached', 'not_trusted', 'too_slow', 'no_http')",
            name=op.f("ck_webhook_deliveries_failure"),
        ),
        sa.CheckConstraint("kind IN ('event', 'replay', 'trial')", name=op.f("ck_webhook_deliveries_kind")),
        sa.CheckConstraint("outcome IN ('delivered', 'failed', 'refused')", name=op.f("ck_webhook_deliveries_outcome")),
        sa.ForeignKeyConstraint(["webhook_id"], ["webhooks.id"], name=op.f("fk_webhook_deliveries_webhook_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_deliveries")),
        sa.UniqueConstraint("public_id", name=op.f("uq_webhook_deliveries_public_id")),
    )
    with op.batch_alter_table("webhook_deliveries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_webhook_deliveries_at"), ["at"], unique=False)
        batch_op.create_index("ix_webhook_deliveries_webhook_id_id", ["webhook_id", "id"], unique=False)

    op.create_table(
        "webhook_replays",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("webhook_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("until_position", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", Instant(), nullable=True),
        sa.Column("claimed_until", Instant(), nullable=True),
        sa.Column("requested_at", Instant(), nullable=False),
        sa.Column("requested_by", sa.String(length=80), nullable=False),
        sa.Column("finished_at", Instant(), nullable=True),
        sa.CheckConstraint("(status = 'running') = (finished_at IS NULL)", name=op.f("ck_webhook_replays_finished")),
        sa.CheckConstraint("status IN ('running', 'done', 'given_up')", name=op.f("ck_webhook_replays_status")),
        sa.CheckConstraint("position <= until_position", name=op.f("ck_webhook_replays_stretch")),
        sa.ForeignKeyConstraint(["webhook_id"], ["webhooks.id"], name=op.f("fk_webhook_replays_webhook_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_webhook_replays")),
    )
    with op.batch_alter_table("webhook_replays", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_webhook_replays_webhook_id"), ["webhook_id"], unique=False)

    op.create_table(
        "security_reports",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("component_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("owner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=True),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("issuer", sa.String(length=200), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("blob_digest", sa.String(length=64), nullable=False),
        sa.Column("added_at", Instant(), nullable=False),
        sa.Column("withdrawn_at", Instant(), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('classified_protection', 'cryptography', 'penetration_test', 'code_audit', 'other')",
            name=op.f("ck_security_reports_kind"),
        ),
        sa.ForeignKeyConstraint(["blob_digest"], ["blobs.digest"], name=op.f("fk_security_reports_blob_digest")),
        sa.ForeignKeyConstraint(["component_id"], ["components.id"], name=op.f("fk_security_reports_component_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["organisations.id"], name=op.f("fk_security_reports_owner_id")),
        sa.ForeignKeyConstraint(["version_id"], ["component_versions.id"], name=op.f("fk_security_reports_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_security_reports")),
        sa.UniqueConstraint("public_id", name=op.f("uq_security_reports_public_id")),
    )
    with op.batch_alter_table("security_reports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_security_reports_blob_digest"), ["blob_digest"], unique=False)
        batch_op.create_index(batch_op.f("ix_security_reports_component_id"), ["component_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_security_reports_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "adoption_claims",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("claimant_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("adopter_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("component_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("mode", sa.String(length=20), nullable=False),
        sa.Column("since_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=True),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.Column("adoption_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("decision_note", sa.String(length=2000), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(status = 'confirmed') = (adoption_id IS NOT NULL)", name=op.f("ck_adoption_claims_adoption")
        ),
        sa.CheckConstraint("(status = 'open') = (decided_at IS NULL)", name=op.f("ck_adoption_claims_decision")),
        sa.CheckConstraint("mode IN ('new', 'integrate', 'replace')", name=op.f("ck_adoption_claims_mode")),
        sa.CheckConstraint("stage IN ('pilot', 'live')", name=op.f("ck_adoption_claims_stage")),
        sa.CheckConstraint(
            "status IN ('open', 'confirmed', 'rejected', 'withdrawn', 'expired')",
            name=op.f("ck_adoption_claims_status"),
        ),
        sa.ForeignKeyConstraint(["adopter_id"], ["organisations.id"], name=op.f("fk_adoption_claims_adopter_id")),
        sa.ForeignKeyConstraint(["adoption_id"], ["adoptions.id"], name=op.f("fk_adoption_claims_adoption_id")),
        sa.ForeignKeyConstraint(["claimant_id"], ["organisations.id"], name=op.f("fk_adoption_claims_claimant_id")),
        sa.ForeignKeyConstraint(["component_id"], ["components.id"], name=op.f("fk_adoption_claims_component_id")),
        sa.ForeignKeyConstraint(["version_id"], ["component_versions.id"], name=op.f("fk_adoption_claims_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adoption_claims")),
        sa.UniqueConstraint("public_id", name=op.f("uq_adoption_claims_public_id")),
    )
    with op.batch_alter_table("adoption_claims", schema=None) as batch_op:
        batch_op.create_index("ix_adoption_claims_adopter_id_status_id", ["adopter_id", "status", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_adoption_claims_adoption_id"), ["adoption_id"], unique=False)
        batch_op.create_index("ix_adoption_claims_claimant_id_id", ["claimant_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_adoption_claims_component_id"), ["component_id"], unique=False)
        batch_op.create_index("ix_adoption_claims_status_expires_on", ["status", "expires_on"], unique=False)
        batch_op.create_index(
            "uq_adoption_claims_open",
            ["claimant_id", "adopter_id", "component_id"],
            unique=True,
            sqlite_where=sa.text("status = 'open'"),
            postgresql_where=sa.text("status = 'open'"),
        )

    op.create_table(
        "adoption_confirmations",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("adoption_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("confirmer", sa.String(length=20), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("note", sa.String(length=2000), nullable=True),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(length=80), nullable=False),
        sa.Column("withdrawn_at", Instant(), nullable=True),
        sa.Column("withdrawal_reason", sa.String(length=2000), nullable=True),
        sa.CheckConstraint(
            "confirmer IN ('publisher', 'assessor', 'administrator')", name=op.f("ck_adoption_confirmations_confirmer")
        ),
        sa.CheckConstraint("verdict IN ('confirmed', 'disputed')", name=op.f("ck_adoption_confirmations_verdict")),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawal_reason IS NULL)", name=op.f("ck_adoption_confirmations_withdrawal")
        ),
        sa.ForeignKeyConstraint(["adoption_id"], ["adoptions.id"], name=op.f("fk_adoption_confirmations_adoption_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_adoption_confirmations_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["component_versions.id"], name=op.f("fk_adoption_confirmations_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adoption_confirmations")),
        sa.UniqueConstraint("public_id", name=op.f("uq_adoption_confirmations_public_id")),
    )
    with op.batch_alter_table("adoption_confirmations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_adoption_confirmations_adoption_id"), ["adoption_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_adoption_confirmations_organisation_id"), ["organisation_id"], unique=False
        )
        batch_op.create_index(
            "uq_adoption_confirmations_in_force",
            ["adoption_id", "organisation_id"],
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )

    op.create_table(
        "adoption_contracts",
        sa.Column(
            "adoption_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("supplier_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("price_fen", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("procurement", sa.String(length=40), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("updated_at", Instant(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("etag", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "ends_on IS NULL OR starts_on IS NULL OR ends_on > starts_on", name=op.f("ck_adoption_contracts_term")
        ),
        sa.CheckConstraint("price_fen IS NULL OR price_fen >= 0", name=op.f("ck_adoption_contracts_price_fen")),
        sa.ForeignKeyConstraint(["adoption_id"], ["adoptions.id"], name=op.f("fk_adoption_contracts_adoption_id")),
        sa.ForeignKeyConstraint(["supplier_id"], ["organisations.id"], name=op.f("fk_adoption_contracts_supplier_id")),
        sa.PrimaryKeyConstraint("adoption_id", name=op.f("pk_adoption_contracts")),
    )
    with op.batch_alter_table("adoption_contracts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_adoption_contracts_supplier_id"), ["supplier_id"], unique=False)

    op.create_table(
        "adoption_costs",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("adoption_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("baseline_fen", sa.BigInteger(), nullable=False),
        sa.Column("baseline_kind", sa.String(length=20), nullable=True),
        sa.Column("actual_fen", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("domain", sa.String(length=10), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("verified_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("decision_note", sa.String(length=2000), nullable=True),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(length=80), nullable=False),
        sa.Column("superseded_at", Instant(), nullable=True),
        sa.CheckConstraint("(status = 'unverified') = (decided_at IS NULL)", name=op.f("ck_adoption_costs_decision")),
        sa.CheckConstraint(
            "baseline_kind IN ('approval', 'award', 'budget')", name=op.f("ck_adoption_costs_baseline_kind")
        ),
        sa.CheckConstraint("status IN ('unverified', 'verified', 'rejected')", name=op.f("ck_adoption_costs_status")),
        sa.CheckConstraint("baseline_fen > 0 AND actual_fen >= 0", name=op.f("ck_adoption_costs_amounts")),
        sa.ForeignKeyConstraint(["adoption_id"], ["adoptions.id"], name=op.f("fk_adoption_costs_adoption_id")),
        sa.ForeignKeyConstraint(
            ["verified_by_id"], ["organisations.id"], name=op.f("fk_adoption_costs_verified_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adoption_costs")),
    )
    with op.batch_alter_table("adoption_costs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_adoption_costs_adoption_id"), ["adoption_id"], unique=False)
        batch_op.create_index("ix_adoption_costs_domain_status", ["domain", "currency", "status"], unique=False)
        batch_op.create_index("ix_adoption_costs_status_id", ["status", "id"], unique=False)
        batch_op.create_index(
            "uq_adoption_costs_in_force",
            ["adoption_id"],
            unique=True,
            sqlite_where=sa.text("superseded_at IS NULL"),
            postgresql_where=sa.text("superseded_at IS NULL"),
        )

    op.create_table(
        "adoption_evidence",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("adoption_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=True),
        sa.Column("url", sa.String(length=500), nullable=True),
        sa.Column("filename", sa.String(length=200), nullable=True),
        sa.Column("media_type", sa.String(length=100), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("blob_digest", sa.String(length=64), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("submitted_by", sa.String(length=80), nullable=False),
        sa.Column("submitted_at", Instant(), nullable=False),
        sa.Column("decided_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("decision_note", sa.String(length=2000), nullable=True),
        sa.CheckConstraint(
            "(status IN ('accepted', 'rejected')) = (decided_at IS NOT NULL)",
            name=op.f("ck_adoption_evidence_decision"),
        ),
        sa.CheckConstraint(
            "kind IN ('deployment', 'acceptance', 'contract', 'usage', 'cost', 'statement', 'link', 'other')",
            name=op.f("ck_adoption_evidence_kind"),
        ),
        sa.CheckConstraint(
            "status IN ('submitted', 'held', 'accepted', 'rejected')", name=op.f("ck_adoption_evidence_status")
        ),
        sa.CheckConstraint("blob_digest IS NULL OR blob_digest = digest", name=op.f("ck_adoption_evidence_blob")),
        sa.ForeignKeyConstraint(["adoption_id"], ["adoptions.id"], name=op.f("fk_adoption_evidence_adoption_id")),
        sa.ForeignKeyConstraint(["blob_digest"], ["blobs.digest"], name=op.f("fk_adoption_evidence_blob_digest")),
        sa.ForeignKeyConstraint(
            ["decided_by_id"], ["organisations.id"], name=op.f("fk_adoption_evidence_decided_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adoption_evidence")),
        sa.UniqueConstraint("public_id", name=op.f("uq_adoption_evidence_public_id")),
    )
    with op.batch_alter_table("adoption_evidence", schema=None) as batch_op:
        batch_op.create_index("ix_adoption_evidence_adoption_id_id", ["adoption_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_adoption_evidence_blob_digest"), ["blob_digest"], unique=False)
        batch_op.create_index("ix_adoption_evidence_digest", ["digest"], unique=False)
        batch_op.create_index("ix_adoption_evidence_status_id", ["status", "id"], unique=False)

    op.create_table(
        "adoption_independences",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("adoption_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("factor", sa.Double(), nullable=False),
        sa.Column("reason", sa.String(length=30), nullable=False),
        sa.Column("city_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("publisher_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("publisher_city_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.CheckConstraint("factor IN (0.0, 0.3, 1.0)", name=op.f("ck_adoption_independences_factor")),
        sa.ForeignKeyConstraint(["adoption_id"], ["adoptions.id"], name=op.f("fk_adoption_independences_adoption_id")),
        sa.ForeignKeyConstraint(["city_id"], ["organisations.id"], name=op.f("fk_adoption_independences_city_id")),
        sa.ForeignKeyConstraint(
            ["publisher_city_id"], ["organisations.id"], name=op.f("fk_adoption_independences_publisher_city_id")
        ),
        sa.ForeignKeyConstraint(
            ["publisher_id"], ["organisations.id"], name=op.f("fk_adoption_independences_publisher_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adoption_independences")),
    )
    with op.batch_alter_table("adoption_independences", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_adoption_independences_adoption_id"), ["adoption_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_adoption_independences_city_id"), ["city_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_adoption_independences_publisher_city_id"), ["publisher_city_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_adoption_independences_publisher_id"), ["publisher_id"], unique=False)

    op.create_table(
        "adoption_ratings",
        sa.Column(
            "adoption_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("component_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("comment", sa.String(length=2000), nullable=True),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("updated_at", Instant(), nullable=False),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name=op.f("ck_adoption_ratings_stars")),
        sa.ForeignKeyConstraint(["adoption_id"], ["adoptions.id"], name=op.f("fk_adoption_ratings_adoption_id")),
        sa.ForeignKeyConstraint(["component_id"], ["components.id"], name=op.f("fk_adoption_ratings_component_id")),
        sa.PrimaryKeyConstraint("adoption_id", name=op.f("pk_adoption_ratings")),
    )
    with op.batch_alter_table("adoption_ratings", schema=None) as batch_op:
        batch_op.create_index(
            "ix_adoption_ratings_component_id_adoption_id", ["component_id", "adoption_id"], unique=False
        )

    op.create_table(
        "adoption_reaches",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("adoption_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("departments", sa.Integer(), nullable=False),
        sa.Column("levels", sa.Integer(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.CheckConstraint("departments >= 0 AND levels BETWEEN 0 AND 4", name=op.f("ck_adoption_reaches_extent")),
        sa.ForeignKeyConstraint(["adoption_id"], ["adoptions.id"], name=op.f("fk_adoption_reaches_adoption_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adoption_reaches")),
    )
    with op.batch_alter_table("adoption_reaches", schema=None) as batch_op:
        batch_op.create_index("ix_adoption_reaches_adoption_id_id", ["adoption_id", "id"], unique=False)

    op.create_table(
        "application_items",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("application_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("beneficiary_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("component_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("operator_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("mode", sa.String(length=20), nullable=False),
        sa.Column("scenario", sa.String(length=100), nullable=True),
        sa.Column("trial_days", sa.Integer(), nullable=True),
        sa.Column("configuration", sa.JSON(), nullable=False),
        sa.Column("policy_exception", sa.String(length=500), nullable=True),
        sa.Column("submitted_by", sa.String(length=80), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("adoption_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("trial_result", sa.String(length=20), nullable=True),
        sa.Column("trial_note", sa.String(length=2000), nullable=True),
        sa.Column("trial_told_on", sa.Date(), nullable=True),
        sa.Column("withdrawal_note", sa.String(length=2000), nullable=True),
        sa.CheckConstraint(
            "(status = 'approved') = (adoption_id IS NOT NULL)", name=op.f("ck_application_items_approved")
        ),
        sa.CheckConstraint("mode IN ('new', 'integrate', 'replace')", name=op.f("ck_application_items_mode")),
        sa.CheckConstraint(
            "status IN ('in_review', 'returned', 'approved', 'rejected', 'withdrawn')",
            name=op.f("ck_application_items_status"),
        ),
        sa.CheckConstraint(
            "trial_result IN ('passed', 'failed', 'extended')", name=op.f("ck_application_items_trial_result")
        ),
        sa.CheckConstraint(
            "trial_days IS NULL OR trial_days BETWEEN 1 AND 365", name=op.f("ck_application_items_trial_days")
        ),
        sa.ForeignKeyConstraint(["adoption_id"], ["adoptions.id"], name=op.f("fk_application_items_adoption_id")),
        sa.ForeignKeyConstraint(
            ["application_id"], ["applications.id"], name=op.f("fk_application_items_application_id")
        ),
        sa.ForeignKeyConstraint(
            ["beneficiary_id"], ["organisations.id"], name=op.f("fk_application_items_beneficiary_id")
        ),
        sa.ForeignKeyConstraint(["component_id"], ["components.id"], name=op.f("fk_application_items_component_id")),
        sa.ForeignKeyConstraint(["operator_id"], ["organisations.id"], name=op.f("fk_application_items_operator_id")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["component_versions.id"], name=op.f("fk_application_items_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_items")),
        sa.UniqueConstraint("adoption_id", name=op.f("uq_application_items_adoption_id")),
        sa.UniqueConstraint(
            "application_id",
            "beneficiary_id",
            "component_id",
            name=op.f("uq_application_items_application_id_beneficiary_id_component_id"),
        ),
        sa.UniqueConstraint("application_id", "number", name=op.f("uq_application_items_application_id_number")),
    )
    with op.batch_alter_table("application_items", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_application_items_beneficiary_id"), ["beneficiary_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_application_items_component_id"), ["component_id"], unique=False)

    op.create_table(
        "attestation_keys",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("adoption_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.Column("revoked_at", Instant(), nullable=True),
        sa.CheckConstraint("number > 0", name=op.f("ck_attestation_keys_number")),
        sa.ForeignKeyConstraint(["adoption_id"], ["adoptions.id"], name=op.f("fk_attestation_keys_adoption_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attestation_keys")),
        sa.UniqueConstraint("adoption_id", "number", name=op.f("uq_attestation_keys_adoption_id_number")),
    )
    op.create_table(
        "attestation_nonces",
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("adoption_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("issued_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("used_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["adoption_id"], ["adoptions.id"], name=op.f("fk_attestation_nonces_adoption_id")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_attestation_nonces")),
    )
    with op.batch_alter_table("attestation_nonces", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attestation_nonces_adoption_id"), ["adoption_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_attestation_nonces_expires_at"), ["expires_at"], unique=False)

    op.create_table(
        "attestations",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("adoption_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("method", sa.String(length=20), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("usage", sa.String(length=20), nullable=True),
        sa.Column("stated_by", sa.String(length=100), nullable=True),
        sa.Column("statement", sa.String(length=2000), nullable=True),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(length=80), nullable=False),
        sa.CheckConstraint("(method = 'statement') = (stated_by IS NOT NULL)", name=op.f("ck_attestations_stated_by")),
        sa.CheckConstraint("method IN ('signed', 'signed_file', 'statement')", name=op.f("ck_attestations_method")),
        sa.ForeignKeyConstraint(["adoption_id"], ["adoptions.id"], name=op.f("fk_attestations_adoption_id")),
        sa.ForeignKeyConstraint(["version_id"], ["component_versions.id"], name=op.f("fk_attestations_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attestations")),
        sa.UniqueConstraint("public_id", name=op.f("uq_attestations_public_id")),
    )
    with op.batch_alter_table("attestations", schema=None) as batch_op:
        batch_op.create_index("ix_attestations_adoption_id_id", ["adoption_id", "id"], unique=False)

    op.create_table(
        "credit_segments",
        sa.Column("adoption_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("slope", sa.Double(), nullable=False),
        sa.CheckConstraint("until_on IS NULL OR until_on > from_on", name=op.f("ck_credit_segments_extent")),
        sa.ForeignKeyConstraint(["adoption_id"], ["adoptions.id"], name=op.f("fk_credit_segments_adoption_id")),
        sa.PrimaryKeyConstraint("adoption_id", "from_on", name=op.f("pk_credit_segments")),
    )
    op.create_table(
        "operating_reports",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("adoption_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("period_from", sa.Date(), nullable=False),
        sa.Column("period_to", sa.Date(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("summary", sa.String(length=8000), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.CheckConstraint("period_from <= period_to", name=op.f("ck_operating_reports_period")),
        sa.ForeignKeyConstraint(["adoption_id"], ["adoptions.id"], name=op.f("fk_operating_reports_adoption_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_operating_reports_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operating_reports")),
        sa.UniqueConstraint("public_id", name=op.f("uq_operating_reports_public_id")),
    )
    with op.batch_alter_table("operating_reports", schema=None) as batch_op:
        batch_op.create_index("ix_operating_reports_adoption_id_id", ["adoption_id", "id"], unique=False)

    op.create_table(
        "report_requests",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("report_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("city_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("requested_at", Instant(), nullable=False),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("decision_note", sa.String(length=2000), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.CheckConstraint("(status = 'open') = (decided_at IS NULL)", name=op.f("ck_report_requests_decision")),
        sa.CheckConstraint("status IN ('open', 'approved', 'declined')", name=op.f("ck_report_requests_status")),
        sa.ForeignKeyConstraint(["city_id"], ["organisations.id"], name=op.f("fk_report_requests_city_id")),
        sa.ForeignKeyConstraint(["report_id"], ["security_reports.id"], name=op.f("fk_report_requests_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_requests")),
        sa.UniqueConstraint("public_id", name=op.f("uq_report_requests_public_id")),
    )
    with op.batch_alter_table("report_requests", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_requests_city_id"), ["city_id"], unique=False)
        batch_op.create_index("ix_report_requests_report_id_status_id", ["report_id", "status", "id"], unique=False)
        batch_op.create_index(
            "uq_report_requests_open",
            ["report_id", "city_id"],
            unique=True,
            sqlite_where=sa.text("status = 'open'"),
            postgresql_where=sa.text("status = 'open'"),
        )

    op.create_table(
        "update_responses",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("adoption_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=30), nullable=False),
        sa.Column("about", sa.String(length=129), nullable=False),
        sa.Column("response", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=True),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(length=80), nullable=False),
        sa.CheckConstraint(
            "(response = 'snoozed') = (until_on IS NOT NULL) AND (response <> 'snoozed' OR reason IS NOT NULL)",
            name=op.f("ck_update_responses_snoozed"),
        ),
        sa.CheckConstraint("response IN ('acknowledged', 'snoozed')", name=op.f("ck_update_responses_response")),
        sa.ForeignKeyConstraint(["adoption_id"], ["adoptions.id"], name=op.f("fk_update_responses_adoption_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_update_responses")),
        sa.UniqueConstraint("adoption_id", "code", "about", name=op.f("uq_update_responses_adoption_id_code_about")),
    )
    op.create_table(
        "usage_months",
        sa.Column("adoption_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("recorded_month", sa.Date(), nullable=False),
        sa.Column("calls", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["adoption_id"], ["adoptions.id"], name=op.f("fk_usage_months_adoption_id")),
        sa.PrimaryKeyConstraint("adoption_id", "month", "recorded_month", name=op.f("pk_usage_months")),
    )
    op.create_table(
        "usage_reports",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("adoption_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("source", sa.String(length=20), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("calls", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("issued_at", Instant(), nullable=True),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(length=80), nullable=False),
        sa.CheckConstraint("source <> 'signed' OR issued_at IS NOT NULL", name=op.f("ck_usage_reports_issued")),
        sa.CheckConstraint("source IN ('signed', 'file')", name=op.f("ck_usage_reports_source")),
        sa.CheckConstraint("first_day <= last_day AND days > 0 AND calls >= 0", name=op.f("ck_usage_reports_extent")),
        sa.ForeignKeyConstraint(["adoption_id"], ["adoptions.id"], name=op.f("fk_usage_reports_adoption_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_usage_reports")),
    )
    with op.batch_alter_table("usage_reports", schema=None) as batch_op:
        batch_op.create_index("ix_usage_reports_adoption_id_id", ["adoption_id", "id"], unique=False)

    op.create_table(
        "application_steps",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("item_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("delegate_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("skipped_for", sa.String(length=20), nullable=True),
        sa.Column("opened_at", Instant(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("reminded_on", sa.Date(), nullable=True),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("decided_by", sa.String(length=80), nullable=True),
        sa.Column("note", sa.String(length=2000), nullable=True),
        sa.CheckConstraint(
            "(status = 'skipped') = (skipped_for IS NOT NULL)", name=op.f("ck_application_steps_skipped")
        ),
        sa.CheckConstraint("kind IN ('city', 'publisher', 'province')", name=op.f("ck_application_steps_kind")),
        sa.CheckConstraint(
            "organisation_id IS NOT NULL OR status = 'skipped'", name=op.f("ck_application_steps_organisation")
        ),
        sa.CheckConstraint(
            "skipped_for IN ('own_component', 'no_province', 'no_authority', 'same_body', 'not_reached', 'withdrawn')",
            name=op.f("ck_application_steps_skipped_for"),
        ),
        sa.CheckConstraint(
            "status IN ('waiting', 'open', 'approved', 'returned', 'rejected', 'skipped')",
            name=op.f("ck_application_steps_status"),
        ),
        sa.ForeignKeyConstraint(["delegate_id"], ["people.id"], name=op.f("fk_application_steps_delegate_id")),
        sa.ForeignKeyConstraint(["item_id"], ["application_items.id"], name=op.f("fk_application_steps_item_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_application_steps_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_steps")),
        sa.UniqueConstraint("item_id", "position", name=op.f("uq_application_steps_item_id_position")),
    )
    with op.batch_alter_table("application_steps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_application_steps_delegate_id"), ["delegate_id"], unique=False)
        batch_op.create_index(
            "ix_application_steps_organisation_id_status_due_on", ["organisation_id", "status", "due_on"], unique=False
        )
        batch_op.create_index("ix_application_steps_status_due_on", ["status", "due_on"], unique=False)

    op.create_table(
        "usage_days",
        sa.Column("adoption_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("calls", sa.BigInteger(), nullable=False),
        sa.Column("report_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.CheckConstraint("calls >= 0", name=op.f("ck_usage_days_calls")),
        sa.ForeignKeyConstraint(["adoption_id"], ["adoptions.id"], name=op.f("fk_usage_days_adoption_id")),
        sa.ForeignKeyConstraint(["report_id"], ["usage_reports.id"], name=op.f("fk_usage_days_report_id")),
        sa.PrimaryKeyConstraint("adoption_id", "day", name=op.f("pk_usage_days")),
    )
    with op.batch_alter_table("usage_days", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_usage_days_report_id"), ["report_id"], unique=False)

    _begin_to_measure()
