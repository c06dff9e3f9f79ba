"""What waits because others ask: feedback, questions, reports."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import select

from registry.catalogue.models import Component
from registry.collaboration.models import Feedback, PeerQuestion, ReportRequest, SecurityReport
from registry.demands.models import Demand, DemandOffer
from registry.organisations.models import Organisation
from registry.tasks.queries.asking import Asking, day_of
from registry.tasks.telling import Task, named, urgency_of

_TITLE: Final = Component.details["title"].label("title")


def answer_feedback(asking: Asking) -> Iterator[Task]:
    """What adopters said of our components and nobody has answered."""
    query = (
        select(
            Feedback.public_id, Feedback.created_at, Feedback.due_on, Feedback.title.label("said"),
            Component.full_name, _TITLE,
        )
        .join(Component, Component.id == Feedback.component_id)
        .where(
            asking.is_ours(Component.publisher_id), Feedback.status == "open", Feedback.answered_at.is_(None)
        )
        .order_by(Feedback.due_on, Feedback.id)
    )  # fmt: skip
    for row in asking.rows(query):
        said = {"zh": row.said, "en": row.said}
        yield Task(
            "answer_feedback",
            str(row.public_id),
            named("答复对“{}”的反馈：{}", "Answer what was said of {}: {}", row.title, said),
            day_of(row.created_at),
            row.due_on,
            urgency_of(row.due_on, asking.today),
            f"/components/{row.full_name}/feedback",
        )


def answer_question(asking: Asking) -> Iterator[Task]:
    """What other cities ask of us about what we run."""
    query = (
        select(PeerQuestion.public_id, PeerQuestion.asked_at, Organisation.name, _TITLE)
        .join(Organisation, Organisation.id == PeerQuestion.asker_id)
        .join(Component, Component.id == PeerQuestion.component_id)
        .where(asking.is_ours(PeerQuestion.asked_id), PeerQuestion.status == "open")
        .order_by(PeerQuestion.id)
    )
    for row in asking.rows(query):
        title = named("答复“{}”关于“{}”的提问", "Answer what {} asks about {}", row.name, row.title)
        since = day_of(row.asked_at)
        yield Task("answer_question", str(row.public_id), title, since, None, "normal", "/peer-questions")


def answer_offer(asking: Asking) -> Iterator[Task]:
    """Components that others offer for what we ask for."""
    query = (
        select(
            DemandOffer.public_id, DemandOffer.offered_at, Demand.public_id.label("demand"),
            Demand.title.label("asked"), _TITLE,
        )
        .join(Demand, Demand.id == DemandOffer.demand_id)
        .join(Component, Component.id == DemandOffer.component_id)
        .where(asking.is_ours(Demand.organisation_id), Demand.status == "open", DemandOffer.status == "open")
        .order_by(DemandOffer.id)
    )  # fmt: skip
    for row in asking.rows(query):
        title = named("答复为需求“{}”提出的组件“{}”", "Answer the offer for '{}': {}", row.asked, row.title)
        since, address = day_of(row.offered_at), f"/demands/{row.demand}"
        yield Task("answer_offer", str(row.public_id), title, since, None, "normal", address)


def decide_report_request(asking: Asking) -> Iterator[Task]:
    """Cities that ask to read a report of ours."""
    query = (
        select(ReportRequest.public_id, ReportRequest.requested_at, Organisation.name, _TITLE, Component.full_name)
        .join(SecurityReport, SecurityReport.id == ReportRequest.report_id)
        .join(Organisation, Organisation.id == ReportRequest.city_id)
        .join(Component, Component.id == SecurityReport.component_id)
        .where(asking.is_ours(SecurityReport.owner_id), ReportRequest.status == "open")
        .order_by(ReportRequest.id)
    )
    for row in asking.rows(query):
        title = named(
            "决定是否向“{}”提供“{}”的报告", "Decide whether {} may read the report on {}", row.name, row.title
        )
        since, address = day_of(row.requested_at), f"/components/{row.full_name}/peers"
        yield Task("decide_report_request", str(row.public_id), title, since, None, "normal", address)
