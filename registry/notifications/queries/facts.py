"""What the log says, as notices need it: the event with its data, who did it, and what its words are called."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.accounts.queries import find_token_of
from registry.catalogue.models import Component
from registry.catalogue.queries import find_component
from registry.events.models import Event
from registry.events.queries import head_position
from registry.kit.errors import Bilingual
from registry.kit.texts import choose
from registry.organisations.queries import names_of
from registry.web.labels import label

ORGANISATIONS: Final = (
    "adopter",
    "on_behalf_of",
    "claimant",
    "applicant",
    "asked_by",
    "to",
    "city",
    "reported_by",
    "entity",
    "organisation",
)
"""What in an event's data may name an organisation that a text calls by name."""

_LABELS: Final[Mapping[str, str]] = {"severity": "severity", "reason": "yank_reason", "channel": "notice_channel"}
"""Words of the wire in an event's data, and the group that names them."""


class Happened(NamedTuple):
    """One event of the log."""

    position: int
    type: str
    subject: str
    actor_key: str
    recorded_at: datetime
    data: Mapping[str, Any]


def list_happened(session: Session, *, after: int, limit: int, types: Collection[str]) -> tuple[list[Happened], int]:
    """The events of these types among the next `limit` after a position, and the position of the last of all those."""
    last = min(after + limit, head_position(session))
    rows = session.execute(
        select(Event.position, Event.type, Event.subject, Event.actor_key, Event.recorded_at, Event.envelope)
        .where(Event.position > after, Event.position <= last, Event.type.in_(types))
        .order_by(Event.position)
    )
    happened = [
        Happened(position, type, subject, actor_key, recorded_at, orjson.loads(bytes(envelope))["data"])
        for position, type, subject, actor_key, recorded_at, envelope in rows
    ]
    return happened, last


def doer_of(session: Session, actor_key: str) -> int | None:
    """The organisation in whose name something was done; None for the registry itself and its console."""
    token = find_token_of(session, actor_key)
    return token.organisation_id if token else None


def component_of(session: Session, data: Mapping[str, Any]) -> Component | None:
    """The component that an event is about, under whatever name it has today."""
    name = data.get("component")
    return find_component(session, name) if isinstance(name, str) else None


def names_in(session: Session, data: Mapping[str, Any]) -> dict[str, Bilingual]:
    """What the texts of notices call the things in an event's data, in both languages."""
    named = {key: _plain(key, value) for key, value in data.items()}
    organisations = {key: data[key] for key in ORGANISATIONS if isinstance(data.get(key), str)}
    names = names_of(session, set(organisations.values())) if organisations else {}
    for key, slug in organisations.items():
        named[key] = _in_both(names[slug]) if slug in names else Bilingual(slug, slug)
    component = component_of(session, data)
    if component is not None:
        title = _in_both(component.details["title"])
        name = component.full_name
        named["component"] = Bilingual(f"{title.zh}（{name}）", f"{title.en} ({name})")
    return named


def _plain(key: str, value: Any) -> Bilingual:
    group = _LABELS.get(key)
    if group is not None:
        word = str(value) if value is not None else "unrated"
        return Bilingual(label(group, word, "zh"), label(group, word, "en").lower())
    if key == "title" and isinstance(value, Mapping):
        return _in_both(value)
    text = " ".join(str(value).split()) if isinstance(value, str | int) else ""
    return Bilingual(text, text)


def _in_both(text: Mapping[str, str]) -> Bilingual:
    """On one line, whatever was typed: it goes into subjects of messages."""
    zh, en = (" ".join(choose(text, language).split()) for language in ("zh", "en"))
    return Bilingual(zh, en)
