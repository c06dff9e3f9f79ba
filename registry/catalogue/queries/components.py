"""Questions about components: one of them, their documents, titles and counts."""

from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session, joinedload

from registry.catalogue import stewards
from registry.catalogue.errors import ComponentRemoved
from registry.catalogue.models import (
    Component,
    ComponentCount,
)
from registry.catalogue.visibility import may_see, shown_to_all, visible_to
from registry.kit.actor import Actor
from registry.kit.database import Database
from registry.kit.errors import Moved, NotFound, Refusal
from registry.organisations.models import Organisation

# Built once: building a statement costs as much as asking it. What a session read before it had the lock may be stale.
_BY_NAME: Final = (
    select(Component)
    .where(Component.full_name == bindparam("full_name"))
    .options(joinedload(Component.publisher, innerjoin=True))
)


_TO_CHANGE: Final = _BY_NAME.with_for_update(of=Component).execution_options(populate_existing=True)


_TO_USE: Final = _BY_NAME.with_for_update(of=Component, read=True).execution_options(populate_existing=True)


def get_component(
    session: Session, actor: Actor, full_name: str, *, for_change: bool = False, for_use: bool = False
) -> Component:
    """A component with its publisher. What the caller may not see is not found; what was removed is gone; Moved tells
    the present name of one that was transferred or merged.

    `for_change` locks the row, so that two writers cannot both build on the same tag. `for_use` lets others use it too,
    but nobody remove or retire it, until this transaction has ended.
    """
    query = _TO_CHANGE if for_change else _TO_USE if for_use else _BY_NAME
    component = session.scalar(query, {"full_name": full_name})
    if component is None or component.status == "merged":
        raise _elsewhere(session, actor, full_name)
    if component.status == "removed":
        raise ComponentRemoved(component=full_name)
    if not may_see(session, actor, component):
        raise NotFound(what=full_name)
    return component


def _elsewhere(session: Session, actor: Actor, full_name: str) -> Refusal:
    """Where an old name leads, unless it leads to something that the caller may not see."""
    target = stewards.find_by_old_name(session, full_name)
    if target is None or not may_see(session, actor, target):
        return NotFound(what=full_name)
    return Moved(was=full_name, now=target.full_name)


def find_component(session: Session, full_name: str, *, for_use: bool = False) -> Component | None:
    """A component by its name, present or old, whatever its status, for the actions of this service; `for_use` as in
    `get_component`."""
    query = select(Component).where(Component.full_name == full_name)
    found = session.scalar(query.with_for_update(read=True) if for_use else query)
    if found is None or found.status == "merged":
        return stewards.find_by_old_name(session, full_name, for_use=for_use) or found
    return found


def get_component_document(database: Database, actor: Actor, full_name: str) -> tuple[bytes, str]:
    """The bytes of a component and their tag: the hot read, straight from the driver."""
    rows = database.fetch(
        "SELECT document, etag, status, is_restricted FROM components WHERE full_name = ?",
        (full_name,),
    )
    if not rows or not shown_to_all(rows[0][2], rows[0][3]):
        # Not for everybody, removed or under another name by now: which it is, is asked the long way.
        with database.reading() as session:
            component = get_component(session, actor, full_name)
            return component.document, component.etag
    return bytes(rows[0][0]), rows[0][1]


def list_component_documents(database: Database, ids: Sequence[int]) -> dict[int, tuple[bytes, int]]:
    """Documents and adopter counts of the given components, for a page of hits."""
    if not ids:
        return {}
    marks = ", ".join("?" * len(ids))
    rows = database.fetch(
        "SELECT c.id, c.document, n.adopters FROM components c "  # noqa: S608 — only marks are put in
        f"LEFT JOIN component_counts n ON n.component_id = c.id WHERE c.id IN ({marks})",
        tuple(ids),
    )
    return {row[0]: (bytes(row[1]), row[2] or 0) for row in rows}


def titles_of(session: Session, actor: Actor, full_names: Collection[str]) -> dict[str, dict[str, str]]:
    """Titles of those of these components that the caller may see, in the order given."""
    if not full_names:
        return {}
    rows = session.execute(
        select(Component.full_name, Component.details).where(Component.full_name.in_(full_names), visible_to(actor))
    )
    found: dict[str, dict[str, str]] = {full_name: details["title"] for full_name, details in rows}
    return {full_name: found[full_name] for full_name in full_names if full_name in found}


def counts_of(session: Session, component_id: int, *, for_change: bool = False) -> ComponentCount:
    """How much a component is reused. `for_change` lets nobody else count it until this transaction has ended."""
    return session.get_one(ComponentCount, component_id, with_for_update=for_change, populate_existing=for_change)


def find_lookalike(session: Session, publisher_id: int, name_skeleton: str) -> str | None:
    """The name of the publisher's component that looks the same, or that one of them had before, if there is one."""
    present = session.scalar(
        select(Component.name).where(Component.publisher_id == publisher_id, Component.name_skeleton == name_skeleton)
    )
    if present is not None:
        return present
    publisher = session.get_one(Organisation, publisher_id).slug
    return stewards.old_names(session, (publisher,)).get((publisher, name_skeleton))
