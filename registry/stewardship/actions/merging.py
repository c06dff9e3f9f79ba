"""Merging what is the same thing twice: the one leads to the other, and what hung on it hangs there."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from registry.catalogue.actions.lifecycle import move
from registry.catalogue.actions.requirements import hold_graph, recount_edges, require_still_acyclic
from registry.catalogue.lifecycle import INTO_WHICH_MERGED
from registry.catalogue.models import Component, ComponentAlias, ComponentTransfer, SupplierClaim
from registry.catalogue.quarantine import require_usable
from registry.catalogue.queries import get_component
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.errors import NotFound, PayloadInvalid
from registry.stewardship.actions.carrying import move_adoptions, move_requirements, recount
from registry.stewardship.actions.mentioning import rename_mentions
from registry.stewardship.errors import NotMergeableInto
from registry.stewardship.queries import OPEN_CLAIMS


def merge_component(session: Session, actor: Actor, *, component: str, into: str) -> Component:
    """Make a component part of another; the other is returned. For administrators.

    Its name leads to the other for ever. Requirements, adoptions, suppliers and mentions move in this transaction; its
    versions stay where they are, for whoever ran them. Raises MoveNotAllowed, NotMergeableInto, Quarantined,
    DependencyCycle, or PayloadInvalid at /into.
    """
    actor.require_scope("platform:admin")
    hold_graph(session)
    source, target = _both(session, actor, component, into)
    among_drafts = source.status == "proposed" and target.status in INTO_WHICH_MERGED
    if target.status not in INTO_WHICH_MERGED or (target.status == "proposed" and not among_drafts):
        raise NotMergeableInto(component=component, into=into, status=target.status)
    require_usable(source)
    require_usable(target)
    move(session, actor, source, "merged", event="component.merged", data={"into": target.full_name})
    _lead_on(session, source, target)
    move_requirements(session, source, target)
    recount_edges(session, (source.id, target.id))
    require_still_acyclic(session, actor, target)
    move_adoptions(session, actor, source, target)
    _move_claims(session, source, target)
    told = {"merged": source.full_name, "into": target.full_name}
    rename_mentions(session, actor, was=source.full_name, now=target.full_name, told=told)
    recount(session, source, source.publisher.city_id)
    recount(session, target, target.publisher.city_id)
    session.flush()
    return target


def _both(session: Session, actor: Actor, component: str, into: str) -> tuple[Component, Component]:
    """Both, locked in the order of their names, so that two mergers never wait for each other."""
    if component == into:
        raise PayloadInvalid.of("/into", "不能并入自身。", "A component is not merged into itself.")
    found: dict[str, Component] = {}
    for name in sorted((component, into)):
        try:
            found[name] = get_component(session, actor, name, for_change=True)
        except NotFound as error:
            if name == component:
                raise
            raise PayloadInvalid.of("/into", f"没有找到组件“{into}”。", f"There is no component '{into}'.") from error
    return found[component], found[into]


def _lead_on(session: Session, source: Component, target: Component) -> None:
    """The name, and the names before it, lead to the target; nobody can accept a transfer any more."""
    session.execute(
        update(ComponentAlias).where(ComponentAlias.component_id == source.id).values(component_id=target.id)
    )
    session.add(
        ComponentAlias(full_name=source.full_name, component_id=target.id, reason="merge", since=now_of(session))
    )
    session.execute(
        update(ComponentTransfer)
        .where(ComponentTransfer.component_id == source.id, ComponentTransfer.status == "offered")
        .values(status="withdrawn", answered_at=now_of(session))
    )
    session.flush()


def _move_claims(session: Session, source: Component, target: Component) -> None:
    """Claims go along; of a supplier with an open one for the target already, the carried one is withdrawn."""
    has_open = select(SupplierClaim.supplier_id).where(
        SupplierClaim.component_id == target.id, SupplierClaim.status.in_(OPEN_CLAIMS)
    )
    suppliers = set(session.scalars(has_open))
    for claim in session.scalars(select(SupplierClaim).where(SupplierClaim.component_id == source.id)):
        if claim.status in OPEN_CLAIMS and claim.supplier_id in suppliers:
            claim.status, claim.answered_at = "withdrawn", now_of(session)
        claim.component_id = target.id
    session.flush()
