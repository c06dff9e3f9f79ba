"""Entering organisations."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from registry.events.actions import record
from registry.kit.actor import Actor
from registry.kit.clock import now_of, today_of
from registry.kit.errors import PayloadInvalid
from registry.kit.integrity import broken_constraint
from registry.organisations import queries
from registry.organisations.actions.classes import assign, render
from registry.organisations.actions.divisions import check_division
from registry.organisations.credit_code import is_credit_code, normalise_credit_code
from registry.organisations.errors import (
    CreditCodeTaken,
    SlugTaken,
)
from registry.organisations.models import (
    Organisation,
)
from registry.organisations.naming import check_slug, skeleton


def register_organisation(
    session: Session,
    actor: Actor,
    *,
    slug: str,
    kind: str,
    name: Mapping[str, str],
    unit: str | None = None,
    division_code: str | None = None,
    parent: str | None = None,
    uscc: str | None = None,
    entity_types: Sequence[str] = (),
    city_class: str | None = None,
    size_band: str | None = None,
    profile: Mapping[str, Any] | None = None,
    is_demo: bool = False,
) -> Organisation:
    """Enter an organisation. Administrators enter any; a city enters the units below it.

    Raises SlugTaken, CreditCodeTaken, NotInForce for a parent that may not act, or PayloadInvalid naming the field.
    """
    above = queries.get_in_force(session, parent, named_at="/parent") if parent else None
    _require_right_to_register(actor, above, kind, unit)
    check_slug(slug)
    check_division(session, division_code)
    check_traits(kind, size_band, profile)
    unit = (unit or "city") if kind == "city" else None
    organisation = Organisation(
        slug=slug,
        slug_skeleton=skeleton(slug),
        kind=kind,
        unit=unit,
        name=dict(name),
        division_code=division_code or (above.division_code if above else None),
        parent_id=above.id if above else None,
        city_id=above.city_id if above and unit != "city" else None,
        uscc=checked_credit_code(uscc),
        entity_types=_checked_entity_types(kind, entity_types),
        size_band=size_band,
        profile=dict(profile or {}),
        status="registered",
        is_demo=is_demo,
        created_at=now_of(session),
    )
    insert_organisation(session, organisation)
    if kind == "city" and organisation.city_id is None:
        # A county or a unit that is entered without its city stands for itself in the figures.
        organisation.city_id = organisation.id
    if city_class:
        assign(session, actor, organisation, city_class=city_class, valid_from=today_of(session))
    render(session, organisation)
    record(
        session,
        actor,
        type="organisation.registered",
        subject=slug,
        organisation_id=organisation.id,
        data={"slug": slug, "kind": kind, "name": dict(name)},
    )
    return organisation


def _require_right_to_register(actor: Actor, above: Organisation | None, kind: str, unit: str | None) -> None:
    """Units below a city are the city's to enter. Anything else is the administrators': whoever makes an authority or a
    city may act for it, and would see and do through it what they may not themselves.
    """
    is_unit_of_city = above is not None and above.kind == kind == "city" and unit not in {None, "city"}
    if above is None or not is_unit_of_city or actor.is_administrator:
        actor.require_scope("platform:admin")
    else:
        actor.require("organisation:manage", above.id)


def checked_credit_code(uscc: str | None) -> str | None:
    if uscc is None:
        return None
    code = normalise_credit_code(uscc)
    if not is_credit_code(code):
        raise PayloadInvalid.of(
            "/uscc",
            "统一社会信用代码应为 18 位且校验位正确（GB 32100-2015）。",
            "A unified social credit code has 18 signs and a valid check sign (GB 32100-2015).",
        )
    return code


def _checked_entity_types(kind: str, entity_types: Sequence[str]) -> list[str]:
    if entity_types and kind != "operating_entity":
        raise PayloadInvalid.of(
            "/entity_types", "只有经营主体有主体类型。", "Only operating entities have entity types."
        )
    return list(entity_types)


def check_traits(kind: str, size_band: str | None, profile: Mapping[str, Any] | None) -> None:
    """Raises PayloadInvalid where something other than a city says what only cities have."""
    if kind == "city":
        return
    if size_band is not None:
        raise PayloadInvalid.of("/size_band", "只有城市有规模等级。", "Only cities have a size band.")
    if profile and profile.get("genes"):
        raise PayloadInvalid.of("/profile/genes", "只有城市有五个基因。", "Only cities have the five 基因.")


def insert_organisation(session: Session, organisation: Organisation) -> None:
    session.add(organisation)
    write_organisation(session, organisation)


def write_organisation(session: Session, organisation: Organisation) -> None:
    """Write a new or changed organisation. Raises SlugTaken or CreditCodeTaken."""
    slug_taken, code_taken = SlugTaken(slug=organisation.slug), CreditCodeTaken(uscc=organisation.uscc)
    try:
        session.flush()
    except IntegrityError as error:
        broken = broken_constraint(error)
        raise (code_taken if broken == "uq_organisations_uscc" else slug_taken) from error
