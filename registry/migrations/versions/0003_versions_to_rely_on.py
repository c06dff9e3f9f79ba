"""Versions to rely on: artifacts, keys, advisories, bills of materials, staged releases, feedback"""

import sqlalchemy as sa
from alembic import op

from registry.kit.database import Instant

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ADDED = (
    "components ADD COLUMN is_quarantined BOOLEAN NOT NULL DEFAULT FALSE",
    "component_versions ADD COLUMN platform_requirements JSON NOT NULL DEFAULT '[]'",
    "component_versions ADD COLUMN external_requirements JSON NOT NULL DEFAULT '[]'",
    "tokens ADD COLUMN stages_only BOOLEAN NOT NULL DEFAULT FALSE",
    "tokens ADD COLUMN origin JSON",
)


def _alter_tables_that_hold_rows() -> None:
    """Columns are added where they stand: Alembic's way on SQLite, a copy of the table, would lose its constraints."""
    for change in _ADDED:
        op.execute("ALTER TABLE " + change)


def _count_edges() -> None:
    """What was published before is counted as it stands: yanked versions need nothing of anybody."""
    op.execute(
        "INSERT INTO component_edges (dependent_id, required_id, versions)"
        " SELECT v.component_id, r.component_id, count(*) FROM requirements r"
        " JOIN component_versions v ON v.id = r.version_id"
        " JOIN components c ON c.id = v.component_id JOIN components n ON n.id = r.component_id"
        " WHERE v.yanked_at IS NULL AND c.id <> n.id"
        " AND c.status NOT IN ('merged', 'removed') AND n.status NOT IN ('merged', 'removed')"
        " GROUP BY v.component_id, r.component_id"
    )


def upgrade() -> None:
    _alter_tables_that_hold_rows()
    op.create_table(
        "advisory_numbers",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_advisory_numbers")),
    )
    op.create_table(
        "blobs",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("scan", sa.String(length=20), nullable=False),
        sa.Column("scan_report", sa.String(length=2000), nullable=True),
        sa.Column("scanned_at", Instant(), nullable=True),
        sa.Column("stored_at", Instant(), nullable=False),
        sa.Column("removed_at", Instant(), nullable=True),
        sa.Column("removal_reason", sa.String(length=2000), nullable=True),
        sa.Column("removal_basis", sa.String(length=500), nullable=True),
        sa.CheckConstraint("scan IN ('unscanned', 'clean', 'held')", name=op.f("ck_blobs_scan")),
        sa.CheckConstraint("(removed_at IS NULL) = (removal_reason IS NULL)", name=op.f("ck_blobs_removal")),
        sa.CheckConstraint("size >= 0", name=op.f("ck_blobs_size")),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_blobs")),
    )
    op.create_table(
        "identity_providers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("issuer", sa.String(length=300), nullable=False),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("removed_at", Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_identity_providers")),
        sa.UniqueConstraint("issuer", name=op.f("uq_identity_providers_issuer")),
        sa.UniqueConstraint("public_id", name=op.f("uq_identity_providers_public_id")),
    )
    op.create_table(
        "interface_comparisons",
        sa.Column("older_digest", sa.String(length=64), nullable=False),
        sa.Column("newer_digest", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("compared_at", Instant(), nullable=False),
        sa.CheckConstraint(
            "verdict IN ('none', 'compatible', 'breaking', 'unknown')", name=op.f("ck_interface_comparisons_verdict")
        ),
        sa.PrimaryKeyConstraint("older_digest", "newer_digest", name=op.f("pk_interface_comparisons")),
    )
    op.create_table(
        "used_assertions",
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_used_assertions")),
    )
    with op.batch_alter_table("used_assertions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_used_assertions_expires_at"), ["expires_at"], unique=False)

    op.create_table(
        "signing_keys",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("public_key", sa.LargeBinary(length=32), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=True),
        sa.Column("retired_at", Instant(), nullable=True),
        sa.Column("revoked_at", Instant(), nullable=True),
        sa.Column("compromised_at", Instant(), nullable=True),
        sa.Column("revocation_reason", sa.String(length=2000), nullable=True),
        sa.CheckConstraint("(revoked_at IS NULL) = (compromised_at IS NULL)", name=op.f("ck_signing_keys_compromise")),
        sa.CheckConstraint(
            "(revoked_at IS NULL) = (revocation_reason IS NULL)", name=op.f("ck_signing_keys_revocation")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_signing_keys_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_keys")),
        sa.UniqueConstraint("fingerprint", name=op.f("uq_signing_keys_fingerprint")),
        sa.UniqueConstraint("public_id", name=op.f("uq_signing_keys_public_id")),
    )
    with op.batch_alter_table("signing_keys", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signing_keys_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "storage_uses",
        sa.Column(
            "organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("files", sa.Integer(), nullable=False),
        sa.CheckConstraint("bytes >= 0 AND files >= 0", name=op.f("ck_storage_uses_use")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_storage_uses_organisation_id")
        ),
        sa.PrimaryKeyConstraint("organisation_id", name=op.f("pk_storage_uses")),
    )
    op.create_table(
        "trusted_publishers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("provider_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("label", sa.String(length=100), nullable=False),
        sa.Column("claims", sa.JSON(), nullable=False),
        sa.Column("components", sa.String(length=64), nullable=False),
        sa.Column("stages_only", sa.Boolean(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("removed_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_trusted_publishers_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["provider_id"], ["identity_providers.id"], name=op.f("fk_trusted_publishers_provider_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trusted_publishers")),
        sa.UniqueConstraint("public_id", name=op.f("uq_trusted_publishers_public_id")),
    )
    with op.batch_alter_table("trusted_publishers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_trusted_publishers_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_trusted_publishers_provider_id"), ["provider_id"], unique=False)

    op.create_table(
        "advisories",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("identifier", sa.String(length=100), nullable=False),
        sa.Column("component_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("affected", sa.JSON(), nullable=False),
        sa.Column("fixed_in", sa.JSON(), nullable=False),
        sa.Column("severity", sa.String(length=20), nullable=True),
        sa.Column("score_tenths", sa.Integer(), nullable=True),
        sa.Column("published_at", Instant(), nullable=False),
        sa.Column("modified_at", Instant(), nullable=False),
        sa.Column("withdrawn_at", Instant(), nullable=True),
        sa.Column("withdrawal_reason", sa.String(length=2000), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "severity IN ('none', 'low', 'medium', 'high', 'critical')", name=op.f("ck_advisories_severity")
        ),
        sa.CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawal_reason IS NULL)", name=op.f("ck_advisories_withdrawal")
        ),
        sa.CheckConstraint("score_tenths BETWEEN 0 AND 100", name=op.f("ck_advisories_score_tenths")),
        sa.ForeignKeyConstraint(["component_id"], ["components.id"], name=op.f("fk_advisories_component_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advisories")),
        sa.UniqueConstraint("identifier", name=op.f("uq_advisories_identifier")),
        sa.UniqueConstraint("public_id", name=op.f("uq_advisories_public_id")),
    )
    with op.batch_alter_table("advisories", schema=None) as batch_op:
        batch_op.create_index("ix_advisories_component_id_id", ["component_id", "id"], unique=False)
        batch_op.create_index("ix_advisories_published_at_id", ["published_at", "id"], unique=False)

    op.create_table(
        "component_edges",
        sa.Column(
            "dependent_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column(
            "required_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("versions", sa.Integer(), nullable=False),
        sa.CheckConstraint("dependent_id <> required_id", name=op.f("ck_component_edges_two_components")),
        sa.CheckConstraint("versions > 0", name=op.f("ck_component_edges_versions")),
        sa.ForeignKeyConstraint(["dependent_id"], ["components.id"], name=op.f("fk_component_edges_dependent_id")),
        sa.ForeignKeyConstraint(["required_id"], ["components.id"], name=op.f("fk_component_edges_required_id")),
        sa.PrimaryKeyConstraint("dependent_id", "required_id", name=op.f("pk_component_edges")),
    )
    with op.batch_alter_table("component_edges", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_component_edges_required_id"), ["required_id"], unique=False)

    op.create_table(
        "quarantines",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("component_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("placed_by", sa.String(length=64), nullable=False),
        sa.Column("placed_at", Instant(), nullable=False),
        sa.Column("lifted_by", sa.String(length=64), nullable=True),
        sa.Column("lifted_at", Instant(), nullable=True),
        sa.Column("lift_reason", sa.String(length=2000), nullable=True),
        sa.CheckConstraint("(lifted_at IS NULL) = (lifted_by IS NULL)", name=op.f("ck_quarantines_lifted")),
        sa.ForeignKeyConstraint(["component_id"], ["components.id"], name=op.f("fk_quarantines_component_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarantines")),
        sa.UniqueConstraint("public_id", name=op.f("uq_quarantines_public_id")),
    )
    with op.batch_alter_table("quarantines", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_quarantines_component_id"), ["component_id"], unique=False)

    op.create_table(
        "artifacts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("filename_key", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("blob_digest", sa.String(length=64), nullable=True),
        sa.Column("location", sa.String(length=1000), nullable=True),
        sa.Column("manifest", sa.Integer(), nullable=False),
        sa.Column("added_at", Instant(), nullable=False),
        sa.Column("removed_at", Instant(), nullable=True),
        sa.Column("removal_reason", sa.String(length=2000), nullable=True),
        sa.Column("removal_basis", sa.String(length=500), nullable=True),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("etag", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "role IN ('package', 'image', 'source', 'interface', 'sbom', 'deployment', 'documentation', 'data', 'other')",
            name=op.f("ck_artifacts_role"),
        ),
        sa.CheckConstraint(
            "(blob_digest IS NULL) = (location IS NOT NULL)", name=op.f("ck_artifacts_kept_or_referenced")
        ),
        sa.CheckConstraint("(removed_at IS NULL) = (removal_reason IS NULL)", name=op.f("ck_artifacts_removal")),
        sa.CheckConstraint(
            "blob_digest IS NULL OR (blob_digest = digest AND size IS NOT NULL)", name=op.f("ck_artifacts_blob")
        ),
        sa.ForeignKeyConstraint(["blob_digest"], ["blobs.digest"], name=op.f("fk_artifacts_blob_digest")),
        sa.ForeignKeyConstraint(["version_id"], ["component_versions.id"], name=op.f("fk_artifacts_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_artifacts")),
        sa.UniqueConstraint("public_id", name=op.f("uq_artifacts_public_id")),
        sa.UniqueConstraint("version_id", "filename_key", name=op.f("uq_artifacts_version_id_filename_key")),
    )
    with op.batch_alter_table("artifacts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_artifacts_blob_digest"), ["blob_digest"], unique=False)
        batch_op.create_index("ix_artifacts_digest", ["digest"], unique=False)

    op.create_table(
        "feedback",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("component_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("body", sa.String(length=8000), nullable=False),
        sa.Column("credit", sa.String(length=100), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.String(length=8000), nullable=True),
        sa.Column("resolved_in_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("closed_at", Instant(), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.CheckConstraint("(status = 'open') = (closed_at IS NULL)", name=op.f("ck_feedback_closed")),
        sa.CheckConstraint("(status = 'resolved') = (resolved_in_id IS NOT NULL)", name=op.f("ck_feedback_resolved")),
        sa.CheckConstraint("kind IN ('defect', 'wish', 'question')", name=op.f("ck_feedback_kind")),
        sa.CheckConstraint("status IN ('open', 'resolved', 'declined')", name=op.f("ck_feedback_status")),
        sa.ForeignKeyConstraint(["component_id"], ["components.id"], name=op.f("fk_feedback_component_id")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"], name=op.f("fk_feedback_organisation_id")),
        sa.ForeignKeyConstraint(["resolved_in_id"], ["component_versions.id"], name=op.f("fk_feedback_resolved_in_id")),
        sa.ForeignKeyConstraint(["version_id"], ["component_versions.id"], name=op.f("fk_feedback_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback")),
        sa.UniqueConstraint("public_id", name=op.f("uq_feedback_public_id")),
    )
    with op.batch_alter_table("feedback", schema=None) as batch_op:
        batch_op.create_index("ix_feedback_component_id_status_id", ["component_id", "status", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_feedback_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_feedback_resolved_in_id"), ["resolved_in_id"], unique=False)

    op.create_table(
        "manifests",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_manifests_number")),
        sa.ForeignKeyConstraint(["version_id"], ["component_versions.id"], name=op.f("fk_manifests_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_manifests")),
        sa.UniqueConstraint("version_id", "number", name=op.f("uq_manifests_version_id_number")),
    )
    op.create_table(
        "staged_versions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("component_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("sort_key", sa.LargeBinary(length=255), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("origin", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("staged_by", sa.String(length=64), nullable=False),
        sa.Column("staged_at", Instant(), nullable=False),
        sa.Column("expires_at", Instant(), nullable=False),
        sa.Column("decided_by", sa.String(length=64), nullable=True),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("reasons", sa.String(length=2000), nullable=True),
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("document", sa.LargeBinary(), nullable=False),
        sa.Column("etag", sa.String(length=40), nullable=False),
        sa.CheckConstraint(
            "(status = 'approved') = (version_id IS NOT NULL)", name=op.f("ck_staged_versions_approved")
        ),
        sa.CheckConstraint(
            "status IN ('staged', 'approved', 'rejected', 'expired')", name=op.f("ck_staged_versions_status")
        ),
        sa.ForeignKeyConstraint(["component_id"], ["components.id"], name=op.f("fk_staged_versions_component_id")),
        sa.ForeignKeyConstraint(["version_id"], ["component_versions.id"], name=op.f("fk_staged_versions_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staged_versions")),
        sa.UniqueConstraint("public_id", name=op.f("uq_staged_versions_public_id")),
    )
    with op.batch_alter_table("staged_versions", schema=None) as batch_op:
        batch_op.create_index("ix_staged_versions_component_id_status", ["component_id", "status"], unique=False)
        batch_op.create_index(batch_op.f("ix_staged_versions_version_id"), ["version_id"], unique=False)
        batch_op.create_index(
            "uq_staged_versions_waiting",
            ["component_id", "sort_key"],
            unique=True,
            sqlite_where=sa.text("status = 'staged'"),
            postgresql_where=sa.text("status = 'staged'"),
        )

    op.create_table(
        "version_origins",
        sa.Column(
            "version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("issuer", sa.String(length=300), nullable=False),
        sa.Column("claims", sa.JSON(), nullable=False),
        sa.Column("approved_by", sa.String(length=64), nullable=True),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["version_id"], ["component_versions.id"], name=op.f("fk_version_origins_version_id")),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_version_origins")),
    )
    op.create_table(
        "version_signatures",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("manifest_number", sa.Integer(), nullable=False),
        sa.Column("manifest_digest", sa.String(length=64), nullable=False),
        sa.Column("key_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("signature", sa.LargeBinary(length=64), nullable=False),
        sa.Column("signed_at", Instant(), nullable=False),
        sa.CheckConstraint("manifest_number > 0", name=op.f("ck_version_signatures_manifest_number")),
        sa.ForeignKeyConstraint(["key_id"], ["signing_keys.id"], name=op.f("fk_version_signatures_key_id")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["component_versions.id"], name=op.f("fk_version_signatures_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version_signatures")),
        sa.UniqueConstraint("public_id", name=op.f("uq_version_signatures_public_id")),
        sa.UniqueConstraint(
            "version_id",
            "manifest_number",
            "key_id",
            name=op.f("uq_version_signatures_version_id_manifest_number_key_id"),
        ),
    )
    with op.batch_alter_table("version_signatures", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_version_signatures_key_id"), ["key_id"], unique=False)

    op.create_table(
        "sboms",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("version_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("artifact_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("spec_version", sa.String(length=10), nullable=False),
        sa.Column("serial_number", sa.String(length=60), nullable=True),
        sa.Column("packages", sa.Integer(), nullable=False),
        sa.Column("license", sa.String(length=200), nullable=False),
        sa.Column("conflicts", sa.JSON(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["artifact_id"], ["artifacts.id"], name=op.f("fk_sboms_artifact_id")),
        sa.ForeignKeyConstraint(["version_id"], ["component_versions.id"], name=op.f("fk_sboms_version_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sboms")),
        sa.UniqueConstraint("artifact_id", name=op.f("uq_sboms_artifact_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_sboms_public_id")),
    )
    with op.batch_alter_table("sboms", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sboms_version_id"), ["version_id"], unique=False)

    op.create_table(
        "staged_artifacts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("staged_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("filename", sa.String(length=200), nullable=False),
        sa.Column("filename_key", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("blob_digest", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "role IN ('package', 'image', 'source', 'interface', 'sbom', 'deployment', 'documentation', 'data', 'other')",
            name=op.f("ck_staged_artifacts_role"),
        ),
        sa.ForeignKeyConstraint(["blob_digest"], ["blobs.digest"], name=op.f("fk_staged_artifacts_blob_digest")),
        sa.ForeignKeyConstraint(["staged_id"], ["staged_versions.id"], name=op.f("fk_staged_artifacts_staged_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staged_artifacts")),
        sa.UniqueConstraint("staged_id", "filename_key", name=op.f("uq_staged_artifacts_staged_id_filename_key")),
    )
    with op.batch_alter_table("staged_artifacts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_staged_artifacts_blob_digest"), ["blob_digest"], unique=False)

    op.create_table(
        "sbom_licenses",
        sa.Column("sbom_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column(
            "license_key",
            sa.String(length=200).with_variant(sa.String(length=200, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("packages", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["sbom_id"], ["sboms.id"], name=op.f("fk_sbom_licenses_sbom_id")),
        sa.PrimaryKeyConstraint("sbom_id", "license_key", name=op.f("pk_sbom_licenses")),
    )
    with op.batch_alter_table("sbom_licenses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sbom_licenses_license_key"), ["license_key"], unique=False)

    op.create_table(
        "sbom_packages",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sbom_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("group", sa.String(length=300), nullable=True),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("number", sa.String(length=200), nullable=True),
        sa.Column(
            "purl",
            sa.String(length=1000).with_variant(sa.String(length=1000, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("licenses", sa.JSON(), nullable=False),
        sa.Column(
            "group_key",
            sa.String(length=300).with_variant(sa.String(length=300, collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "name_key",
            sa.String(length=300).with_variant(sa.String(length=300, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "number_key",
            sa.String(length=200).with_variant(sa.String(length=200, collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("license_keys", sa.String(length=2000), nullable=False),
        sa.ForeignKeyConstraint(["sbom_id"], ["sboms.id"], name=op.f("fk_sbom_packages_sbom_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sbom_packages")),
    )
    with op.batch_alter_table("sbom_packages", schema=None) as batch_op:
        batch_op.create_index("ix_sbom_packages_group_key_id", ["group_key", "id"], unique=False)
        batch_op.create_index("ix_sbom_packages_name_key_number_key_id", ["name_key", "number_key", "id"], unique=False)
        batch_op.create_index("ix_sbom_packages_purl_id", ["purl", "id"], unique=False)
        batch_op.create_index("ix_sbom_packages_sbom_id_id", ["sbom_id", "id"], unique=False)

    _count_edges()
