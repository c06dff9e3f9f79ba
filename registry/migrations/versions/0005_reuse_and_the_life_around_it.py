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
        sa.Column("grain", sa.String(length=5), nullable=False),
        sa.Column("bucket", sa.Date(), nullable=False),
        sa.Column("dimension", sa.String(length=20), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("grain IN ('total', 'month', 'day')", name=op.f("ck_statistics_movements_grain")),
        sa.PrimaryKeyConstraint(
            "figure", "slice", "grain", "bucket", "dimension", "key", name=op.f("pk_statistics_movements")
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
    _count_anew()
