"""Recording of an adoption how far it reaches, what it is linked to, and who answers for what."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from registry.adoption import queries
from registry.adoption.actions.entitling import operator_named
from registry.adoption.actions.stepping import changed, require_holder
from registry.adoption.credentials import secret_places
from registry.adoption.documents import described
from registry.adoption.models import Adoption, AdoptionReach
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.documents import check_tag
from registry.kit.errors import Bilingual, FieldError, PayloadInvalid

NO_CREDENTIALS = Bilingual(
    "看起来含有密码、密钥或令牌：采用记录不保存凭据，请以其他方式移交。",
    "This looks like a password, key or token: credentials are never recorded here. Hand them over another way.",
)


def describe_adoption(
    session: Session,
    actor: Actor,
    *,
    adoption_id: UUID,
    expected_tag: str,
    scenario: str | None = None,
    operator: str | None = None,
    **record: Any,
) -> Adoption:
    """Replace what is recorded of the use itself; what is equal already changes nothing and is not told.

    `record` is as on the wire: departments, levels, legacy_systems, contributions, responsibilities, sla, environment
    and handover. How far it reaches is dated by the day of recording, from which credit counts it.
    Raises PayloadInvalid naming each text that looks like a credential.
    """
    adoption = queries.get_adoption(session, actor, adoption_id, for_change=True)
    require_holder(actor, adoption)
    check_tag(adoption.etag, expected_tag)
    if places := list(secret_places(record)):
        raise PayloadInvalid(errors=[FieldError(place, NO_CREDENTIALS) for place in places])
    before = _facts(adoption)
    adoption.scenario, adoption.operator = scenario, operator_named(session, operator)
    adoption.record = {name: value for name, value in record.items() if value}
    fields = sorted(name for name, value in _facts(adoption).items() if before[name] != value)
    if not fields:
        return adoption
    if {"departments", "levels"} & set(fields):
        _reach(session, adoption)
    changed(session, actor, adoption, "adoption.described", {"fields": fields})
    return adoption


def _facts(adoption: Adoption) -> dict[str, Any]:
    operator = adoption.operator.slug if adoption.operator else None
    return {"scenario": adoption.scenario, "operator": operator, **described(adoption)}


def _reach(session: Session, adoption: Adoption) -> None:
    """Only how many counts, so the same number of other departments makes a row of the same amounts."""
    session.add(
        AdoptionReach(
            adoption_id=adoption.id,
            departments=len(adoption.record.get("departments", ())),
            levels=len(adoption.record.get("levels", ())),
            recorded_at=now_of(session),
        )
    )
