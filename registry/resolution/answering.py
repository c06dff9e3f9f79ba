"""The whole answer to a question, as it goes out: over HTTP, on the page and for the command line."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry.events.models import Event
from registry.kit.actor import Actor
from registry.resolution.asking import answer
from registry.resolution.documents import pin_documents
from registry.resolution.pausing import uncollected
from registry.resolution.queries import facts_of


def answer_document(session: Session, actor: Actor, **question: Any) -> dict[str, Any]:
    """`{pins, position}`. Takes and raises what `answer` does."""
    # The position first: what happens while the versions are read comes after it.
    position = session.scalar(select(func.max(Event.position))) or 0
    with uncollected():
        found = answer(session, actor, **question)
        pins = found.resolution.pins
        versions = {found.catalogue.shelf(component).offers[place].version_id for component, place in pins.items()}
        documents = pin_documents(found.catalogue, found.resolution, found.running, facts_of(session, versions))
    return {"pins": documents, "position": position}
