"""Reuse in figures as of any day, and the life around it: demands, scenario lists, projects, cases, services"""

import sqlalchemy as sa
from alembic import op

from registry.kit.database import Instant

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def _alter_tables_that_hold_rows() -> None:
    """Columns are added where they stand: Alembic's way on SQLite, a copy of the table, would lose its constraints."""


def _count_anew() -> None:
    """The figures are kept in another way now: they are counted anew from the canonical rows when next followed."""
    op.execute("UPDATE event_consumers SET position = 0 WHERE name = 'statistics'")
    # What an earlier release did not write down: the days on which a component changed its status, as far as known.
    op.execute(
        "INSERT INTO component_statuses (component_id, status, recorded_at) "
        "SELECT id, 'draft', created_at FROM components ORDER BY id"
    )
    op.execute(
        "INSERT INTO component_statuses (component_id, status, recorded_at) "
        "SELECT id, 'listed', listed_at FROM components WHERE listed_at IS NOT NULL ORDER BY id"
    )
    op.execute(
        "INSERT INTO component_statuses (component_id, status, recorded_at) SELECT id, status, updated_at "
        "FROM components WHERE status NOT IN ('draft', 'listed') ORDER BY id"
    )


def upgrade() -> None:
    _alter_tables_that_hold_rows()
    op.create_table(
        "statistics_calls",
        sa.Column("adoption_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("recorded_month", sa.Date(), nullable=False),
        sa.Column("calls", sa.BigInteger(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("adoption_id", "month", "recorded_month", name=op.f("pk_statistics_calls")),
    )
    op.create_table(
        "statistics_movements",
        sa.Column("figure", sa.String(length=20), nullable=False),
        sa.Column("slice", sa.String(length=80), nullable=False),
        sa.Column("dimension", sa.String(length=20), nullable=False),
        sa.Column("grain", sa.String(length=5), nullable=False),
        sa.Column("bucket", sa.Date(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("grain IN ('total', 'month', 'day')", name=op.f("ck_statistics_movements_grain")),
        sa.PrimaryKeyConstraint(
            "figure", "slice", "dimension", "grain", "bucket", "key", name=op.f("pk_statistics_movements")
        ),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("statistics_movements", schema=None) as batch_op:
        batch_op.create_index(
            "ix_statistics_movements_ranking",
            ["figure", "slice", "dimension", "amount"],
            unique=False,
            sqlite_where=sa.text("grain = 'total'"),
            postgresql_where=sa.text("grain = 'total'"),
        )

    op.create_table(
        "statistics_reports",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("issued_at", Instant(), nullable=False),
        sa.Column("exact", sa.JSON(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statistics_reports")),
        sa.UniqueConstraint("month", name=op.f("uq_statistics_reports_month")),
    )
    op.create_table(
        "statistics_spans",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("subject", sa.String(length=10), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("recorded_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("until_recorded_on", sa.Date(), nullable=True),
        sa.Column("void_on", sa.Date(), nullable=True),
        sa.Column("corrected_on", sa.Date(), nullable=True),
        sa.Column("component_id", sa.BigInteger(), nullable=False),
        sa.Column("city_id", sa.BigInteger(), nullable=True),
        sa.Column("publisher_city_id", sa.BigInteger(), nullable=True),
        sa.Column("province", sa.String(length=12), nullable=True),
        sa.Column("city_class", sa.String(length=20), nullable=True),
        sa.Column("publisher_province", sa.String(length=12), nullable=True),
        sa.Column("publisher_class", sa.String(length=20), nullable=True),
        sa.Column("domain", sa.String(length=20), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("license", sa.String(length=200), nullable=True),
        sa.Column("mode", sa.String(length=20), nullable=True),
        sa.Column("has_version", sa.Boolean(), nullable=False),
        sa.Column("is_reuse", sa.Boolean(), nullable=False),
        sa.Column("is_open", sa.Boolean(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("facets", sa.JSON(), nullable=False),
        sa.CheckConstraint("subject IN ('adoption', 'component', 'version')", name=op.f("ck_statistics_spans_subject")),
        sa.CheckConstraint("(until_on IS NULL) = (until_recorded_on IS NULL)", name=op.f("ck_statistics_spans_end")),
        sa.CheckConstraint("until_on IS NULL OR until_on > from_on", name=op.f("ck_statistics_spans_extent")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statistics_spans")),
    )
    with op.batch_alter_table("statistics_spans", schema=None) as batch_op:
        batch_op.create_index("ix_statistics_spans_city_id_from_on", ["city_id", "from_on"], unique=False)
        batch_op.create_index("ix_statistics_spans_component_id_from_on", ["component_id", "from_on"], unique=False)
        batch_op.create_index(
            "ix_statistics_spans_corrected_on",
            ["corrected_on"],
            unique=False,
            sqlite_where=sa.text("corrected_on IS NOT NULL"),
            postgresql_where=sa.text("corrected_on IS NOT NULL"),
        )
        batch_op.create_index(
            "ix_statistics_spans_publisher_city_id_from_on", ["publisher_city_id", "from_on"], unique=False
        )
        batch_op.create_index("ix_statistics_spans_subject_subject_id", ["subject", "subject_id"], unique=False)

    op.create_table(
        "case_campaigns",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("organiser_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("call", sa.JSON(), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.CheckConstraint("level IN ('city', 'province', 'national')", name=op.f("ck_case_campaigns_level")),
        sa.CheckConstraint("closes_on >= opens_on", name=op.f("ck_case_campaigns_period")),
        sa.ForeignKeyConstraint(["organiser_id"], ["organisations.id"], name=op.f("fk_case_campaigns_organiser_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_campaigns")),
        sa.UniqueConstraint("public_id", name=op.f("uq_case_campaigns_public_id")),
    )
    with op.batch_alter_table("case_campaigns", schema=None) as batch_op:
        batch_op.create_index("ix_case_campaigns_closes_on_id", ["closes_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_case_campaigns_organiser_id"), ["organiser_id"], unique=False)

    op.create_table(
        "demands",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("city_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("description", sa.JSON(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("scenario_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("needed_by", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("common_since", sa.Date(), nullable=True),
        sa.Column("fulfilled_on", sa.Date(), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("updated_at", Instant(), nullable=False),
        sa.CheckConstraint("(status = 'fulfilled') = (fulfilled_on IS NOT NULL)", name=op.f("ck_demands_fulfilled_on")),
        sa.CheckConstraint("status IN ('open', 'fulfilled', 'closed')", name=op.f("ck_demands_status")),
        sa.CheckConstraint("seconds >= 0", name=op.f("ck_demands_seconds")),
        sa.ForeignKeyConstraint(["city_id"], ["organisations.id"], name=op.f("fk_demands_city_id")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"], name=op.f("fk_demands_organisation_id")),
        sa.ForeignKeyConstraint(["scenario_id"], ["scenarios.id"], name=op.f("fk_demands_scenario_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demands")),
        sa.UniqueConstraint("public_id", name=op.f("uq_demands_public_id")),
    )
    with op.batch_alter_table("demands", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_demands_city_id"), ["city_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_demands_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_demands_scenario_id"), ["scenario_id"], unique=False)
        batch_op.create_index("ix_demands_status_seconds_id", ["status", "seconds", "id"], unique=False)

    op.create_table(
        "gaps",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("problem", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("description", sa.String(length=4000), nullable=False),
        sa.Column("domain", sa.String(length=10), nullable=False),
        sa.Column("scenario", sa.String(length=64), nullable=True),
        sa.Column("severity", sa.String(length=20), nullable=False),
        sa.Column("basis", sa.String(length=2000), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closing_reason", sa.String(length=2000), nullable=True),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.CheckConstraint("(status = 'open') = (closed_on IS NULL)", name=op.f("ck_gaps_closed")),
        sa.CheckConstraint(
            "problem IN ('infrastructure', 'public_service', 'resources', 'data_foundation', 'governance', 'capability', 'security')",
            name=op.f("ck_gaps_problem"),
        ),
        sa.CheckConstraint("severity IN ('high', 'medium', 'low')", name=op.f("ck_gaps_severity")),
        sa.CheckConstraint("status <> 'not_needed' OR closing_reason IS NOT NULL", name=op.f("ck_gaps_reason")),
        sa.CheckConstraint("status IN ('open', 'closed', 'not_needed')", name=op.f("ck_gaps_status")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"], name=op.f("fk_gaps_organisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gaps")),
        sa.UniqueConstraint("public_id", name=op.f("uq_gaps_public_id")),
    )
    with op.batch_alter_table("gaps", schema=None) as batch_op:
        batch_op.create_index("ix_gaps_organisation_id_status_id", ["organisation_id", "status", "id"], unique=False)

    op.create_table(
        "listed_scenarios",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("city_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("scenario_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("own_name", sa.JSON(), nullable=False),
        sa.Column("own_domain", sa.String(length=10), nullable=True),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("departments", sa.JSON(), nullable=False),
        sa.Column("priority", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("is_featured", sa.Boolean(), nullable=False),
        sa.Column("removal_reason", sa.String(length=2000), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("priority IN ('high', 'medium', 'low')", name=op.f("ck_listed_scenarios_priority")),
        sa.CheckConstraint(
            "status IN ('planned', 'under_way', 'in_use', 'paused')", name=op.f("ck_listed_scenarios_status")
        ),
        sa.CheckConstraint("(valid_to IS NULL) = (removal_reason IS NULL)", name=op.f("ck_listed_scenarios_removed")),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_listed_scenarios_validity")),
        sa.ForeignKeyConstraint(["city_id"], ["organisations.id"], name=op.f("fk_listed_scenarios_city_id")),
        sa.ForeignKeyConstraint(["scenario_id"], ["scenarios.id"], name=op.f("fk_listed_scenarios_scenario_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_listed_scenarios")),
    )
    with op.batch_alter_table("listed_scenarios", schema=None) as batch_op:
        batch_op.create_index("ix_listed_scenarios_city_id_valid_from", ["city_id", "valid_from"], unique=False)
        batch_op.create_index(batch_op.f("ix_listed_scenarios_scenario_id"), ["scenario_id"], unique=False)
        batch_op.create_index(
            "uq_listed_scenarios_featured",
            ["city_id"],
            unique=True,
            sqlite_where=sa.text("is_featured AND valid_to IS NULL"),
            postgresql_where=sa.text("is_featured AND valid_to IS NULL"),
        )
        batch_op.create_index(
            "uq_listed_scenarios_in_force",
            ["city_id", "code"],
            unique=True,
            sqlite_where=sa.text("valid_to IS NULL"),
            postgresql_where=sa.text("valid_to IS NULL"),
        )

    op.create_table(
        "benchmarks",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("component_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("granted_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("granted_at", Instant(), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.Column("revocation", sa.String(length=2000), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint("kind IN ('benchmark')", name=op.f("ck_benchmarks_kind")),
        sa.CheckConstraint("(organisation_id IS NULL) <> (component_id IS NULL)", name=op.f("ck_benchmarks_subject")),
        sa.CheckConstraint("(revoked_on IS NULL) = (revocation IS NULL)", name=op.f("ck_benchmarks_revocation")),
        sa.CheckConstraint("until_on >= from_on", name=op.f("ck_benchmarks_period")),
        sa.ForeignKeyConstraint(["component_id"], ["components.id"], name=op.f("fk_benchmarks_component_id")),
        sa.ForeignKeyConstraint(["granted_by_id"], ["organisations.id"], name=op.f("fk_benchmarks_granted_by_id")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"], name=op.f("fk_benchmarks_organisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_benchmarks")),
        sa.UniqueConstraint("public_id", name=op.f("uq_benchmarks_public_id")),
    )
    with op.batch_alter_table("benchmarks", schema=None) as batch_op:
        batch_op.create_index("ix_benchmarks_component_id_id", ["component_id", "id"], unique=False)
        batch_op.create_index("ix_benchmarks_organisation_id_id", ["organisation_id", "id"], unique=False)

    op.create_table(
        "component_services",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("component_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("entity_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("description", sa.JSON(), nullable=False),
        sa.Column("price_terms", sa.JSON(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("updated_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["component_id"], ["components.id"], name=op.f("fk_component_services_component_id")),
        sa.ForeignKeyConstraint(["entity_id"], ["organisations.id"], name=op.f("fk_component_services_entity_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_component_services")),
        sa.UniqueConstraint("public_id", name=op.f("uq_component_services_public_id")),
    )
    with op.batch_alter_table("component_services", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_component_services_component_id"), ["component_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_component_services_entity_id"), ["entity_id"], unique=False)
        batch_op.create_index(
            "uq_component_services_in_force",
            ["component_id", "entity_id"],
            unique=True,
            sqlite_where=sa.text("withdrawn_on IS NULL"),
            postgresql_where=sa.text("withdrawn_on IS NULL"),
        )

    op.create_table(
        "component_statuses",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("component_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.CheckConstraint(
            "status IN ('proposed', 'draft', 'prepared', 'in_review', 'listed', 'deprecated', 'retired', 'merged', 'removed')",
            name=op.f("ck_component_statuses_status"),
        ),
        sa.ForeignKeyConstraint(["component_id"], ["components.id"], name=op.f("fk_component_statuses_component_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_component_statuses")),
    )
    with op.batch_alter_table("component_statuses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_component_statuses_component_id"), ["component_id"], unique=False)

    op.create_table(
        "demand_domains",
        sa.Column("demand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("domain", sa.String(length=10), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["demand_id"], ["demands.id"], name=op.f("fk_demand_domains_demand_id")),
        sa.PrimaryKeyConstraint("demand_id", "domain", name=op.f("pk_demand_domains")),
    )
    with op.batch_alter_table("demand_domains", schema=None) as batch_op:
        batch_op.create_index("ix_demand_domains_domain_demand_id", ["domain", "demand_id"], unique=False)

    op.create_table(
        "demand_offers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("demand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("component_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("offered_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("answer", sa.String(length=2000), nullable=True),
        sa.Column("offered_at", Instant(), nullable=False),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "(status IN ('withdrawn', 'taken_back')) = (ended_at IS NOT NULL)", name=op.f("ck_demand_offers_ended")
        ),
        sa.CheckConstraint(
            "status IN ('open', 'confirmed', 'declined', 'withdrawn', 'taken_back')",
            name=op.f("ck_demand_offers_status"),
        ),
        sa.CheckConstraint(
            "status NOT IN ('confirmed', 'declined') OR decided_at IS NOT NULL", name=op.f("ck_demand_offers_decision")
        ),
        sa.ForeignKeyConstraint(["component_id"], ["components.id"], name=op.f("fk_demand_offers_component_id")),
        sa.ForeignKeyConstraint(["demand_id"], ["demands.id"], name=op.f("fk_demand_offers_demand_id")),
        sa.ForeignKeyConstraint(["offered_by_id"], ["organisations.id"], name=op.f("fk_demand_offers_offered_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demand_offers")),
        sa.UniqueConstraint("public_id", name=op.f("uq_demand_offers_public_id")),
    )
    with op.batch_alter_table("demand_offers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_demand_offers_component_id"), ["component_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_demand_offers_demand_id"), ["demand_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_demand_offers_offered_by_id"), ["offered_by_id"], unique=False)
        batch_op.create_index(
            "uq_demand_offers_confirmed",
            ["demand_id"],
            unique=True,
            sqlite_where=sa.text("status = 'confirmed'"),
            postgresql_where=sa.text("status = 'confirmed'"),
        )
        batch_op.create_index(
            "uq_demand_offers_open",
            ["demand_id", "component_id"],
            unique=True,
            sqlite_where=sa.text("status = 'open'"),
            postgresql_where=sa.text("status = 'open'"),
        )

    op.create_table(
        "demand_seconds",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("demand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("city_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=True),
        sa.Column("seconded_at", Instant(), nullable=False),
        sa.Column("updated_at", Instant(), nullable=False),
        sa.Column("withdrawn_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["city_id"], ["organisations.id"], name=op.f("fk_demand_seconds_city_id")),
        sa.ForeignKeyConstraint(["demand_id"], ["demands.id"], name=op.f("fk_demand_seconds_demand_id")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_demand_seconds_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demand_seconds")),
    )
    with op.batch_alter_table("demand_seconds", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_demand_seconds_city_id"), ["city_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_demand_seconds_demand_id"), ["demand_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_demand_seconds_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(
            "uq_demand_seconds_city",
            ["demand_id", "city_id"],
            unique=True,
            sqlite_where=sa.text("withdrawn_at IS NULL"),
            postgresql_where=sa.text("withdrawn_at IS NULL"),
        )

    op.create_table(
        "demand_steps",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("demand_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=True),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.CheckConstraint("status IN ('open', 'fulfilled', 'closed')", name=op.f("ck_demand_steps_status")),
        sa.ForeignKeyConstraint(["demand_id"], ["demands.id"], name=op.f("fk_demand_steps_demand_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_demand_steps")),
    )
    with op.batch_alter_table("demand_steps", schema=None) as batch_op:
        batch_op.create_index("ix_demand_steps_demand_id_on", ["demand_id", "on"], unique=False)

    op.create_table(
        "gap_due_days",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("gap_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=True),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["gap_id"], ["gaps.id"], name=op.f("fk_gap_due_days_gap_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gap_due_days")),
    )
    with op.batch_alter_table("gap_due_days", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_gap_due_days_gap_id"), ["gap_id"], unique=False)

    op.create_table(
        "pairing_completions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("pairing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=True),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(length=80), nullable=False),
        sa.CheckConstraint("side IN ('helper', 'helped')", name=op.f("ck_pairing_completions_side")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_pairing_completions_organisation_id")
        ),
        sa.ForeignKeyConstraint(["pairing_id"], ["pairings.id"], name=op.f("fk_pairing_completions_pairing_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairing_completions")),
        sa.UniqueConstraint("pairing_id", "side", name=op.f("uq_pairing_completions_pairing_id_side")),
    )
    op.create_table(
        "pairing_funding",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("pairing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("amount_fen", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(length=80), nullable=False),
        sa.CheckConstraint("amount_fen > 0", name=op.f("ck_pairing_funding_amount_fen")),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("ck_pairing_funding_period")),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_pairing_funding_organisation_id")
        ),
        sa.ForeignKeyConstraint(["pairing_id"], ["pairings.id"], name=op.f("fk_pairing_funding_pairing_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairing_funding")),
        sa.UniqueConstraint("public_id", name=op.f("uq_pairing_funding_public_id")),
    )
    with op.batch_alter_table("pairing_funding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pairing_funding_pairing_id"), ["pairing_id"], unique=False)

    op.create_table(
        "projects",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.JSON(), nullable=False),
        sa.Column("summary", sa.JSON(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("status_since", sa.Date(), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("budget_fen", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("funding_sources", sa.JSON(), nullable=False),
        sa.Column("screening_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reuse_choice", sa.String(length=20), nullable=True),
        sa.Column("justification", sa.String(length=4000), nullable=True),
        sa.Column("responsibilities", sa.JSON(), nullable=False),
        sa.Column("published_at", Instant(), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('construction', 'upgrade', 'integration', 'operation', 'consulting')",
            name=op.f("ck_projects_kind"),
        ),
        sa.CheckConstraint(
            "reuse_choice <> 'justified_new' OR justification IS NOT NULL", name=op.f("ck_projects_justification")
        ),
        sa.CheckConstraint("reuse_choice IN ('reused', 'justified_new')", name=op.f("ck_projects_reuse_choice")),
        sa.CheckConstraint(
            "status IN ('planned', 'running', 'finished', 'cancelled')", name=op.f("ck_projects_status")
        ),
        sa.CheckConstraint("(budget_fen IS NULL) = (currency IS NULL)", name=op.f("ck_projects_budget")),
        sa.CheckConstraint(
            "ends_on IS NULL OR starts_on IS NULL OR ends_on >= starts_on", name=op.f("ck_projects_period")
        ),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"], name=op.f("fk_projects_organisation_id")),
        sa.ForeignKeyConstraint(["screening_id"], ["screenings.id"], name=op.f("fk_projects_screening_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projects")),
        sa.UniqueConstraint("public_id", name=op.f("uq_projects_public_id")),
    )
    with op.batch_alter_table("projects", schema=None) as batch_op:
        batch_op.create_index("ix_projects_organisation_id_id", ["organisation_id", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_projects_screening_id"), ["screening_id"], unique=False)
        batch_op.create_index("ix_projects_status_id", ["status", "id"], unique=False)

    op.create_table(
        "roadmap_items",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("city_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("listed_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("component_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("specifier", sa.String(length=200), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("first_planned_on", sa.Date(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_roadmap_items_validity")),
        sa.ForeignKeyConstraint(["city_id"], ["organisations.id"], name=op.f("fk_roadmap_items_city_id")),
        sa.ForeignKeyConstraint(["component_id"], ["components.id"], name=op.f("fk_roadmap_items_component_id")),
        sa.ForeignKeyConstraint(["listed_id"], ["listed_scenarios.id"], name=op.f("fk_roadmap_items_listed_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_roadmap_items")),
    )
    with op.batch_alter_table("roadmap_items", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_roadmap_items_city_id"), ["city_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_roadmap_items_component_id"), ["component_id"], unique=False)
        batch_op.create_index(
            "uq_roadmap_items_in_force",
            ["listed_id", "component_id"],
            unique=True,
            sqlite_where=sa.text("valid_to IS NULL"),
            postgresql_where=sa.text("valid_to IS NULL"),
        )

    op.create_table(
        "scenario_data_items",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("listed_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("holder", sa.String(length=200), nullable=False),
        sa.Column("source_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(["listed_id"], ["listed_scenarios.id"], name=op.f("fk_scenario_data_items_listed_id")),
        sa.ForeignKeyConstraint(["source_id"], ["components.id"], name=op.f("fk_scenario_data_items_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scenario_data_items")),
        sa.UniqueConstraint("listed_id", "position", name=op.f("uq_scenario_data_items_listed_id_position")),
    )
    with op.batch_alter_table("scenario_data_items", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scenario_data_items_source_id"), ["source_id"], unique=False)

    op.create_table(
        "scenario_openings",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("listed_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("announcement", sa.JSON(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("opened_at", Instant(), nullable=False),
        sa.Column("ended_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(["listed_id"], ["listed_scenarios.id"], name=op.f("fk_scenario_openings_listed_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scenario_openings")),
    )
    with op.batch_alter_table("scenario_openings", schema=None) as batch_op:
        batch_op.create_index("ix_scenario_openings_closes_on_id", ["closes_on", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_scenario_openings_listed_id"), ["listed_id"], unique=False)
        batch_op.create_index(
            "uq_scenario_openings_in_force",
            ["listed_id"],
            unique=True,
            sqlite_where=sa.text("ended_at IS NULL"),
            postgresql_where=sa.text("ended_at IS NULL"),
        )

    op.create_table(
        "solution_parts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("listed_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("component_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("specifier", sa.String(length=200), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_solution_parts_validity")),
        sa.ForeignKeyConstraint(["component_id"], ["components.id"], name=op.f("fk_solution_parts_component_id")),
        sa.ForeignKeyConstraint(["listed_id"], ["listed_scenarios.id"], name=op.f("fk_solution_parts_listed_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_solution_parts")),
    )
    with op.batch_alter_table("solution_parts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_solution_parts_component_id"), ["component_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_solution_parts_listed_id"), ["listed_id"], unique=False)
        batch_op.create_index(
            "uq_solution_parts_in_force",
            ["listed_id", "component_id"],
            unique=True,
            sqlite_where=sa.text("valid_to IS NULL"),
            postgresql_where=sa.text("valid_to IS NULL"),
        )

    op.create_table(
        "cases",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("campaign_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("results", sa.JSON(), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("city_class", sa.String(length=20), nullable=True),
        sa.Column("submitted_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("decided_by_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("reasons", sa.String(length=4000), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.CheckConstraint(
            "(status IN ('selected', 'not_selected')) = (decided_on IS NOT NULL)", name=op.f("ck_cases_decided")
        ),
        sa.CheckConstraint(
            "city_class IN ('leading', 'progressing', 'foundational')", name=op.f("ck_cases_city_class")
        ),
        sa.CheckConstraint("level IN ('city', 'province', 'national')", name=op.f("ck_cases_level")),
        sa.CheckConstraint(
            "status IN ('draft', 'submitted', 'in_review', 'selected', 'not_selected', 'withdrawn')",
            name=op.f("ck_cases_status"),
        ),
        sa.ForeignKeyConstraint(["campaign_id"], ["case_campaigns.id"], name=op.f("fk_cases_campaign_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["organisations.id"], name=op.f("fk_cases_decided_by_id")),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisations.id"], name=op.f("fk_cases_organisation_id")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_cases_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
        sa.UniqueConstraint("public_id", name=op.f("uq_cases_public_id")),
    )
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.create_index("ix_cases_campaign_id_city_class", ["campaign_id", "city_class"], unique=False)
        batch_op.create_index("ix_cases_organisation_id_status", ["organisation_id", "status"], unique=False)
        batch_op.create_index(batch_op.f("ix_cases_project_id"), ["project_id"], unique=False)
        batch_op.create_index("ix_cases_status_id", ["status", "id"], unique=False)

    op.create_table(
        "project_evaluations",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("evaluator_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("formula", sa.String(length=40), nullable=False),
        sa.Column("inputs", sa.JSON(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("note", sa.String(length=4000), nullable=True),
        sa.Column("evaluated_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.CheckConstraint("score >= 0 AND score <= 100", name=op.f("ck_project_evaluations_score")),
        sa.ForeignKeyConstraint(
            ["evaluator_id"], ["organisations.id"], name=op.f("fk_project_evaluations_evaluator_id")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_project_evaluations_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_evaluations")),
        sa.UniqueConstraint("public_id", name=op.f("uq_project_evaluations_public_id")),
    )
    with op.batch_alter_table("project_evaluations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_project_evaluations_evaluator_id"), ["evaluator_id"], unique=False)
        batch_op.create_index("ix_project_evaluations_project_id_id", ["project_id", "id"], unique=False)

    op.create_table(
        "project_milestones",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("reached_on", sa.Date(), nullable=True),
        sa.Column("evidence", sa.String(length=2000), nullable=True),
        sa.Column("links", sa.JSON(), nullable=False),
        sa.Column("reached_at", Instant(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.CheckConstraint("(reached_on IS NULL) = (reached_at IS NULL)", name=op.f("ck_project_milestones_reached")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_project_milestones_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_milestones")),
        sa.UniqueConstraint("public_id", name=op.f("uq_project_milestones_public_id")),
    )
    with op.batch_alter_table("project_milestones", schema=None) as batch_op:
        batch_op.create_index(
            "ix_project_milestones_open",
            ["due_on", "id"],
            unique=False,
            sqlite_where=sa.text("reached_on IS NULL"),
            postgresql_where=sa.text("reached_on IS NULL"),
        )
        batch_op.create_index("ix_project_milestones_project_id_id", ["project_id", "id"], unique=False)

    op.create_table(
        "project_results",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_project_results_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_results")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_project_results_project_id_number")),
    )
    op.create_table(
        "project_steps",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=True),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.CheckConstraint(
            "status IN ('planned', 'running', 'finished', 'cancelled')", name=op.f("ck_project_steps_status")
        ),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_project_steps_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_steps")),
    )
    with op.batch_alter_table("project_steps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_project_steps_project_id"), ["project_id"], unique=False)

    op.create_table(
        "project_targets",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=True),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_project_targets_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_targets")),
        sa.UniqueConstraint("project_id", "number", name=op.f("uq_project_targets_project_id_number")),
    )
    op.create_table(
        "purchases",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("organiser_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("component_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("service_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("minimum_members", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=2000), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("is_demo", sa.Boolean(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("updated_at", Instant(), nullable=False),
        sa.CheckConstraint("(status = 'open') = (ended_on IS NULL)", name=op.f("ck_purchases_ended")),
        sa.CheckConstraint("status IN ('open', 'closed', 'cancelled')", name=op.f("ck_purchases_status")),
        sa.CheckConstraint("minimum_members >= 2", name=op.f("ck_purchases_minimum_members")),
        sa.ForeignKeyConstraint(["component_id"], ["components.id"], name=op.f("fk_purchases_component_id")),
        sa.ForeignKeyConstraint(["organiser_id"], ["organisations.id"], name=op.f("fk_purchases_organiser_id")),
        sa.ForeignKeyConstraint(["service_id"], ["component_services.id"], name=op.f("fk_purchases_service_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchases")),
        sa.UniqueConstraint("public_id", name=op.f("uq_purchases_public_id")),
    )
    with op.batch_alter_table("purchases", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_purchases_component_id"), ["component_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_purchases_organiser_id"), ["organiser_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_purchases_service_id"), ["service_id"], unique=False)
        batch_op.create_index("ix_purchases_status_closes_on", ["status", "closes_on"], unique=False)

    op.create_table(
        "scenario_responses",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("opening_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("entity_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("offer", sa.String(length=4000), nullable=False),
        sa.Column("price_terms", sa.String(length=1000), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=True),
        sa.Column("submitted_at", Instant(), nullable=False),
        sa.Column("decided_at", Instant(), nullable=True),
        sa.CheckConstraint("(status = 'submitted') = (decided_at IS NULL)", name=op.f("ck_scenario_responses_decided")),
        sa.CheckConstraint("(status = 'submitted') = (reason IS NULL)", name=op.f("ck_scenario_responses_reasoned")),
        sa.CheckConstraint(
            "status IN ('submitted', 'shortlisted', 'declined')", name=op.f("ck_scenario_responses_status")
        ),
        sa.ForeignKeyConstraint(["entity_id"], ["organisations.id"], name=op.f("fk_scenario_responses_entity_id")),
        sa.ForeignKeyConstraint(
            ["opening_id"], ["scenario_openings.id"], name=op.f("fk_scenario_responses_opening_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scenario_responses")),
        sa.UniqueConstraint("opening_id", "entity_id", name=op.f("uq_scenario_responses_opening_id_entity_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_scenario_responses_public_id")),
    )
    with op.batch_alter_table("scenario_responses", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_scenario_responses_entity_id"), ["entity_id"], unique=False)

    op.create_table(
        "service_regions",
        sa.Column("service_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("division_code", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(["division_code"], ["divisions.code"], name=op.f("fk_service_regions_division_code")),
        sa.ForeignKeyConstraint(["service_id"], ["component_services.id"], name=op.f("fk_service_regions_service_id")),
        sa.PrimaryKeyConstraint("service_id", "division_code", name=op.f("pk_service_regions")),
    )
    with op.batch_alter_table("service_regions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_service_regions_division_code"), ["division_code"], unique=False)

    op.create_table(
        "case_adoptions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("adoption_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["adoption_id"], ["adoptions.id"], name=op.f("fk_case_adoptions_adoption_id")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_adoptions_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_adoptions")),
        sa.UniqueConstraint("case_id", "adoption_id", name=op.f("uq_case_adoptions_case_id_adoption_id")),
    )
    with op.batch_alter_table("case_adoptions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_adoptions_adoption_id"), ["adoption_id"], unique=False)

    op.create_table(
        "case_components",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("component_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_components_case_id")),
        sa.ForeignKeyConstraint(["component_id"], ["components.id"], name=op.f("fk_case_components_component_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_components")),
        sa.UniqueConstraint("case_id", "component_id", name=op.f("uq_case_components_case_id_component_id")),
    )
    with op.batch_alter_table("case_components", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_components_component_id"), ["component_id"], unique=False)

    op.create_table(
        "case_promotions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=False),
        sa.Column("award", sa.String(length=200), nullable=True),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.CheckConstraint("award IS NULL OR kind = 'award'", name=op.f("ck_case_promotions_award")),
        sa.CheckConstraint("kind IN ('award', 'publicity', 'lecture')", name=op.f("ck_case_promotions_kind")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_promotions_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_promotions")),
        sa.UniqueConstraint("public_id", name=op.f("uq_case_promotions_public_id")),
    )
    with op.batch_alter_table("case_promotions", schema=None) as batch_op:
        batch_op.create_index("ix_case_promotions_case_id_id", ["case_id", "id"], unique=False)

    op.create_table(
        "case_reviews",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("reviewer_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("is_recused", sa.Boolean(), nullable=False),
        sa.Column("scores", sa.JSON(), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("comment", sa.String(length=4000), nullable=True),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.CheckConstraint("is_recused = (score IS NULL)", name=op.f("ck_case_reviews_recused")),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_reviews_case_id")),
        sa.ForeignKeyConstraint(["reviewer_id"], ["organisations.id"], name=op.f("fk_case_reviews_reviewer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_reviews")),
        sa.UniqueConstraint("case_id", "reviewer_id", name=op.f("uq_case_reviews_case_id_reviewer_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_case_reviews_public_id")),
    )
    with op.batch_alter_table("case_reviews", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_reviews_reviewer_id"), ["reviewer_id"], unique=False)

    op.create_table(
        "case_steps",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("case_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=4000), nullable=True),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.CheckConstraint(
            "status IN ('draft', 'submitted', 'in_review', 'selected', 'not_selected', 'withdrawn')",
            name=op.f("ck_case_steps_status"),
        ),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name=op.f("fk_case_steps_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_steps")),
    )
    with op.batch_alter_table("case_steps", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_case_steps_case_id"), ["case_id"], unique=False)

    op.create_table(
        "pairing_activities",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("pairing_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(length=30), nullable=False),
        sa.Column("direction", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("title", sa.JSON(), nullable=False),
        sa.Column("description", sa.JSON(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("component_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("adoption_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("evidenced_on", sa.Date(), nullable=True),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.Column("result_on", sa.Date(), nullable=True),
        sa.Column("cancelled_on", sa.Date(), nullable=True),
        sa.Column("cancel_reason", sa.String(length=2000), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("created_by", sa.String(length=80), nullable=False),
        sa.CheckConstraint(
            "(status = 'cancelled') = (cancelled_on IS NOT NULL)", name=op.f("ck_pairing_activities_cancelled")
        ),
        sa.CheckConstraint(
            "(status = 'completed') = (result_on IS NOT NULL)", name=op.f("ck_pairing_activities_completed")
        ),
        sa.CheckConstraint(
            "direction IN ('technology', 'experience', 'talent')", name=op.f("ck_pairing_activities_direction")
        ),
        sa.CheckConstraint(
            "kind IN ('talent_secondment', 'project_aid', 'investment', 'component_share', 'component_cobuild', 'resource_exchange')",
            name=op.f("ck_pairing_activities_kind"),
        ),
        sa.CheckConstraint(
            "status IN ('planned', 'evidenced', 'confirmed', 'completed', 'cancelled')",
            name=op.f("ck_pairing_activities_status"),
        ),
        sa.ForeignKeyConstraint(["adoption_id"], ["adoptions.id"], name=op.f("fk_pairing_activities_adoption_id")),
        sa.ForeignKeyConstraint(["component_id"], ["components.id"], name=op.f("fk_pairing_activities_component_id")),
        sa.ForeignKeyConstraint(["pairing_id"], ["pairings.id"], name=op.f("fk_pairing_activities_pairing_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairing_activities")),
        sa.UniqueConstraint("public_id", name=op.f("uq_pairing_activities_public_id")),
    )
    with op.batch_alter_table("pairing_activities", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pairing_activities_adoption_id"), ["adoption_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pairing_activities_component_id"), ["component_id"], unique=False)
        batch_op.create_index("ix_pairing_activities_pairing_id_id", ["pairing_id", "id"], unique=False)
        batch_op.create_index("ix_pairing_activities_status_told_on", ["status", "told_on"], unique=False)

    op.create_table(
        "project_adoptions",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("project_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("adoption_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("linked_on", sa.Date(), nullable=False),
        sa.Column("unlinked_on", sa.Date(), nullable=True),
        sa.CheckConstraint("unlinked_on IS NULL OR unlinked_on >= linked_on", name=op.f("ck_project_adoptions_period")),
        sa.ForeignKeyConstraint(["adoption_id"], ["adoptions.id"], name=op.f("fk_project_adoptions_adoption_id")),
        sa.ForeignKeyConstraint(["project_id"], ["projects.id"], name=op.f("fk_project_adoptions_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_adoptions")),
    )
    with op.batch_alter_table("project_adoptions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_project_adoptions_adoption_id"), ["adoption_id"], unique=False)
        batch_op.create_index("ix_project_adoptions_project_id_id", ["project_id", "id"], unique=False)
        batch_op.create_index(
            "uq_project_adoptions_in_force",
            ["project_id", "adoption_id"],
            unique=True,
            sqlite_where=sa.text("unlinked_on IS NULL"),
            postgresql_where=sa.text("unlinked_on IS NULL"),
        )

    op.create_table(
        "project_milestone_changes",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("milestone_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("due_before", sa.Date(), nullable=False),
        sa.Column("due_after", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=2000), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["milestone_id"], ["project_milestones.id"], name=op.f("fk_project_milestone_changes_milestone_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_project_milestone_changes")),
    )
    with op.batch_alter_table("project_milestone_changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_project_milestone_changes_milestone_id"), ["milestone_id"], unique=False)

    op.create_table(
        "purchase_agreements",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("purchase_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("supplier_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("price_fen", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("terms", sa.JSON(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(length=80), nullable=False),
        sa.CheckConstraint("price_fen >= 0", name=op.f("ck_purchase_agreements_price_fen")),
        sa.CheckConstraint("starts_on <= ends_on", name=op.f("ck_purchase_agreements_period")),
        sa.ForeignKeyConstraint(["purchase_id"], ["purchases.id"], name=op.f("fk_purchase_agreements_purchase_id")),
        sa.ForeignKeyConstraint(["supplier_id"], ["organisations.id"], name=op.f("fk_purchase_agreements_supplier_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase_agreements")),
        sa.UniqueConstraint("public_id", name=op.f("uq_purchase_agreements_public_id")),
    )
    with op.batch_alter_table("purchase_agreements", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_purchase_agreements_purchase_id"), ["purchase_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_purchase_agreements_supplier_id"), ["supplier_id"], unique=False)

    op.create_table(
        "purchase_members",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("purchase_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("joined_at", Instant(), nullable=False),
        sa.Column("left_at", Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_purchase_members_organisation_id")
        ),
        sa.ForeignKeyConstraint(["purchase_id"], ["purchases.id"], name=op.f("fk_purchase_members_purchase_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase_members")),
    )
    with op.batch_alter_table("purchase_members", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_purchase_members_organisation_id"), ["organisation_id"], unique=False)
        batch_op.create_index(
            "uq_purchase_members_in_force",
            ["purchase_id", "organisation_id"],
            unique=True,
            sqlite_where=sa.text("left_at IS NULL"),
            postgresql_where=sa.text("left_at IS NULL"),
        )

    op.create_table(
        "scenario_response_components",
        sa.Column("response_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("component_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["component_id"], ["components.id"], name=op.f("fk_scenario_response_components_component_id")
        ),
        sa.ForeignKeyConstraint(
            ["response_id"], ["scenario_responses.id"], name=op.f("fk_scenario_response_components_response_id")
        ),
        sa.PrimaryKeyConstraint("response_id", "component_id", name=op.f("pk_scenario_response_components")),
    )
    with op.batch_alter_table("scenario_response_components", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_scenario_response_components_component_id"), ["component_id"], unique=False
        )

    op.create_table(
        "service_ratings",
        sa.Column("service_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("adoption_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("stars", sa.Integer(), nullable=False),
        sa.Column("comment", sa.String(length=2000), nullable=True),
        sa.Column("counts", sa.Boolean(), nullable=False),
        sa.Column("created_at", Instant(), nullable=False),
        sa.Column("updated_at", Instant(), nullable=False),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name=op.f("ck_service_ratings_stars")),
        sa.ForeignKeyConstraint(["adoption_id"], ["adoptions.id"], name=op.f("fk_service_ratings_adoption_id")),
        sa.ForeignKeyConstraint(["service_id"], ["component_services.id"], name=op.f("fk_service_ratings_service_id")),
        sa.PrimaryKeyConstraint("service_id", "adoption_id", name=op.f("pk_service_ratings")),
    )
    with op.batch_alter_table("service_ratings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_service_ratings_adoption_id"), ["adoption_id"], unique=False)

    op.create_table(
        "pairing_confirmations",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("activity_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(length=80), nullable=False),
        sa.Column("superseded_at", Instant(), nullable=True),
        sa.CheckConstraint("side IN ('helper', 'helped')", name=op.f("ck_pairing_confirmations_side")),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["pairing_activities.id"], name=op.f("fk_pairing_confirmations_activity_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_pairing_confirmations_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairing_confirmations")),
    )
    with op.batch_alter_table("pairing_confirmations", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pairing_confirmations_activity_id"), ["activity_id"], unique=False)
        batch_op.create_index(
            "uq_pairing_confirmations_in_force",
            ["activity_id", "side"],
            unique=True,
            sqlite_where=sa.text("superseded_at IS NULL"),
            postgresql_where=sa.text("superseded_at IS NULL"),
        )

    op.create_table(
        "pairing_evidence",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("took_place_from", sa.Date(), nullable=True),
        sa.Column("took_place_to", sa.Date(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("amount_fen", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("consideration", sa.String(length=2000), nullable=True),
        sa.Column("documents", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=True),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(length=80), nullable=False),
        sa.CheckConstraint("(amount_fen IS NULL) = (currency IS NULL)", name=op.f("ck_pairing_evidence_currency")),
        sa.CheckConstraint("amount_fen IS NULL OR amount_fen > 0", name=op.f("ck_pairing_evidence_amount_fen")),
        sa.CheckConstraint("people IS NULL OR people > 0", name=op.f("ck_pairing_evidence_people")),
        sa.CheckConstraint(
            "took_place_to IS NULL OR took_place_from <= took_place_to", name=op.f("ck_pairing_evidence_period")
        ),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["pairing_activities.id"], name=op.f("fk_pairing_evidence_activity_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_pairing_evidence_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairing_evidence")),
        sa.UniqueConstraint("public_id", name=op.f("uq_pairing_evidence_public_id")),
    )
    with op.batch_alter_table("pairing_evidence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pairing_evidence_activity_id"), ["activity_id"], unique=False)

    op.create_table(
        "pairing_results",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("activity_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("outcome", sa.JSON(), nullable=False),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"], ["pairing_activities.id"], name=op.f("fk_pairing_results_activity_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_pairing_results_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairing_results")),
        sa.UniqueConstraint("public_id", name=op.f("uq_pairing_results_public_id")),
    )
    with op.batch_alter_table("pairing_results", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pairing_results_activity_id"), ["activity_id"], unique=False)

    op.create_table(
        "purchase_call_offs",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("public_id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("adoption_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=2000), nullable=True),
        sa.Column("recorded_at", Instant(), nullable=False),
        sa.Column("recorded_by", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(["adoption_id"], ["adoptions.id"], name=op.f("fk_purchase_call_offs_adoption_id")),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["purchase_agreements.id"], name=op.f("fk_purchase_call_offs_agreement_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_purchase_call_offs_organisation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase_call_offs")),
        sa.UniqueConstraint("agreement_id", "adoption_id", name=op.f("uq_purchase_call_offs_agreement_id_adoption_id")),
        sa.UniqueConstraint("public_id", name=op.f("uq_purchase_call_offs_public_id")),
    )
    with op.batch_alter_table("purchase_call_offs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_purchase_call_offs_adoption_id"), ["adoption_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_purchase_call_offs_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "purchase_coverage",
        sa.Column("agreement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("organisation_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["purchase_agreements.id"], name=op.f("fk_purchase_coverage_agreement_id")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_purchase_coverage_organisation_id")
        ),
        sa.PrimaryKeyConstraint("agreement_id", "organisation_id", name=op.f("pk_purchase_coverage")),
    )
    with op.batch_alter_table("purchase_coverage", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_purchase_coverage_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "pairing_result_adoptions",
        sa.Column("result_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("adoption_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(
            ["adoption_id"], ["adoptions.id"], name=op.f("fk_pairing_result_adoptions_adoption_id")
        ),
        sa.ForeignKeyConstraint(
            ["result_id"], ["pairing_results.id"], name=op.f("fk_pairing_result_adoptions_result_id")
        ),
        sa.PrimaryKeyConstraint("result_id", "adoption_id", name=op.f("pk_pairing_result_adoptions")),
    )
    with op.batch_alter_table("pairing_result_adoptions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pairing_result_adoptions_adoption_id"), ["adoption_id"], unique=False)

    op.drop_table("statistics_contributions")
    op.drop_table("statistics_counts")
    _count_anew()
