"""Closing gaps: with evidence, or as not needed."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.adoption.models import Adoption
from registry.gaps import queries
from registry.gaps.actions.registering import tell
from registry.gaps.errors import GapClosed
from registry.gaps.models import Gap
from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.kit.errors import PayloadInvalid


def close_gap(
    session: Session,
    actor: Actor,
    *,
    slug: str,
    gap_id: UUID,
    evidence: Sequence[Mapping[str, Any]] = (),
    reason: str | None = None,
) -> Gap:
    """Close a gap with evidence, each a title with a link or with one of the city's adoptions; or, without any, set it
    aside as not needed, which takes a reason. Either way it stays in the register.

    Raises GapClosed when it was closed already, PayloadInvalid.
    """
    actor.require("collaboration:write", queries.get_city_in_sight(session, actor, slug).id)
    gap = queries.get_gap(session, actor, slug, gap_id, for_change=True)
    if gap.closed_on is not None:
        raise GapClosed(day=gap.closed_on)
    if not evidence and reason is None:
        raise PayloadInvalid.of(
            "/evidence", "请附佐证；如不再需要，请说明原因。", "Give evidence; or, where it is not needed, a reason."
        )
    gap.evidence = [_kept(session, gap, place, each) for place, each in enumerate(evidence)]
    gap.status = "closed" if evidence else "not_needed"
    gap.closed_on, gap.closing_reason = today_of(session), reason
    session.flush()
    tell(session, actor, gap, "gap.closed")
    return gap


def _kept(session: Session, gap: Gap, place: int, said: Mapping[str, Any]) -> dict[str, Any]:
    """A piece of evidence as it is kept. It leads somewhere: a sentence alone proves nothing."""
    adoption, url = said.get("adoption"), said.get("url")
    if adoption is None and url is None:
        raise PayloadInvalid.of(
            f"/evidence/{place}", "须给出链接或采用编号。", "It takes a link or the id of an adoption."
        )
    if adoption is not None and not _is_of_city(session, gap, adoption):
        raise PayloadInvalid.of(f"/evidence/{place}/adoption", "本市没有此采用。", "The city has no such adoption.")
    return {"title": said["title"], "url": url, "adoption": str(adoption) if adoption else None}


def _is_of_city(session: Session, gap: Gap, adoption: UUID) -> bool:
    query = select(Adoption.id).where(Adoption.public_id == adoption, Adoption.city_id == gap.organisation_id)
    return session.scalar(query) is not None
