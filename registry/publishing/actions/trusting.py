"""Which machines an organisation lets publish, without a stored secret."""

import re
from collections.abc import Mapping
from typing import Final
from uuid import UUID

from sqlalchemy.orm import Session

from registry.accounts.actions import end_machine_tokens
from registry.accounts.errors import ScopeNotGrantable
from registry.accounts.roles import KIND_SCOPES
from registry.events.actions import record
from registry.events.audience import PARTIES
from registry.kit.actor import Actor
from registry.kit.clock import now_of
from registry.kit.errors import Bilingual, FieldError, PayloadInvalid
from registry.organisations.models import Organisation
from registry.organisations.queries import get_in_force, get_organisation
from registry.publishing import queries
from registry.publishing.errors import TrustTaken
from registry.publishing.models import IdentityProvider, TrustedPublisher
from registry.publishing.vocabulary import IDENTIFYING, RESERVED

MAX_TRUSTED: Final = 100
_PATTERN: Final = re.compile(r"[a-z0-9-]*\*?\Z")
_CLAIM: Final = re.compile(r"[A-Za-z0-9_./:-]{1,100}\Z")


def trust_publisher(
    session: Session,
    actor: Actor,
    *,
    organisation: str,
    provider: str,
    claims: Mapping[str, str],
    components: str = "*",
    stages_only: bool = True,
    label: str = "",
) -> TrustedPublisher:
    """Let the machine of which this provider says these claims publish components whose names fit a pattern.

    Unless said otherwise it only stages, and a person approves. Raises TrustTaken, PayloadInvalid naming the field.
    """
    owner = get_in_force(session, organisation)
    actor.require("organisation:manage", owner.id)
    if "catalogue:write" not in KIND_SCOPES[owner.kind]:
        raise ScopeNotGrantable(scope="catalogue:write")
    believed = queries.find_provider(session, provider)
    if believed is None:
        raise PayloadInvalid.of(
            "/provider",
            "平台管理员没有登记该身份提供方，见 GET /api/v1/identity-providers。",
            "The platform's administrators have not entered this provider: see GET /api/v1/identity-providers.",
        )
    _check(claims, components)
    _check_room(session, owner, believed, claims)
    trusted = TrustedPublisher(
        organisation_id=owner.id,
        provider_id=believed.id,
        label=label,
        claims=dict(sorted(claims.items())),
        components=components,
        stages_only=stages_only,
        created_at=now_of(session),
    )
    trusted.organisation, trusted.provider = owner, believed
    session.add(trusted)
    session.flush()
    _record(session, actor, trusted, "trust.added")
    return trusted


def distrust_publisher(session: Session, actor: Actor, *, organisation: str, publisher_id: UUID) -> None:
    """Trust a machine no more: it gets no further token, and those it has end at once."""
    owner = get_organisation(session, organisation)
    actor.require("organisation:manage", owner.id)
    trusted = queries.get_trusted(session, owner, publisher_id)
    trusted.removed_at = now_of(session)
    end_machine_tokens(session, actor, organisation_id=owner.id, publisher=str(trusted.public_id))
    _record(session, actor, trusted, "trust.removed")


def _check(claims: Mapping[str, str], components: str) -> None:
    errors = [error for name, value in claims.items() if (error := _wrong_claim(name, value)) is not None]
    if not claims.keys() & set(IDENTIFYING):
        told = ", ".join(IDENTIFYING)
        errors.append(
            FieldError("/claims", Bilingual(f"至少须有下列之一：{told}。", f"At least one of these is needed: {told}."))
        )
    if not components or not _PATTERN.match(components):
        errors.append(
            FieldError(
                "/components",
                Bilingual("须为组件名，末尾可有一个 *。", "Must be the name of a component, or its beginning and a *."),
            )
        )
    if errors:
        raise PayloadInvalid(errors=errors)


def _wrong_claim(name: str, value: str) -> FieldError | None:
    if name in RESERVED or not _CLAIM.match(name):
        return FieldError(f"/claims/{name}", Bilingual("不能作为条件。", "This claim cannot be asked for."))
    if "*" in value:
        # Whoever writes one expects it to match; it would be compared letter by letter.
        return FieldError(f"/claims/{name}", Bilingual("按原文比较，不支持 *。", "Compared as it stands: no * here."))
    return None


def _check_room(session: Session, owner: Organisation, provider: IdentityProvider, claims: Mapping[str, str]) -> None:
    present = queries.list_trusted(session, owner.id)
    if any(row.provider_id == provider.id and row.claims == dict(claims) for row in present):
        raise TrustTaken(organisation=owner.slug)
    if len(present) >= MAX_TRUSTED:
        raise PayloadInvalid.of(
            "/claims", f"最多 {MAX_TRUSTED} 个受信发布者。", f"At most {MAX_TRUSTED} trusted publishers."
        )


def _record(session: Session, actor: Actor, trusted: TrustedPublisher, type: str) -> None:
    record(
        session,
        actor,
        type=type,
        subject=str(trusted.public_id),
        organisation_id=trusted.organisation_id,
        audience=PARTIES,
        data={
            "organisation": trusted.organisation.slug,
            "provider": trusted.provider.issuer,
            "claims": trusted.claims,
            "components": trusted.components,
            "stages_only": trusted.stages_only,
        },
    )
