"""Who began an import, written down so that any process goes on with the same rights. Pure."""

from typing import Any

from registry.kit.actor import Actor


def actor_document(actor: Actor) -> dict[str, Any]:
    """A caller as JSON."""
    return {
        "key": actor.key,
        "person_id": actor.person_id,
        "organisation_id": actor.organisation_id,
        "organisation": actor.organisation,
        "kind": actor.kind,
        "scopes": sorted(actor.scopes),
        "acts_for": sorted(actor.acts_for),
        "clusters": sorted(actor.clusters),
    }


def read_actor(document: dict[str, Any]) -> Actor:
    """The caller again."""
    sets = {name: frozenset(document[name]) for name in ("scopes", "acts_for", "clusters")}
    return Actor(**{**document, **sets})
