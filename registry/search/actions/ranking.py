"""The weights of the ranking."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from registry.kit.actor import Actor
from registry.kit.documents import check_tag, tag_of
from registry.search.actions.editions import new_edition
from registry.search.documents import ranking_document
from registry.search.models import SearchSettings
from registry.search.queries.words import get_settings


def set_weights(session: Session, actor: Actor, *, weights: Mapping[str, float], expected_tag: str) -> SearchSettings:
    """Weigh the ranking otherwise; what is not named has its neutral weight. Administrators only. Raises Stale."""
    actor.require_scope("platform:admin")
    settings = get_settings(session, for_change=True)
    check_tag(tag_of(ranking_document(settings)), expected_tag)
    settings.weights = dict(weights)
    return new_edition(session, actor, "search.ranking_changed", "search", {"weights": dict(weights)})


def reset_weights(session: Session, actor: Actor, *, expected_tag: str) -> SearchSettings:
    """Return to the neutral weights. Administrators only. Raises Stale."""
    return set_weights(session, actor, weights={}, expected_tag=expected_tag)
