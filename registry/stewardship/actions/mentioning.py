"""Descriptions and deprecations of other components that name one whose name has changed."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import String, cast, or_, select
from sqlalchemy.orm import Session

from registry.catalogue.actions.lifecycle import changed
from registry.catalogue.models import Component
from registry.kit.actor import Actor


def rename_mentions(session: Session, actor: Actor, *, was: str, now: str, told: Mapping[str, str]) -> None:
    """Say `now` wherever others say `was`; `told` goes into the events. Reads all descriptions: names change rarely."""
    mark = f'"{was}"'
    mentioning = (
        select(Component)
        .where(
            or_(
                cast(Component.details, String).contains(mark, autoescape=True),
                cast(Component.deprecation, String).contains(mark, autoescape=True),
            ),
            Component.full_name != was,
        )
        .order_by(Component.id)
        .with_for_update()
    )
    for component in session.scalars(mentioning).all():
        component.details = _renamed(component.details, was, now, component.full_name)
        if component.deprecation and component.deprecation.get("successor") == was:
            heir = now if component.full_name != now else None
            component.deprecation = {**component.deprecation, "successor": heir}
        changed(session, actor, component, event="component.described", data=told)


def _renamed(details: dict[str, Any], was: str, now: str, own: str) -> dict[str, Any]:
    """A description that says `now` where it said `was`, once, and never itself."""
    told = dict(details)
    if was in told.get("compatible_with", ()):
        named = dict.fromkeys(now if name == was else name for name in told["compatible_with"])
        told["compatible_with"] = [name for name in named if name != own]
    if told.get("based_on") == was:
        told["based_on"] = now
        if now == own:
            del told["based_on"]
    return told
