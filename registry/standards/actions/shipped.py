"""The standards that come with the service."""

from datetime import date
from importlib.resources import files
from typing import Any

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.kit.clock import now_of
from registry.standards.actions.standards import render
from registry.standards.codes import slug_of
from registry.standards.models import Standard


def load_standards(session: Session) -> int:
    """Enter the shipped standards that are not there yet; how many. What stands already stays as it is."""
    shipped: dict[str, Any] = orjson.loads(files("registry").joinpath("data/standards.json").read_bytes())
    known = set(session.scalars(select(Standard.slug)))
    missing = [entry for entry in shipped["standards"] if slug_of(entry["code"]) not in known]
    now = now_of(session)
    rows = [
        Standard(
            **{**entry, "published_on": _day(entry["published_on"]), "in_force_on": _day(entry["in_force_on"])},
            slug=slug_of(entry["code"]),
            created_at=now,
            updated_at=now,
        )
        for entry in missing
    ]
    session.add_all(rows)
    session.flush()
    for row in rows:
        render(session, row)
    session.flush()
    return len(rows)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
