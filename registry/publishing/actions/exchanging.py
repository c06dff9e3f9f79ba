"""An identity token for a token of this registry: short-lived, and for what the machine is trusted with."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.accounts.actions import issue_machine_token
from registry.accounts.models import Token
from registry.kit.actor import Actor
from registry.kit.clock import Clock, now_of
from registry.organisations.queries import find_organisation
from registry.publishing import queries
from registry.publishing.assertions import (
    REMEMBERED,
    KeyUnknown,
    check_claims,
    check_signature,
    digest_of,
    kept_claims,
    read_assertion,
)
from registry.publishing.errors import TrustAmbiguous
from registry.publishing.fetching import ProviderKeys
from registry.publishing.keys import AssertionWrong
from registry.publishing.models import TrustedPublisher, UsedAssertion
from registry.publishing.refusing import refused

TOKEN_MINUTES: Final = 15
"""How long the token of a machine lasts: as long as it takes to publish."""


def believe(session: Session, keys: ProviderKeys, clock: Clock, *, token: str, audience: str) -> dict[str, Any]:
    """The claims of an identity token, once its signature and they themselves are good. It changes nothing.

    Its issuer may have to be asked for its keys, so no transaction that others wait for should be open meanwhile.
    Raises IdentityTokenRefused, the same for whatever is wrong, and ProviderUnavailable.
    """
    try:
        assertion = read_assertion(token)
        issuer = assertion.claims.get("iss")
        if not isinstance(issuer, str) or not issuer.isprintable() or queries.find_provider(session, issuer) is None:
            raise AssertionWrong("its issuer is not believed")
        # What is no good anyway must not make this registry ask another for its keys.
        check_claims(assertion.claims, issuer=issuer, audience=audience, now=clock.now())
        try:
            check_signature(assertion, keys.keys_of(issuer))
        except KeyUnknown:
            check_signature(assertion, keys.keys_of(issuer, newer=True))
    except AssertionWrong as wrong:
        raise refused(str(wrong)) from wrong
    return assertion.claims


def exchange(session: Session, *, organisation: str, claims: Mapping[str, Any]) -> tuple[Token, str]:
    """A token of this registry for who bears claims that were found good, with its secret. They are good for one.

    Raises IdentityTokenRefused when this organisation trusts no such machine or the claims were used before,
    TrustAmbiguous when it trusts several that match.
    """
    trusted = _trusted(session, organisation, claims)
    _use_up(session, claims)
    origin = {
        "issuer": claims["iss"],
        "claims": kept_claims(claims),
        "trusted_publisher": str(trusted.public_id),
        "label": trusted.label,
    }
    machine = Actor(key=f"trusted:{trusted.public_id}", organisation_id=trusted.organisation_id, is_machine=True)
    scope = "catalogue:write" if trusted.components == "*" else f"catalogue:write:{trusted.components}"
    return issue_machine_token(
        session,
        machine,
        organisation=organisation,
        scope=scope,
        minutes=TOKEN_MINUTES,
        label=trusted.label or "trusted publisher",
        origin=origin,
        stages_only=trusted.stages_only,
    )


def _trusted(session: Session, organisation: str, claims: Mapping[str, Any]) -> TrustedPublisher:
    owner = find_organisation(session, organisation)
    provider = queries.find_provider(session, claims["iss"])
    if owner is None or provider is None or owner.status != "registered":
        raise refused("there is no such organisation", organisation=organisation)
    found = queries.matching(session, owner.id, provider.id, claims)
    if not found:
        raise refused("no trusted publisher matches", organisation=organisation, claims=kept_claims(claims))
    if len(found) > 1:
        raise TrustAmbiguous(organisation=organisation, count=len(found))
    return found[0]


def _use_up(session: Session, claims: Mapping[str, Any]) -> None:
    """Remember the token for longer than it can be good; of two that come at once, one is remembered."""
    now = now_of(session)
    session.execute(delete(UsedAssertion).where(UsedAssertion.expires_at <= now))
    session.add(UsedAssertion(digest=digest_of(claims["iss"], claims["jti"]), expires_at=now + REMEMBERED))
    try:
        session.flush()
    except IntegrityError as error:
        raise refused("it was used before") from error
