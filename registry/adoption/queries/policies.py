"""What a body asks of what it takes into use, and what that says of a component."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from sqlalchemy import case, or_, select
from sqlalchemy.orm import Session, joinedload

from registry.adoption.models import Adoption, AdoptionPolicy
from registry.adoption.policy import CONFIRMATIONS, Finding, Taken, Warning, judge
from registry.adoption.vocabulary import RUNNING
from registry.advisories.queries import list_affecting
from registry.artifacts.models import Artifact
from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.queries import find_version, get_component, latest_manifest, list_signatures
from registry.catalogue.signatures import judge_signature
from registry.kit.actor import Actor
from registry.kit.clock import SHANGHAI, now_of, today_of
from registry.kit.errors import NotFound, PayloadInvalid
from registry.organisations.models import Organisation
from registry.organisations.queries import get_organisation
from registry.standards.queries import list_claims

REPORTS: Final = ("test_report", "security_statement")
"""Documents of a description that report on how safe it is."""


def find_policy(session: Session, organisation_id: int, *, for_change: bool = False) -> AdoptionPolicy | None:
    """A body's own policy."""
    query = select(AdoptionPolicy).where(AdoptionPolicy.organisation_id == organisation_id)
    if for_change:
        query = query.with_for_update(of=AdoptionPolicy).execution_options(populate_existing=True)
    return session.scalar(query)


def find_policy_of(session: Session, organisation_id: int) -> AdoptionPolicy | None:
    """The policy that holds for a body: its own, or that of the city it is a unit of."""
    city = select(Organisation.city_id).where(Organisation.id == organisation_id).scalar_subquery()
    holder = AdoptionPolicy.organisation_id
    return session.scalar(
        select(AdoptionPolicy)
        .where(or_(holder == organisation_id, holder == city))
        .options(joinedload(AdoptionPolicy.organisation, innerjoin=True))
        .order_by(case((holder == organisation_id, 0), else_=1))
        .limit(1)
    )


def get_policy(session: Session, actor: Actor, slug: str) -> AdoptionPolicy:
    """A body's own policy, for those who act for it, the bodies of its city and administrators. Raises NotFound."""
    body = get_organisation(session, slug)
    _require_reader(session, actor, body)
    policy = find_policy(session, body.id)
    if policy is None:
        raise NotFound(what=f"{slug}/policy")
    return policy


def _require_reader(session: Session, actor: Actor, body: Organisation) -> None:
    city = select(Organisation.city_id).where(Organisation.id == actor.organisation_id)
    if actor.is_anonymous or body.id in actor.acts_for or session.scalar(city) != body.id:
        actor.require_party(body.id)


class Checked(NamedTuple):
    """Whose policy was asked, if there is any, and what it says."""

    policy_of: str | None
    findings: list[Finding]


def check_policy(session: Session, actor: Actor, slug: str, *, component: str, version: str | None = None) -> Checked:
    """What the policy that holds for a body says of a component at a version, before anything is begun.

    Raises PayloadInvalid naming the field for what is not there.
    """
    body = get_organisation(session, slug)
    actor.require_party(body.id)
    policy = find_policy_of(session, body.id)
    try:
        row = get_component(session, actor, component)
    except NotFound as error:
        zh, en = f"没有找到组件“{component}”。", f"There is no component '{component}'."
        raise PayloadInvalid.of("/component", zh, en) from error
    chosen = find_version(session, row.id, version) if version else None
    if version and chosen is None:
        zh, en = f"“{component}”没有版本 {version}。", f"'{component}' has no version {version}."
        raise PayloadInvalid.of("/version", zh, en)
    if policy is None:
        return Checked(None, [])
    running = _running_at(session, body.id, row.id)
    return Checked(policy.organisation.slug, judged(session, policy.rules, row, chosen, running=running))


def _running_at(session: Session, body_id: int, component_id: int) -> ComponentVersion | None:
    """The version of a component that a body runs now."""
    return session.scalar(
        select(ComponentVersion)
        .join(Adoption, Adoption.version_id == ComponentVersion.id)
        .where(Adoption.beneficiary_id == body_id, Adoption.component_id == component_id, Adoption.stage.in_(RUNNING))
        .limit(1)
    )


def findings_for(
    session: Session,
    organisation_id: int,
    component: Component,
    version: ComponentVersion | None,
    *,
    running: ComponentVersion | None = None,
) -> list[Finding]:
    """What the policy that holds for a body says of a component at a version; empty where there is no policy.

    `organisation_id` is the one whose use it is. `running` is the version that runs there now, if any.
    """
    policy = find_policy_of(session, organisation_id)
    if policy is None:
        return []
    return judged(session, policy.rules, component, version, running=running)


def judged(
    session: Session,
    rules: Mapping[str, Any],
    component: Component,
    version: ComponentVersion | None,
    *,
    running: ComponentVersion | None = None,
) -> list[Finding]:
    """What these rules say of it."""
    return judge(rules, _taken(session, rules, component, version, running), today_of(session))


def _taken(
    session: Session,
    rules: Mapping[str, Any],
    component: Component,
    version: ComponentVersion | None,
    running: ComponentVersion | None,
) -> Taken:
    confirmed = _confirmed(session, rules.get("required_confirmations") or (), component, version)
    known = Taken(component.details["license"], component.details.get("security_level"), confirmed=confirmed)
    if version is None:
        return known
    affecting = list_affecting(session, version)
    still = {advisory.identifier for advisory in affecting}
    before = list_affecting(session, running) if running is not None and running is not version else []
    return known._replace(
        version=version.number,
        published_on=version.published_at.astimezone(SHANGHAI).date(),
        yank_reason=version.yank_reason,
        advisories=[Warning(advisory.identifier, advisory.severity) for advisory in affecting],
        repairs=[advisory.identifier for advisory in before if advisory.identifier not in still],
    )


def _confirmed(session: Session, asked: Any, component: Component, version: ComponentVersion | None) -> frozenset[str]:
    """Which of the confirmations that are asked for are there."""
    found = {
        "conformance": lambda: version is not None and _conforms(session, version),
        "signature": lambda: version is not None and _is_signed(session, component, version),
        "sbom": lambda: version is not None and _lists_packages(session, version),
        "security_report": lambda: any(
            document.get("kind") in REPORTS for document in component.details.get("documents") or ()
        ),
    }
    return frozenset(kind for kind in CONFIRMATIONS if kind in asked and found[kind]())


def _conforms(session: Session, version: ComponentVersion) -> bool:
    return any(claim.status == "verified" for claim in list_claims(session, version.id))


def _is_signed(session: Session, component: Component, version: ComponentVersion) -> bool:
    stated, now = latest_manifest(session, component, version), now_of(session)
    signatures = list_signatures(session, version.id)
    return any(row.manifest_number == stated.number and judge_signature(row, now).is_good for row in signatures)


def _lists_packages(session: Session, version: ComponentVersion) -> bool:
    kept = select(Artifact.id).where(
        Artifact.version_id == version.id, Artifact.role == "sbom", Artifact.removed_at.is_(None)
    )
    return session.scalar(kept.limit(1)) is not None
