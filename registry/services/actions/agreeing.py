"""What a group of buyers agrees on with a supplier, and what each of them takes up of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.adoption.models import Adoption
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.errors import PayloadInvalid
from registry.kit.money import to_fen
from registry.organisations.queries import get_in_force
from registry.services import queries
from registry.services.actions.offering import SCOPE
from registry.services.actions.purchases import tell_purchase
from registry.services.errors import CalledOffAlready, NotAMember, OutOfTerm, PurchaseNotClosed
from registry.services.models import Purchase, PurchaseAgreement, PurchaseCallOff


def record_agreement(
    session: Session,
    actor: Actor,
    *,
    purchase_id: UUID,
    supplier: str,
    price: str,
    currency: str,
    starts_on: date,
    ends_on: date,
    terms: Mapping[str, str] | None = None,
    members: Sequence[str] | None = None,
) -> Purchase:
    """Record what a closed group agreed on with a supplier, for all of its members or for those said.

    Raises PurchaseNotClosed, PayloadInvalid.
    """
    purchase = queries.get_purchase(session, actor, purchase_id, for_change=True)
    actor.require(SCOPE, purchase.organiser_id)
    if purchase.status != "closed":
        raise PurchaseNotClosed(status=purchase.status)
    entity = get_in_force(session, supplier, named_at="/supplier")
    if entity.kind != "operating_entity":
        raise PayloadInvalid.of("/supplier", "供应方须为运营主体。", "A supplier is an operating entity.")
    if purchase.service is not None and purchase.service.entity_id != entity.id:
        raise PayloadInvalid.of("/supplier", "须为所购服务的提供方。", "It is another entity's service that is bought.")
    if ends_on < starts_on:
        raise PayloadInvalid.of("/to", "结束日不能早于开始日。", "It cannot end before it begins.")
    bodies = {member.organisation.slug: member.organisation for member in queries.present_members(purchase)}
    for place, slug in enumerate(members or ()):
        if slug not in bodies:
            raise PayloadInvalid.of(f"/members/{place}", f"“{slug}”未参加。", f"'{slug}' is no member.")
    agreement = PurchaseAgreement(
        price_fen=to_fen(price),
        currency=currency,
        terms=dict(terms or {}),
        starts_on=starts_on,
        ends_on=ends_on,
        recorded_at=now_of(session),
        recorded_by=actor.organisation or actor.key,
    )
    agreement.supplier, agreement.call_offs = entity, []
    agreement.covered = [bodies[slug] for slug in dict.fromkeys(sorted(members or bodies))]
    purchase.agreements.append(agreement)
    purchase.updated_at = agreement.recorded_at
    session.flush()
    tell_purchase(
        session, actor, purchase, "purchase.agreed", {"supplier": entity.slug, "agreement": str(agreement.public_id)}
    )
    return purchase


def call_off(
    session: Session,
    actor: Actor,
    *,
    purchase_id: UUID,
    agreement_id: UUID,
    adoption: UUID,
    on: date | None = None,
    note: str | None = None,
) -> Purchase:
    """Take up an agreement for one of one's own adoptions of the component. Raises NotAMember, OutOfTerm,
    CalledOffAlready, PayloadInvalid.
    """
    actor.require_scope(SCOPE)
    purchase = queries.get_purchase(session, actor, purchase_id, for_change=True)
    agreement = queries.get_agreement(purchase, agreement_id)
    used = session.scalar(
        select(Adoption).where(Adoption.public_id == adoption, Adoption.component_id == purchase.component_id)
    )
    if used is None:
        raise PayloadInvalid.of("/adoption", "没有该组件的这条采用。", "There is no such adoption of that component.")
    body = next((one for one in agreement.covered if one.id in {used.beneficiary_id, used.city_id}), None)
    if body is None:
        raise NotAMember(organisation=actor.organisation or "")
    actor.require(SCOPE, body.id)
    day = on or today_of(session)
    if day > today_of(session):
        raise PayloadInvalid.of("/on", "不能晚于今天。", "It cannot lie in the future.")
    if not agreement.starts_on <= day <= agreement.ends_on:
        raise OutOfTerm(starts_on=agreement.starts_on.isoformat(), ends_on=agreement.ends_on.isoformat())
    row = PurchaseCallOff(on=day, note=note, recorded_at=now_of(session), recorded_by=actor.organisation or actor.key)
    row.adoption, row.organisation = used, body
    agreement.call_offs.append(row)
    purchase.updated_at = row.recorded_at
    try:
        session.flush()
    except IntegrityError as error:
        raise CalledOffAlready() from error
    tell_purchase(
        session, actor, purchase, "purchase.called_off", {"member": body.slug, "agreement": str(agreement.public_id)}
    )
    return purchase
