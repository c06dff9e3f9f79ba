"""Delisting with notice: cities that run a component are told long enough before it retires."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from registry.catalogue import queries
from registry.catalogue.errors import NoticeNeeded
from registry.catalogue.models import Component
from registry.catalogue.reuse import shown_count
from registry.kit.actor import Actor
from registry.kit.clock import SHANGHAI, today_of
from registry.kit.errors import Bilingual
from registry.kit.policy import policy_of


def require_notice(session: Session, actor: Actor, component: Component) -> None:
    """Refuse to retire what other cities run (pilot or live) before the notice they were given has passed.

    A deprecation gives it: its `sunset_on` lies at least the notice of this installation after the day it was told, and
    has come. Raises NoticeNeeded with the day from which on it is possible.
    """
    running = queries.counts_of(session, component.id, for_change=True).adopters
    days = policy_of(session).delist_notice_days
    if not running or not days:
        return
    today, sunset = today_of(session), _sunset(component, days)
    if sunset is not None and sunset <= today:
        return
    raise NoticeNeeded(
        component=component.full_name,
        adopters=_told(running, exactly=actor.sees_landscapes),
        days=days,
        possible_on=sunset or today + timedelta(days=days),
        was_told=sunset is not None,
    )


def _sunset(component: Component, days: int) -> date | None:
    """The day that a deprecation names, if it gives notice enough."""
    told = component.deprecation or {}
    if component.status != "deprecated" or not told.get("sunset_on"):
        return None
    # Deprecations of the first releases do not say when they were told: nothing has changed since then.
    since = told.get("deprecated_on") or component.updated_at.astimezone(SHANGHAI).date().isoformat()
    sunset = date.fromisoformat(told["sunset_on"])
    return sunset if sunset >= date.fromisoformat(since) + timedelta(days=days) else None


def _told(running: int, *, exactly: bool) -> Bilingual:
    shown = shown_count(running, exactly=exactly)
    if shown["adopters"] is None:
        return Bilingual(f"少于 {shown['fewer_than']} 个城市", f"fewer than {shown['fewer_than']} cities")
    return Bilingual(f"{running} 个城市", "1 city" if running == 1 else f"{running} cities")
