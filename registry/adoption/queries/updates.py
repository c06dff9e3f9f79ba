"""What a body runs, with what the catalogue says of it today."""

from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from registry.adoption.models import Adoption
from registry.adoption.updates import Advice, Installed, advise
from registry.adoption.warnings import warnings_on
from registry.catalogue.models import Component, ComponentVersion
from registry.comparison.queries import upgrades_of
from registry.comparison.upgrades import NO_UPGRADES
from registry.kit.actor import Actor
from registry.kit.errors import NotYourOrganisation, TokenRequired
from registry.organisations.models import Organisation
from registry.organisations.queries import get_organisation


def list_updates(session: Session, actor: Actor, slug: str) -> list[tuple[Installed, list[Advice]]]:
    """What a body should do about what it runs, without what is well. For those who act for it and administrators."""
    if actor.is_anonymous:
        raise TokenRequired()
    organisation = get_organisation(session, slug)
    if organisation.id not in actor.acts_for and not actor.is_administrator:
        raise NotYourOrganisation(organisation=actor.organisation or "")
    advised = ((row, advise(row)) for row in list_installed(session, organisation.id))
    return [(row, advice) for row, advice in advised if advice]


def _is_behind(row: Any) -> bool:
    return row.running_key is not None and row.newest_key is not None and row.running_key < row.newest_key


def list_installed(session: Session, organisation_id: int) -> list[Installed]:
    """What a body and those it adopts for run or are about to, with what the catalogue says of it today."""
    latest = aliased(ComponentVersion)
    rows = session.execute(
        select(
            Adoption.public_id,
            ComponentVersion.component_id,
            Organisation.slug,
            Component.full_name,
            Component.status,
            Component.deprecation,
            Component.is_quarantined,
            ComponentVersion.number,
            ComponentVersion.sort_key.label("running_key"),
            ComponentVersion.yanked_at,
            latest.number.label("newest"),
            latest.sort_key.label("newest_key"),
        )
        .select_from(Adoption)
        .join(Organisation, Organisation.id == Adoption.adopter_id)
        .join(Component, Component.id == Adoption.component_id)
        .outerjoin(ComponentVersion, ComponentVersion.id == Adoption.version_id)
        .outerjoin(latest, latest.id == Component.latest_version_id)
        .where(
            or_(
                Adoption.adopter_id == organisation_id,
                Adoption.beneficiary_id == organisation_id,
                Adoption.city_id == organisation_id,
            ),
            Adoption.stage != "retired",
        )
        .order_by(Component.full_name)
    ).all()
    behind = {(row.component_id, row.number) for row in rows if _is_behind(row)}
    upgrades = upgrades_of(session, behind)
    # By the version's own component: versions of a merged one stay with it.
    warned = warnings_on(session, {(row.component_id, row.running_key) for row in rows if row.component_id is not None})
    return [
        Installed(
            adoption=adoption,
            adopter=adopter,
            component=name,
            status=status,
            version=number,
            is_yanked=yanked_at is not None,
            is_quarantined=held,
            latest=newest,
            is_behind=number is not None and newest_key is not None and key < newest_key,
            successor=(deprecation or {}).get("successor"),
            compatible=upgrades.get((own, number), NO_UPGRADES).compatible,
            breaking=upgrades.get((own, number), NO_UPGRADES).breaking,
            advisories=warned.get((own, key), ()),
        )
        for adoption, own, adopter, name, status, deprecation, held, number, key, yanked_at, newest, newest_key in rows
    ]
