"""Keeping, with a version, what an identity provider said of the machine that made it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from registry.catalogue.actions.witnessing import witness
from registry.catalogue.models import ComponentVersion
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.publishing.actions.staging import origin_of
from registry.publishing.models import Origin


def keep_origin(
    session: Session, version: ComponentVersion, origin: Mapping[str, Any], *, approved_by: str | None = None
) -> None:
    """Keep it with the version; `approved_by` is the organisation whose person approved."""
    session.add(
        Origin(
            version_id=version.id,
            issuer=origin["issuer"],
            claims=dict(origin["claims"]),
            approved_by=approved_by,
            recorded_at=now_of(session),
        )
    )
    session.flush()


@witness
def _of_machine(session: Session, actor: Actor, version: ComponentVersion) -> None:
    """A machine that may publish by itself says with every version which one it is."""
    origin = origin_of(session, actor)
    if origin is not None:
        keep_origin(session, version, origin)
