"""What waits because of adoptions: for publishers, cities, assessors, and who claims."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import Final

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from registry.adoption.liveness import alive_until, due_when_attested_by
from registry.adoption.models import (
    Adoption,
    AdoptionClaim,
    AdoptionCost,
    Confirmation,
    Evidence,
    LandscapeCertification,
)
from registry.adoption.queries import list_due
from registry.adoption.vocabulary import RUNNING
from registry.catalogue.models import Component
from registry.kit.errors import Bilingual
from registry.organisations.models import Organisation
from registry.tasks.queries.asking import BOUND, Asking, day_of
from registry.tasks.telling import Task, named, urgency_of

TRIAL_DAYS: Final = 14
UPDATE_DAYS: Final = 30
CERTIFICATION_DAYS: Final = 30
ANSWERED_DAYS: Final = 30
"""So long before something is due, or after it was answered, it is among the tasks."""

_adopters = aliased(Organisation)
_NAMED: Final = (Adoption.public_id, Organisation.name, Component.details["title"].label("title"))


def confirm_adoption(asking: Asking) -> Iterator[Task]:
    """Adoptions of our components by others on which none of us has said a word. Entities may not see which city."""
    if not asking.is_government:
        return
    said = select(Confirmation.id).where(
        Confirmation.adoption_id == Adoption.id,
        asking.is_ours(Confirmation.organisation_id),
        Confirmation.withdrawn_at.is_(None),
    )
    query = (
        select(*_NAMED, Adoption.stage_since)
        .join(Component, Component.id == Adoption.component_id)
        .join(Organisation, Organisation.id == Adoption.beneficiary_id)
        .where(
            asking.is_ours(Component.publisher_id),
            Adoption.stage.in_(RUNNING),
            Adoption.beneficiary_id.not_in(asking.as_itself.acts_for),
            Adoption.adopter_id.not_in(asking.as_itself.acts_for),
            ~said.exists(),
        )
        .order_by(Adoption.id)
    )
    for row in asking.rows(query):
        title = named("确认或质疑“{}”在用“{}”", "Confirm or dispute that {} runs {}", row.name, row.title)
        yield Task(
            "confirm_adoption",
            str(row.public_id),
            title,
            row.stage_since,
            None,
            "normal",
            f"/adoptions/{row.public_id}#evidence",
        )


def decide_evidence(asking: Asking) -> Iterator[Task]:
    """Evidence on adoptions of our components; entities never see evidence."""
    if not asking.is_government:
        return
    others = Adoption.adopter_id.not_in(asking.as_itself.acts_for)
    yield from _evidence(asking, "decide_evidence", "submitted", asking.is_ours(Component.publisher_id) & others)


def review_evidence(asking: Asking) -> Iterator[Task]:
    """Evidence that is held, because the same stands on another adoption: for administrators."""
    if asking.is_administrator:
        yield from _evidence(asking, "review_evidence", "held")


def _evidence(asking: Asking, kind: str, status: str, *conditions: object) -> Iterator[Task]:
    query = (
        select(*_NAMED, Evidence.public_id.label("evidence"), Evidence.submitted_at)
        .join(Adoption, Adoption.id == Evidence.adoption_id)
        .join(Component, Component.id == Adoption.component_id)
        .join(Organisation, Organisation.id == Adoption.beneficiary_id)
        .where(Evidence.status == status, *conditions)  # type: ignore[arg-type]
        .order_by(Evidence.id)
    )
    for row in asking.rows(query):
        title = named("审核“{}”采用“{}”的证据", "Decide on evidence that {} runs {}", row.name, row.title)
        address = f"/adoptions/{row.public_id}#evidence"
        yield Task(kind, str(row.evidence), title, day_of(row.submitted_at), None, "normal", address)


def decide_cost(asking: Asking) -> Iterator[Task]:
    """Costs that nobody has verified: for assessors and administrators."""
    if not (asking.is_administrator or asking.body.kind == "assessor"):
        return
    query = (
        select(*_NAMED, AdoptionCost.recorded_at)
        .join(Adoption, Adoption.id == AdoptionCost.adoption_id)
        .join(Component, Component.id == Adoption.component_id)
        .join(Organisation, Organisation.id == Adoption.beneficiary_id)
        .where(AdoptionCost.status == "unverified", AdoptionCost.superseded_at.is_(None))
        .order_by(AdoptionCost.id)
    )
    for row in asking.rows(query):
        title = named("核验“{}”采用“{}”的费用", "Verify what {} pays for {}", row.name, row.title)
        address = f"/adoptions/{row.public_id}#cost"
        yield Task("decide_cost", str(row.public_id), title, day_of(row.recorded_at), None, "normal", address)


def confirm_claim(asking: Asking) -> Iterator[Task]:
    """What suppliers say that we run: we confirm or reject it, or it runs out."""
    query = (
        select(
            AdoptionClaim.public_id,
            AdoptionClaim.created_at,
            AdoptionClaim.expires_on,
            Organisation.name,
            _adopters.slug,
            Component.details["title"].label("title"),
        )
        .join(Organisation, Organisation.id == AdoptionClaim.claimant_id)
        .join(_adopters, _adopters.id == AdoptionClaim.adopter_id)
        .join(Component, Component.id == AdoptionClaim.component_id)
        .where(asking.is_ours(AdoptionClaim.adopter_id), AdoptionClaim.status == "open")
        .order_by(AdoptionClaim.id)
    )
    for row in asking.rows(query):
        title = named(
            "“{}”称贵单位在用“{}”：请确认或否认", "{} says that you run {}: confirm or reject", row.name, row.title
        )
        urgency = urgency_of(row.expires_on, asking.today)
        since = day_of(row.created_at)
        address = f"/organisations/{row.slug}/claims"
        yield Task("confirm_claim", str(row.public_id), title, since, row.expires_on, urgency, address)


def claim_answered(asking: Asking) -> Iterator[Task]:
    """What cities lately made of our claims; nothing is to be done about it but to know."""
    query = (
        select(
            AdoptionClaim.public_id,
            AdoptionClaim.status,
            AdoptionClaim.decided_at,
            Organisation.name,
            Component.full_name,
            Component.details["title"].label("title"),
        )
        .join(Organisation, Organisation.id == AdoptionClaim.adopter_id)
        .join(Component, Component.id == AdoptionClaim.component_id)
        .where(
            asking.is_ours(AdoptionClaim.claimant_id),
            AdoptionClaim.status.in_(("confirmed", "rejected")),
            AdoptionClaim.decided_at >= asking.now - timedelta(days=ANSWERED_DAYS),
        )
        .order_by(AdoptionClaim.id.desc())
    )
    for row in asking.rows(query):
        zh, en = ("已确认", "has confirmed") if row.status == "confirmed" else ("已否认", "has rejected")
        title = named(f"“{{}}”{zh}在用“{{}}”的声明", f"{{}} {en} your claim on {{}}", row.name, row.title)
        address = f"/components/{row.full_name}"
        yield Task("claim_answered", str(row.public_id), title, day_of(row.decided_at), None, "low", address)


def attest(asking: Asking) -> Iterator[Task]:
    """What we run and have not been heard of for long."""
    by = due_when_attested_by(asking.today)
    query = (
        select(Adoption.public_id, Adoption.attested_on, Component.details["title"].label("title"))
        .join(Component, Component.id == Adoption.component_id)
        .where(
            or_(asking.is_ours(Adoption.adopter_id), asking.is_ours(Adoption.beneficiary_id)),
            Adoption.stage.in_(RUNNING),
            Adoption.attested_on <= by,
        )
        .order_by(Adoption.attested_on, Adoption.id)
    )
    for row in asking.rows(query):
        due_on = alive_until(row.attested_on)
        title = named("证明“{}”仍在使用", "Attest that {} is alive", row.title)
        urgency, address = urgency_of(due_on, asking.today), f"/adoptions/{row.public_id}#liveness"
        yield Task("attest", str(row.public_id), title, row.attested_on, due_on, urgency, address)


def end_trial(asking: Asking) -> Iterator[Task]:
    """Trials that end soon or should have ended: say how they went."""
    query = (
        select(
            Adoption.public_id, Adoption.stage_since, Adoption.trial_ends_on, Component.details["title"].label("title")
        )
        .join(Component, Component.id == Adoption.component_id)
        .where(
            or_(asking.is_ours(Adoption.adopter_id), asking.is_ours(Adoption.beneficiary_id)),
            Adoption.stage == "pilot",
            Adoption.trial_ends_on <= asking.today + timedelta(days=TRIAL_DAYS),
        )
        .order_by(Adoption.trial_ends_on, Adoption.id)
    )
    for row in asking.rows(query):
        title = named("登记“{}”试用的结果", "Record how the trial of {} went", row.title)
        urgency = urgency_of(row.trial_ends_on, asking.today)
        address = f"/adoptions/{row.public_id}"
        yield Task("end_trial", str(row.public_id), title, row.stage_since, row.trial_ends_on, urgency, address)


def update(asking: Asking) -> Iterator[Task]:
    """Advice with a day that has come near or has passed."""
    if not asking.is_government:
        return
    near = asking.today + timedelta(days=UPDATE_DAYS)
    dated = (
        (found, advice)
        for found in list_due(asking.session, asking.body.id)
        for advice in found.advice[:1]
        if advice.due_on is not None and advice.due_on <= near
    )
    for found, advice in islice(dated, BOUND + 1):
        component, due_on = found.installed.component, advice.due_on or near
        yield Task(
            "update",
            f"{found.installed.adoption}/{advice.code}/{advice.about}",
            Bilingual(f"{component}：{advice.text.zh}", f"{component}: {advice.text.en}"),
            min(asking.today, due_on),
            due_on,
            "critical" if advice.severity == "critical" else urgency_of(due_on, asking.today),
            f"/organisations/{asking.body.slug}/updates",
        )


def certify_landscape(asking: Asking) -> Iterator[Task]:
    """That everything we run is recorded is said once a year."""
    if asking.body.kind != "city" or asking.body.city_id != asking.body.id:
        return
    session, body = asking.session, asking.body
    last = session.execute(
        select(LandscapeCertification.valid_until, LandscapeCertification.certified_on)
        .where(LandscapeCertification.organisation_id == body.id)
        .order_by(LandscapeCertification.certified_on.desc())
        .limit(1)
    ).first()
    if last is not None and last.valid_until > asking.today + timedelta(days=CERTIFICATION_DAYS):
        return
    began = session.scalar(
        select(func.min(Adoption.stage_since)).where(Adoption.city_id == body.id, Adoption.stage.in_(RUNNING))
    )
    if began is None:
        return
    title = named("确认在用组件登记完整", "Certify that everything you run is recorded")
    due_on = last.valid_until if last else None
    since = last.certified_on if last else began
    address = f"/organisations/{body.slug}/landscape"
    yield Task("certify_landscape", body.slug, title, since, due_on, urgency_of(due_on, asking.today), address)
