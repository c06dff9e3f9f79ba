"""What a body runs, with what the catalogue says of it today and what was made of that."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, or_, select
from sqlalchemy.orm import Session, aliased

from registry.adoption.models import Adoption, UpdateResponse
from registry.adoption.queries.due import with_due_days
from registry.adoption.updates import Advice, Answered, Installed, Update, advise
from registry.adoption.warnings import doubts_on, warnings_on
from registry.advisories.models import Advisory
from registry.catalogue.models import Component, ComponentVersion
from registry.comparison.queries import upgrades_of
from registry.comparison.upgrades import NO_UPGRADES
from registry.kit.actor import Actor
from registry.kit.clock import today_of
from registry.organisations.models import Organisation
from registry.organisations.queries import get_organisation

Choice = ColumnElement[bool]
"""Which adoptions: what may be said of Adoption, its Component and its ComponentVersion."""


def list_updates(session: Session, actor: Actor, slug: str, *, with_snoozed: bool = False) -> list[Update]:
    """What a body should do about what it runs, the most urgent first, without what is well and, unless asked for,
    what it has put off. For those who act for it and administrators."""
    organisation = get_organisation(session, slug)
    actor.require_party(organisation.id)
    return updates_of(session, _of_body(organisation.id), with_snoozed=with_snoozed)


def find_update(session: Session, adoption_id: int) -> Update | None:
    """What is to be done about one adoption, also what was put off; None when all is well."""
    found = updates_of(session, Adoption.id == adoption_id, with_snoozed=True)
    return found[0] if found else None


def list_due(session: Session, organisation_id: int) -> list[Update]:
    """What a body should do by a day: only what has an advisory in force, or is deprecated, is looked at."""
    advised = select(Advisory.id).where(
        Advisory.component_id == ComponentVersion.component_id, Advisory.withdrawn_at.is_(None)
    )
    return updates_of(session, _of_body(organisation_id), or_(advised.exists(), Component.status == "deprecated"))


def updates_of(session: Session, *chosen: Choice, with_snoozed: bool = False) -> list[Update]:
    """What is to be done about the adoptions chosen, in the order of urgency."""
    today, answers = today_of(session), _answers(session, chosen)
    found: list[Update] = []
    for identifier, installed in list_installed(session, *chosen).items():
        advice = [
            _with_answer(each, answers.get((identifier, each.code, each.about))) for each in advise(installed, today)
        ]
        shown = [each for each in advice if with_snoozed or each.answered is None or not each.answered.hides(today)]
        if shown:
            found.append(Update(installed, shown))
    return sorted(found, key=lambda update: update.place)


def list_installed(session: Session, *chosen: Choice) -> dict[int, Installed]:
    """What runs or is about to, by the id of the adoption, with what the catalogue says of it today."""
    rows = session.execute(_installed(chosen)).all()
    upgrades = upgrades_of(session, {(row.component_id, row.number) for row in rows if _is_behind(row)})
    # By the version's own component: versions of a merged one stay with it.
    known = {(row.component_id, row.running_key) for row in rows if row.component_id is not None}
    warned = with_due_days(session, rows, warnings_on(session, known))
    doubts = doubts_on(session, {row.adopted_id for row in rows if row.component_id is None})
    return {
        row.id: Installed(
            adoption=row.public_id,
            adopter=row.slug,
            component=row.full_name,
            status=row.status,
            version=row.number,
            is_yanked=row.yanked_at is not None,
            is_quarantined=row.is_quarantined,
            latest=row.newest,
            is_behind=_is_behind(row),
            successor=(row.deprecation or {}).get("successor"),
            compatible=upgrades.get((row.component_id, row.number), NO_UPGRADES).compatible,
            breaking=upgrades.get((row.component_id, row.number), NO_UPGRADES).breaking,
            advisories=warned.get(row.id, ()),
            yank_reason=row.yank_reason,
            yank_message=row.yank_message,
            sunset_on=_day((row.deprecation or {}).get("sunset_on")),
            support_until=_day(row.support_until),
            doubts=doubts.get(row.adopted_id, ()) if row.component_id is None else (),
        )
        for row in rows
    }


def _of_body(organisation_id: int) -> Choice:
    """What a body adopted, what others adopted on its behalf, and what its units run."""
    return or_(
        Adoption.adopter_id == organisation_id,
        Adoption.beneficiary_id == organisation_id,
        Adoption.city_id == organisation_id,
    )


def _installed(chosen: Sequence[Choice]) -> Select[*tuple[Any, ...]]:
    latest = aliased(ComponentVersion)
    return (
        select(
            Adoption.id,
            Adoption.public_id,
            Adoption.beneficiary_id,
            Adoption.city_id,
            Adoption.version_id,
            Adoption.component_id.label("adopted_id"),
            ComponentVersion.component_id,
            Organisation.slug,
            Component.full_name,
            Component.status,
            Component.deprecation,
            Component.details[("maintenance", "support_until")].as_string().label("support_until"),
            Component.is_quarantined,
            ComponentVersion.number,
            ComponentVersion.sort_key.label("running_key"),
            ComponentVersion.yanked_at,
            ComponentVersion.yank_reason,
            ComponentVersion.yank_message,
            latest.number.label("newest"),
            latest.sort_key.label("newest_key"),
        )
        .select_from(Adoption)
        .join(Organisation, Organisation.id == Adoption.adopter_id)
        .join(Component, Component.id == Adoption.component_id)
        .outerjoin(ComponentVersion, ComponentVersion.id == Adoption.version_id)
        .outerjoin(latest, latest.id == Component.latest_version_id)
        .where(*chosen, Adoption.stage != "retired")
    )


def _is_behind(row: Row[Any]) -> bool:
    return row.running_key is not None and row.newest_key is not None and row.running_key < row.newest_key


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


def _answers(session: Session, chosen: Sequence[Choice]) -> dict[tuple[int, str, str], Answered]:
    """What was made of advice on these adoptions."""
    rows = session.scalars(
        select(UpdateResponse)
        .join(Adoption, Adoption.id == UpdateResponse.adoption_id)
        .join(Component, Component.id == Adoption.component_id)
        .outerjoin(ComponentVersion, ComponentVersion.id == Adoption.version_id)
        .where(*chosen)
    )
    return {
        (row.adoption_id, row.code, row.about): Answered(row.response, row.until_on, row.reason, row.recorded_at)
        for row in rows
    }


def _with_answer(advice: Advice, answered: Answered | None) -> Advice:
    """What was made of it, unless what it is about has been amended since."""
    if answered is None or (advice.changed_at is not None and advice.changed_at > answered.recorded_at):
        return advice
    return advice._replace(answered=answered)
