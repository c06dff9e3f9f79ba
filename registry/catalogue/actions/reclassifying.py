"""Moving the catalogue to a new edition of a taxonomy."""

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from sqlalchemy import Text, cast, or_, select
from sqlalchemy.orm import Session

from registry.catalogue.actions.lifecycle import changed
from registry.catalogue.classing import codes_used, reclassed
from registry.catalogue.models import Component
from registry.kit.actor import Actor
from registry.taxonomies.actions import Activated, activate_release
from registry.taxonomies.errors import ConceptsInUse

BATCH: Final = 200
OUT_OF_SIGHT: Final = ("merged", "removed")


class Reclassified(NamedTuple):
    """An edition in force, and how many components were described anew for it."""

    activated: Activated
    components: int


def activate_taxonomy(session: Session, actor: Actor, *, taxonomy: str, edition: str) -> Reclassified:
    """Bring an edition into force and rewrite, in the same transaction, every component that uses what is gone.

    Raises ConceptsInUse, naming what has no replacement and how many components use it, and what `activate_release`
    raises. It takes one look through the descriptions and some four milliseconds for each component that changes;
    others that write descriptions wait on SQLite and are asked to come again on PostgreSQL.
    """
    activated = activate_release(session, actor, taxonomy=taxonomy, edition=edition)
    orphans: Counter[str] = Counter()
    moved = 0
    for component in _users(session, activated):
        gone = [code for code in codes_used(component.details, taxonomy, activated.field) if code in activated.replaced]
        orphans.update(code for code in set(gone) if not activated.replaced[code])
        # Once one is without a replacement nothing will be kept: what is left is only counted.
        if gone and not orphans:
            _reclassify(session, actor, component, activated, gone)
            moved += 1
    if orphans:
        raise ConceptsInUse(used=", ".join(f"{code} ({count})" for code, count in sorted(orphans.items())))
    return Reclassified(activated, moved)


def _reclassify(session: Session, actor: Actor, component: Component, activated: Activated, gone: list[str]) -> None:
    details = reclassed(component.details, activated.taxonomy, activated.field, activated.replaced)
    component.details = details or component.details
    new = [code for old in gone for code in activated.replaced[old]]
    data = {"taxonomy": activated.taxonomy, "edition": activated.edition, "from": gone, "to": list(dict.fromkeys(new))}
    changed(session, actor, component, event="component.reclassified", data=data)


def _users(session: Session, activated: Activated) -> Iterator[Component]:
    """The components that may use what is gone, in batches: the database looks for the codes as they stand in JSON."""
    if not activated.replaced:
        return
    described = cast(Component.details, Text)
    mentions = or_(*(described.contains(f'"{code}"', autoescape=True) for code in activated.replaced))
    query = (
        select(Component)
        .where(mentions, Component.status.not_in(OUT_OF_SIGHT))
        .order_by(Component.id)
        .limit(BATCH)
        .with_for_update(of=Component)
        .execution_options(populate_existing=True)
    )
    after = 0
    while batch := session.scalars(query.where(Component.id > after)).all():
        yield from batch
        after = batch[-1].id
        session.flush()
        for component in batch:
            session.expunge(component)
