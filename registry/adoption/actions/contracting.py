"""Recording the contract an adoption runs under."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from registry.adoption import queries
from registry.adoption.actions.stepping import changed, require_holder
from registry.adoption.credentials import secret_places
from registry.adoption.models import Contract
from registry.adoption.record_documents import render_contract
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.documents import check_tag
from registry.kit.errors import PayloadInvalid
from registry.kit.money import to_fen
from registry.organisations.models import Organisation
from registry.organisations.queries import find_organisation


def state_contract(
    session: Session,
    actor: Actor,
    *,
    adoption_id: UUID,
    expected_tag: str | None,
    currency: str,
    supplier: str | None = None,
    price: str | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    **terms: Any,
) -> Contract:
    """Record the contract, or replace what was recorded; `expected_tag` is None for the first time.

    `terms` are as on the wire: procurement, signed_on, options. The event that tells of it holds no term of it.
    Raises PayloadInvalid naming the field.
    """
    adoption = queries.get_adoption(session, actor, adoption_id, for_change=True)
    require_holder(actor, adoption)
    contract = queries.find_contract(session, adoption)
    check_tag(contract.etag if contract else None, expected_tag)
    if starts_on and ends_on and ends_on <= starts_on:
        raise PayloadInvalid.of("/ends_on", "须晚于开始日期。", "It must lie after the day it starts on.")
    if places := list(secret_places(terms)):
        raise PayloadInvalid.of(places[0], "看起来含有凭据。", "This looks like a credential.")
    named = _supplier(session, supplier)
    if contract is None:
        contract = Contract(adoption_id=adoption.id)
        session.add(contract)
    contract.supplier = named
    contract.price_fen = None if price is None else to_fen(price)
    contract.currency, contract.starts_on, contract.ends_on = currency, starts_on, ends_on
    contract.procurement, contract.signed_on = terms.get("procurement"), terms.get("signed_on")
    contract.options = terms.get("options", [])
    contract.updated_at = now_of(session)
    contract.document, contract.etag = render_contract(contract, adoption)
    changed(session, actor, adoption, "adoption.contracted", {})
    return contract


def _supplier(session: Session, slug: str | None) -> Organisation | None:
    if slug is None:
        return None
    supplier = find_organisation(session, slug)
    if supplier is None:
        raise PayloadInvalid.of("/supplier", f"没有单位“{slug}”。", f"There is no organisation '{slug}'.")
    return supplier
