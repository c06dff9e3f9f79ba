"""Describing and finding: metadata, standards, taxonomies, stewardship, search settings, screenings"""

import sqlalchemy as sa
from alembic import op

from registry.kit.database import Instant

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ADDED = (
    "components ADD COLUMN is_restricted BOOLEAN NOT NULL DEFAULT FALSE",
    "components ADD COLUMN prepared_by_id {id} CONSTRAINT fk_components_prepared_by_id REFERENCES organisations (id)",
    "components ADD COLUMN entered_by_id {id} CONSTRAINT fk_components_entered_by_id REFERENCES organisations (id)",
    "components ADD COLUMN quality INTEGER NOT NULL DEFAULT 0"
    " CONSTRAINT ck_components_quality CHECK (quality BETWEEN 0 AND 100)",
    "components ADD COLUMN confirmed_at {instant}",
    "components ADD COLUMN based_on VARCHAR(500)",
    "components ADD COLUMN is_unconfirmed BOOLEAN NOT NULL DEFAULT FALSE",
    "organisations ADD COLUMN status VARCHAR(20) NOT NULL DEFAULT 'registered'"
    " CONSTRAINT ck_organisations_status CHECK (status IN ('draft', 'registered', 'merged'))",
    "organisations ADD COLUMN size_band VARCHAR(20) CONSTRAINT ck_organisations_size_band CHECK (size_band IN"
    " ('super_large', 'very_large', 'large_1', 'large_2', 'medium', 'small_1', 'small_2', 'town'))",
    "organisations ADD COLUMN profile JSON NOT NULL DEFAULT '{{}}'",
    "organisations ADD COLUMN entered_by_id {id}"
    " CONSTRAINT fk_organisations_entered_by_id REFERENCES organisations (id)",
    "organisations ADD COLUMN successor_id {id}"
    " CONSTRAINT fk_organisations_successor_id REFERENCES organisations (id)"
    " CONSTRAINT ck_organisations_successor CHECK ((status = 'merged') = (successor_id IS NOT NULL))",
    "organisations ADD COLUMN succeeded_on DATE"
    " CONSTRAINT ck_organisations_succeeded_on CHECK ((successor_id IS NULL) = (succeeded_on IS NULL))",
)
_STATUSES = "'draft', 'in_review', 'listed', 'deprecated', 'retired', 'removed'"
_STATUSES_NOW = "'proposed', 'draft', 'prepared', 'in_review', 'listed', 'deprecated', 'retired', 'merged', 'removed'"


def _alter_tables_that_hold_rows() -> None:
    """Columns are added where they stand: Alembic's way on SQLite, a copy of the table, would lose its constraints."""
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    types = {
        "id": "INTEGER" if is_sqlite else "BIGINT",
        "instant": "DATETIME" if is_sqlite else "TIMESTAMP WITH TIME ZONE",
    }
    for change in _ADDED:
        op.execute("ALTER TABLE " + change.format_map(types))
    op.create_index("ix_components_prepared_by_id", "components", ["prepared_by_id"])
    op.create_index("ix_components_entered_by_id", "components", ["entered_by_id"])
    op.execute("UPDATE components SET based_on = details ->> 'based_on'")
    # What was listed before confirmations were kept was confirmed with its listing.
    op.execute("UPDATE components SET confirmed_at = listed_at")
    op.create_index("ix_components_based_on", "components", ["based_on"])
    op.create_index("ix_components_status_confirmed_at", "components", ["status", "confirmed_at"])
    op.create_index(
        "ix_components_restricted",
        "components",
        ["id"],
        sqlite_where=sa.text("is_restricted = 1"),
        postgresql_where=sa.text("is_restricted"),
    )
    op.create_index("ix_organisations_successor_id", "organisations", ["successor_id"])
    if is_sqlite:
        _widen_check_of_sqlite()
    else:
        op.drop_constraint(op.f("ck_components_status"), "components", type_="check")
        op.create_check_constraint(op.f("ck_components_status"), "components", f"status IN ({_STATUSES_NOW})")


def _widen_check_of_sqlite() -> None:
    """As sqlite.org/lang_altertable.html has it for changes that leave what is stored as it is."""
    bind = op.get_bind()
    version = bind.exec_driver_sql("PRAGMA schema_version").scalar_one()
    bind.exec_driver_sql("PRAGMA writable_schema=ON")
    changed = bind.exec_driver_sql(
        "UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = 'components'",
        (_STATUSES, _STATUSES_NOW),
    )
    if changed.rowcount != 1:
        raise RuntimeError("The table of components is not where it was expected.")
    bind.exec_driver_sql(f"PRAGMA schema_version={int(version) + 1}")
    bind.exec_driver_sql("PRAGMA writable_schema=OFF")


def upgrade() -> None:
    _alter_tables_that_hold_rows()
    op.create_table(
        "dictionary_words",
        sa.Column("word", sa.String(length=40), nullable=False),
        sa.Column("is_shipped", sa.Boolean(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("word", name=op.f("pk_dictionary_words")),
    )
    op.create_table(
        "screening_numbers",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_screening_numbers")),
    )
    op.create_table(
        "search_settings",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("dictionary_revision", sa.Integer(), nullable=False),
        sa.Column("updated_at", Instant(), nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_search_settings_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_settings")),
    )
    op.create_table(
        "standards",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=100), nullable=False),
        sa.Column("code", sa.String(length=100), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("scope", sa.JSON(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("issuer", sa.JSON(), nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("in_force_on", sa.Date(), nullable=True),
        sa.Column("replaced_by", sa.String(length=100), nullable=True),
        sa.Column("url", sa.String(length=500), nullable=True),
        sa.Column("domains", sa.JSON(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("updated_at", Instant(), nullable=False),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("etag", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "kind IN ('national', 'industry', 'local', 'group', 'international')", name=op.f("ck_standards_kind")
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'in_force', 'superseded', 'withdrawn')", name=op.f("ck_standards_status")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_standards")),
        sa.UniqueConstraint("code", name=op.f("uq_standards_code")),
        sa.UniqueConstraint("public_id", name=op.f("uq_standards_public_id")),
        sa.UniqueConstraint("slug", name=op.f("uq_standards_slug")),
    )
    op.create_table(
        "synonym_sets",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=True),
        sa.Column("is_shipped", sa.Boolean(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("updated_at", Instant(), nullable=False),
        sa.Column("etag", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_synonym_sets")),
        sa.UniqueConstraint("public_id", name=op.f("uq_synonym_sets_public_id")),
    )
    op.create_table(
        "preparers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("owner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("preparer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("owner_id <> preparer_id", name=op.f("ck_preparers_two_sides")),
        sa.ForeignKeyConstraint(["owner_id"], ["organisations.id"], name=op.f("fk_preparers_owner_id")),
        sa.ForeignKeyConstraint(["preparer_id"], ["organisations.id"], name=op.f("fk_preparers_preparer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preparers")),
    )
    with op.batch_alter_table("preparers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_preparers_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_preparers_preparer_id"), ["preparer_id"], unique=False)

    op.create_table(
        "screenings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project", sa.String(length=200), nullable=True),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("summary", sa.JSON(), nullable=False),
        sa.Column("features", sa.JSON(), nullable=False),
        sa.Column("description", sa.JSON(), nullable=False),
        sa.Column("candidates", sa.JSON(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("decision", sa.String(length=20), nullable=True),
        sa.Column("chosen", sa.JSON(), nullable=False),
        sa.Column("reasons", sa.String(length=4000), nullable=True),
        sa.Column("approver_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("approver_name", sa.String(length=100), nullable=True),
        sa.Column("outcome", sa.String(length=20), nullable=True),
        sa.Column("budget_asked_fen", sa.BigInteger(), nullable=True),
        sa.Column("budget_granted_fen", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("verification_code", sa.String(length=20), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("etag", sa.String(length=40), nullable=False),
        sa.CheckConstraint("(status = 'decided') = (decision IS NOT NULL)", name=op.f("ck_screenings_decided")),
        sa.CheckConstraint("decision IN ('reuse', 'adapt', 'justified_new')", name=op.f("ck_screenings_decision")),
        sa.CheckConstraint("outcome IN ('approved', 'cut', 'refused')", name=op.f("ck_screenings_outcome")),
        sa.CheckConstraint("status IN ('open', 'decided', 'withdrawn')", name=op.f("ck_screenings_status")),
        sa.CheckConstraint("(decision IS NULL) = (decided_at IS NULL)", name=op.f("ck_screenings_decided_at")),
        sa.CheckConstraint(
            "budget_granted_fen IS NULL OR budget_granted_fen <= budget_asked_fen", name=op.f("ck_screenings_budget")
        ),
        sa.ForeignKeyConstraint(["approver_id"], ["organisations.id"], name=op.f("fk_screenings_approver_id")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"], name=op.f("fk_screenings_organisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_screenings")),
        sa.UniqueConstraint("number", name=op.f("uq_screenings_number")),
        sa.UniqueConstraint("public_id", name=op.f("uq_screenings_public_id")),
        sa.UniqueConstraint("verification_code", name=op.f("uq_screenings_verification_code")),
    )
    with op.batch_alter_table("screenings", schema=None) as batch_op:
        batch_op.create_index("ix_screenings_organisation_id_id", ["organisation_id", "id"], unique=False)
        batch_op.create_index("ix_screenings_status_id", ["status", "id"], unique=False)

    op.create_table(
        "search_misses",
        sa.Column("words", sa.String(length=100), nullable=False),
        sa.Column("searches", sa.Integer(), nullable=False),
        sa.Column("first_at", Instant(), nullable=False),
        sa.Column("last_at", Instant(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.String(length=129), nullable=True),
        sa.Column("answered_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.CheckConstraint("status IN ('open', 'answered', 'ignored')", name=op.f("ck_search_misses_status")),
        sa.ForeignKeyConstraint(["answered_by_id"], ["organisations.id"], name=op.f("fk_search_misses_answered_by_id")),
        sa.PrimaryKeyConstraint("words", name=op.f("pk_search_misses")),
    )
    with op.batch_alter_table("search_misses", schema=None) as batch_op:
        batch_op.create_index("ix_search_misses_status_searches", ["status", "searches"], unique=False)

    op.create_table(
        "taxonomies",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=True),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("base_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("owner_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.CheckConstraint("(base_id IS NULL) = (owner_id IS NULL)", name=op.f("ck_taxonomies_overlay")),
        sa.CheckConstraint("base_id IS NULL OR field IS NULL", name=op.f("ck_taxonomies_field")),
        sa.ForeignKeyConstraint(["base_id"], ["taxonomies.id"], name=op.f("fk_taxonomies_base_id")),
        sa.ForeignKeyConstraint(["owner_id"], ["organisations.id"], name=op.f("fk_taxonomies_owner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taxonomies")),
        sa.UniqueConstraint("code", name=op.f("uq_taxonomies_code")),
    )
    with op.batch_alter_table("taxonomies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_taxonomies_base_id"), ["base_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_taxonomies_owner_id"), ["owner_id"], unique=False)

    op.create_table(
        "browser_sessions",
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("token_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["token_id"], ["tokens.id"], name=op.f("fk_browser_sessions_token_id")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_browser_sessions")),
    )
    with op.batch_alter_table("browser_sessions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_browser_sessions_token_id"), ["token_id"], unique=False)

    op.create_table(
        "component_aliases",
        sa.Column("full_name", sa.String(length=129), nullable=False),
        sa.Column("component_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("since", Instant(), nullable=False),
        sa.CheckConstraint("reason IN ('transfer', 'merge')", name=op.f("ck_component_aliases_reason")),
        sa.ForeignKeyConstraint(["component_id"], ["components.id"], name=op.f("fk_component_aliases_component_id")),
        sa.PrimaryKeyConstraint("full_name", name=op.f("pk_component_aliases")),
    )
    with op.batch_alter_table("component_aliases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_component_aliases_component_id"), ["component_id"], unique=False)

    op.create_table(
        "component_clusters",
        sa.Column(
            "component_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column(
            "cluster_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.ForeignKeyConstraint(["cluster_id"], ["clusters.id"], name=op.f("fk_component_clusters_cluster_id")),
        sa.ForeignKeyConstraint(["component_id"], ["components.id"], name=op.f("fk_component_clusters_component_id")),
        sa.PrimaryKeyConstraint("component_id", "cluster_id", name=op.f("pk_component_clusters")),
    )
    with op.batch_alter_table("component_clusters", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_component_clusters_cluster_id"), ["cluster_id"], unique=False)

    op.create_table(
        "component_co_owners",
        sa.Column(
            "component_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column(
            "organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.ForeignKeyConstraint(["component_id"], ["components.id"], name=op.f("fk_component_co_owners_component_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_component_co_owners_organisation_id")
        ),
        sa.PrimaryKeyConstraint("component_id", "organisation_id", name=op.f("pk_component_co_owners")),
    )
    with op.batch_alter_table("component_co_owners", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_component_co_owners_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "component_transfers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("component_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("from_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("to_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("offered_at", Instant(), nullable=False),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.CheckConstraint(
            "(status = 'offered') = (answered_at IS NULL)", name=op.f("ck_component_transfers_answered")
        ),
        sa.CheckConstraint(
            "status IN ('offered', 'accepted', 'declined', 'withdrawn')", name=op.f("ck_component_transfers_status")
        ),
        sa.CheckConstraint("from_id <> to_id", name=op.f("ck_component_transfers_two_sides")),
        sa.ForeignKeyConstraint(["component_id"], ["components.id"], name=op.f("fk_component_transfers_component_id")),
        sa.ForeignKeyConstraint(["from_id"], ["organisations.id"], name=op.f("fk_component_transfers_from_id")),
        sa.ForeignKeyConstraint(["to_id"], ["organisations.id"], name=op.f("fk_component_transfers_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_component_transfers")),
        sa.UniqueConstraint("public_id", name=op.f("uq_component_transfers_public_id")),
    )
    with op.batch_alter_table("component_transfers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_component_transfers_component_id"), ["component_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_component_transfers_to_id"), ["to_id"], unique=False)
        batch_op.create_index(
            "uq_component_transfers_open",
            ["component_id"],
            unique=True,
            sqlite_where=sa.text("status = 'offered'"),
            postgresql_where=sa.text("status = 'offered'"),
        )

    op.create_table(
        "supplier_claims",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("component_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("supplier_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("services", sa.JSON(), nullable=False),
        sa.Column("note", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("claimed_at", Instant(), nullable=False),
        sa.Column("answered_at", Instant(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "status IN ('claimed', 'confirmed', 'rejected', 'withdrawn', 'expired')",
            name=op.f("ck_supplier_claims_status"),
        ),
        sa.ForeignKeyConstraint(["component_id"], ["components.id"], name=op.f("fk_supplier_claims_component_id")),
        sa.ForeignKeyConstraint(["supplier_id"], ["organisations.id"], name=op.f("fk_supplier_claims_supplier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplier_claims")),
        sa.UniqueConstraint("public_id", name=op.f("uq_supplier_claims_public_id")),
    )
    with op.batch_alter_table("supplier_claims", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_supplier_claims_supplier_id"), ["supplier_id"], unique=False)
        batch_op.create_index(
            "uq_supplier_claims_open",
            ["component_id", "supplier_id"],
            unique=True,
            sqlite_where=sa.text("status IN ('claimed', 'confirmed')"),
            postgresql_where=sa.text("status IN ('claimed', 'confirmed')"),
        )

    op.create_table(
        "taxonomy_releases",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("taxonomy_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("edition", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("replaced", sa.JSON(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("released_at", Instant(), nullable=True),
        sa.CheckConstraint("(status = 'draft') = (sequence IS NULL)", name=op.f("ck_taxonomy_releases_sequence")),
        sa.CheckConstraint("status IN ('draft', 'current', 'superseded')", name=op.f("ck_taxonomy_releases_status")),
        sa.ForeignKeyConstraint(["taxonomy_id"], ["taxonomies.id"], name=op.f("fk_taxonomy_releases_taxonomy_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_taxonomy_releases")),
        sa.UniqueConstraint("taxonomy_id", "edition", name=op.f("uq_taxonomy_releases_taxonomy_id_edition")),
        sa.UniqueConstraint("taxonomy_id", "sequence", name=op.f("uq_taxonomy_releases_taxonomy_id_sequence")),
    )
    with op.batch_alter_table("taxonomy_releases", schema=None) as batch_op:
        batch_op.create_index(
            "uq_taxonomy_releases_current",
            ["taxonomy_id"],
            unique=True,
            sqlite_where=sa.text("status = 'current'"),
            postgresql_where=sa.text("status = 'current'"),
        )

    op.create_table(
        "concepts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("release_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("group", sa.String(length=20), nullable=False),
        sa.Column("broader", sa.String(length=64), nullable=True),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("definition", sa.JSON(), nullable=False),
        sa.Column("examples", sa.JSON(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["release_id"], ["taxonomy_releases.id"], name=op.f("fk_concepts_release_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concepts")),
        sa.UniqueConstraint("release_id", "code", name=op.f("uq_concepts_release_id_code")),
    )
    op.create_table(
        "conformance_claims",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("standard_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("clauses", sa.String(length=500), nullable=True),
        sa.Column("report", sa.JSON(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("claimed_at", Instant(), nullable=False),
        sa.Column("verifier_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("verified_at", Instant(), nullable=True),
        sa.Column("verification_report", sa.JSON(), nullable=True),
        sa.Column("verification_note", sa.String(length=2000), nullable=True),
        sa.CheckConstraint(
            "status IN ('claimed', 'verified', 'rejected', 'withdrawn')", name=op.f("ck_conformance_claims_status")
        ),
        sa.CheckConstraint(
            "(verifier_id IS NULL) = (verified_at IS NULL)", name=op.f("ck_conformance_claims_verification")
        ),
        sa.ForeignKeyConstraint(["standard_id"], ["standards.id"], name=op.f("fk_conformance_claims_standard_id")),
        sa.ForeignKeyConstraint(["verifier_id"], ["organisations.id"], name=op.f("fk_conformance_claims_verifier_id")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["component_versions.id"], name=op.f("fk_conformance_claims_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conformance_claims")),
        sa.UniqueConstraint("public_id", name=op.f("uq_conformance_claims_public_id")),
        sa.UniqueConstraint("version_id", "standard_id", name=op.f("uq_conformance_claims_version_id_standard_id")),
    )
    with op.batch_alter_table("conformance_claims", schema=None) as batch_op:
        batch_op.create_index("ix_conformance_claims_standard_id_status", ["standard_id", "status"], unique=False)
        batch_op.create_index(batch_op.f("ix_conformance_claims_verifier_id"), ["verifier_id"], unique=False)
