"""What an organisation says of itself."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from registry.events.actions import record
from registry.kit.actor import Actor
from registry.kit.documents import check_tag
from registry.organisations import queries
from registry.organisations.actions.classes import render
from registry.organisations.actions.divisions import check_division
from registry.organisations.actions.registering import check_traits, checked_credit_code, write_organisation
from registry.organisations.errors import NotInForce
from registry.organisations.models import Organisation


def describe_organisation(
    session: Session,
    actor: Actor,
    *,
    slug: str,
    expected_tag: str,
    name: Mapping[str, str],
    profile: Mapping[str, Any],
    size_band: str | None = None,
    division_code: str | None = None,
    uscc: str | None = None,
) -> Organisation:
    """Replace an organisation's name, profile and size band. Its managers may, and administrators, who alone change a
    draft, the division and the credit code.

    Raises Stale when its tag is no longer the expected one, NotInForce once it was merged, PayloadInvalid.
    """
    organisation = queries.get_organisation(session, slug, for_change=True)
    if organisation.status == "registered":
        actor.require("organisation:manage", organisation.id)
    else:
        actor.require_scope("platform:admin")
    check_tag(organisation.etag, expected_tag)
    if organisation.status == "merged":
        raise NotInForce(slug=slug, status=organisation.status)
    check_traits(organisation.kind, size_band, profile)
    code = checked_credit_code(uscc)
    if (division_code, code) != (organisation.division_code, organisation.uscc):
        actor.require_scope("platform:admin")
        check_division(session, division_code)
    organisation.name, organisation.profile, organisation.size_band = dict(name), dict(profile), size_band
    organisation.division_code, organisation.uscc = division_code, code
    write_organisation(session, organisation)
    render(session, organisation)
    record(
        session,
        actor,
        type="organisation.described",
        subject=slug,
        organisation_id=organisation.id,
        data={"slug": slug, "name": dict(name), "size_band": size_band},
    )
    return organisation
