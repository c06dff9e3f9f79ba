"""What waits because of versions: for their publishers, and for who verifies what they claim."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import select

from registry.advisories.models import Advisory
from registry.advisories.queries import affected_of
from registry.catalogue.models import Component, ComponentVersion
from registry.publishing.models import StagedVersion
from registry.standards.models import ConformanceClaim, Standard
from registry.tasks.queries.asking import BOUND, Asking, day_of
from registry.tasks.telling import Task, named, urgency_of

_TITLE: Final = Component.details["title"].label("title")
ADVISORIES_READ: Final = 500
"""Advisories in force on one publisher's components that are looked at for whether there is a fix."""


def fix_advisory(asking: Asking) -> Iterator[Task]:
    """Advisories on our components that no version is free of: none is said to fix it, and the latest is affected."""
    query = (
        select(Advisory, Component.full_name, _TITLE, ComponentVersion.sort_key)
        .join(Component, Component.id == Advisory.component_id)
        .outerjoin(ComponentVersion, ComponentVersion.id == Component.latest_version_id)
        .where(asking.is_ours(Component.publisher_id), Advisory.withdrawn_at.is_(None))
        .order_by(Advisory.published_at, Advisory.id)
        .limit(ADVISORIES_READ)
    )
    told = 0
    for advisory, _, title, latest in asking.session.execute(query):
        is_open = not advisory.fixed_in and (latest is None or affected_of(advisory).holds(latest))
        if not is_open or told > BOUND:
            continue
        told += 1
        urgency = advisory.severity if advisory.severity in {"critical", "high"} else "normal"
        yield Task(
            "fix_advisory",
            advisory.identifier,
            named(f"为“{{}}”修复 {advisory.identifier}", f"Fix {advisory.identifier} in {{}}", title),
            day_of(advisory.published_at),
            None,
            urgency,
            f"/advisories/{advisory.identifier}",
        )


def approve_release(asking: Asking) -> Iterator[Task]:
    """Versions that wait for a person to publish them, until they expire."""
    query = (
        select(StagedVersion.public_id, StagedVersion.number, StagedVersion.staged_at, StagedVersion.expires_at, _TITLE)
        .join(Component, Component.id == StagedVersion.component_id)
        .where(
            asking.is_ours(Component.publisher_id),
            StagedVersion.status == "staged",
            StagedVersion.expires_at > asking.now,
        )
        .order_by(StagedVersion.expires_at, StagedVersion.id)
    )
    for row in asking.rows(query):
        due_on = day_of(row.expires_at)
        title = named(
            f"批准或退回“{{}}”的版本 {row.number}", f"Approve or reject version {row.number} of {{}}", row.title
        )
        urgency = urgency_of(due_on, asking.today)
        yield Task("approve_release", str(row.public_id), title, day_of(row.staged_at), due_on, urgency, "/staged")


def verify_conformance(asking: Asking) -> Iterator[Task]:
    """Claims of conformance that nobody has verified: for assessors."""
    if asking.body.kind != "assessor":
        return
    query = (
        select(
            ConformanceClaim.public_id,
            ConformanceClaim.claimed_at,
            Component.full_name,
            _TITLE,
            ComponentVersion.number,
            Standard.code,
        )
        .join(ComponentVersion, ComponentVersion.id == ConformanceClaim.version_id)
        .join(Component, Component.id == ComponentVersion.component_id)
        .join(Standard, Standard.id == ConformanceClaim.standard_id)
        .where(
            ConformanceClaim.status == "claimed",
            Component.status.in_(("listed", "deprecated")),
            Component.is_restricted.is_(False),
        )
        .order_by(ConformanceClaim.id)
    )
    for row in asking.rows(query):
        code = {"zh": row.code, "en": row.code}
        title = named("核验“{}”对 {} 的符合性", "Verify that {} conforms to {}", row.title, code)
        address = f"/components/{row.full_name}/versions/{row.number}"
        since = day_of(row.claimed_at)
        yield Task("verify_conformance", str(row.public_id), title, since, None, "normal", address)
