"""What stands behind the adoptions of the demonstration: reach, proof, signs of life, costs; what cities ask."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry.adoption.actions import (
    attest_by_statement,
    claim_adoption,
    confirm_adoption,
    decide_cost,
    decide_evidence,
    describe_adoption,
    rate_adoption,
    reject_claim,
    report_usage,
    state_contract,
    state_cost,
    state_policy,
)
from registry.adoption.actions.reporting_usage import DayOfCalls
from registry.adoption.models import Adoption, Evidence
from registry.adoption.queries import get_adoption
from registry.catalogue.models import Component
from registry.collaboration.actions import answer_question, ask_peer
from registry.demonstration.happenings import Happening, acting_for
from registry.demonstration.reading import read
from registry.kit.actor import CONSOLE
from registry.landscapes.actions import certify_landscape
from registry.organisations.models import Organisation

ATTESTED_EVERY: Final = timedelta(days=170)
"""Somewhat before an attestation runs out."""

Entry = Mapping[str, Any]


def using(today: date) -> Iterator[Happening]:
    """Everything of `uses.yaml` but its applications, on its day."""
    content = read("uses")
    first_live = {(row["adopter"], row["component"]): _first_live(row) for row in read("adoptions")["adoptions"]}
    for use in content["uses"]:
        yield from _use(use)
        yield from _signs_of_life(use, first_live[use["adopter"], use["component"]], today)
        yield from _calls(use, today)
    for claim in content["claims"]:
        yield from _claim(claim)
    for policy in content["policies"]:
        yield Happening(policy["on"], _policy(policy))
    for certification in content["certifications"]:
        yield Happening(certification["on"], _certification(certification))
    for question in content["questions"]:
        yield from _question(question)


def _use(use: Entry) -> Iterator[Happening]:
    if reach := use.get("reach"):
        yield Happening(reach["on"], _reach(use, reach))
    for word in ("confirmed", "assessed"):
        if said := use.get(word):
            yield Happening(said["on"], _confirmed(use, said))
    if use.get("accepts_evidence"):
        yield Happening(use["confirmed"]["on"], _accepted(use, use["confirmed"]["by"]))
    if cost := use.get("cost"):
        yield Happening(cost["on"], _cost(use, cost))
        if verified := cost.get("verified"):
            yield Happening(verified["on"], _verified(use, verified))
    if contract := use.get("contract"):
        yield Happening(contract["on"], _contract(use, contract))
    if rating := use.get("rating"):
        yield Happening(rating["on"], _rating(use, rating))


def _first_live(adoption: Entry) -> date | None:
    return next((step["on"] for step in adoption["steps"] if step["to"] == "live"), None)


def _signs_of_life(use: Entry, live: date | None, today: date) -> Iterator[Happening]:
    if live is None:
        return
    day, last = live + ATTESTED_EVERY, min(use.get("attested_until", today), today)
    while day < last:
        yield Happening(day, _attested(use))
        day += ATTESTED_EVERY


def _calls(use: Entry, today: date) -> Iterator[Happening]:
    """A report for each of the last four quarters of a year, on the first day after it."""
    if "calls_a_day" not in use:
        return
    after = today.replace(day=1)
    for _ in range(4):
        first = after
        for _ in range(3):
            first = (first - timedelta(days=1)).replace(day=1)
        if first > use["reach"]["on"]:
            yield Happening(after, _reported(use, first, after))
        after = first


def _adoption(session: Session, use: Entry) -> Adoption:
    """The adoption with all that its document names."""
    return get_adoption(session, CONSOLE, _identifier(session, use))


def _identifier(session: Session, use: Entry) -> UUID:
    return session.execute(
        select(Adoption.public_id)
        .join(Organisation, Organisation.id == Adoption.adopter_id)
        .join(Component, Component.id == Adoption.component_id)
        .where(Organisation.slug == use["adopter"], Component.full_name == use["component"])
        .order_by(Adoption.id)
        .limit(1)
    ).scalar_one()


def _reach(use: Entry, reach: Entry) -> Callable[[Session], object]:
    def describe(session: Session) -> None:
        adoption = _adoption(session, use)
        operator = adoption.operator.slug if adoption.operator else None
        describe_adoption(
            session,
            CONSOLE,
            adoption_id=adoption.public_id,
            expected_tag=adoption.etag,
            scenario=adoption.scenario,
            operator=operator,
            departments=reach["departments"],
            levels=reach["levels"],
            contributions=list(reach.get("contributions", ())),
            handover={"on": reach["on"].isoformat()} if reach.get("is_handed_over") else {},
        )

    return describe


def _confirmed(use: Entry, said: Entry) -> Callable[[Session], object]:
    return lambda session: confirm_adoption(
        session, acting_for(session, said["by"]), adoption_id=_identifier(session, use)
    )


def _accepted(use: Entry, by: str) -> Callable[[Session], object]:
    def accept(session: Session) -> None:
        adoption = _adoption(session, use)
        waiting = select(Evidence.public_id).where(
            Evidence.adoption_id == adoption.id, Evidence.status == "submitted", Evidence.kind != "cost"
        )
        for identifier in session.scalars(waiting).all():
            decide_evidence(
                session,
                acting_for(session, by),
                adoption_id=adoption.public_id,
                evidence_id=identifier,
                decision="accept",
            )

    return accept


def _attested(use: Entry) -> Callable[[Session], object]:
    return lambda session: attest_by_statement(
        session,
        CONSOLE,
        adoption_id=_identifier(session, use),
        statement="示例：仍在运行。",
        stated_by="示例信息中心 值班长",
    )


def _reported(use: Entry, first: date, after: date) -> Callable[[Session], object]:
    days = [first + timedelta(days=number) for number in range((after - first).days)]
    return lambda session: report_usage(
        session,
        CONSOLE,
        adoption_id=_identifier(session, use),
        content=f"{use['adopter']} {use['component']} {first}".encode(),
        days=[DayOfCalls(day, use["calls_a_day"] + day.day % 7) for day in days],
        issued_at=None,
        signature=None,
        secret="",
    )


def _cost(use: Entry, cost: Entry) -> Callable[[Session], object]:
    return lambda session: state_cost(
        session,
        CONSOLE,
        adoption_id=_identifier(session, use),
        expected_tag=None,
        baseline=cost["baseline"],
        actual=cost["actual"],
        currency="CNY",
        baseline_kind=cost["kind"],
    )


def _verified(use: Entry, verified: Entry) -> Callable[[Session], object]:
    return lambda session: decide_cost(
        session, acting_for(session, verified["by"]), adoption_id=_identifier(session, use), decision="verify"
    )


def _contract(use: Entry, contract: Entry) -> Callable[[Session], object]:
    said = {key: value for key, value in contract.items() if key != "on"}
    return lambda session: state_contract(
        session, CONSOLE, adoption_id=_identifier(session, use), expected_tag=None, currency="CNY", **said
    )


def _rating(use: Entry, rating: Entry) -> Callable[[Session], object]:
    return lambda session: rate_adoption(
        session,
        CONSOLE,
        adoption_id=_identifier(session, use),
        expected_tag=None,
        stars=rating["stars"],
        comment=rating["comment"],
    )


def _claim(claim: Entry) -> Iterator[Happening]:
    said = {key: value for key, value in claim.items() if key not in {"claimant", "on", "rejected"}}
    made: dict[str, UUID] = {}

    def make(session: Session) -> None:
        made["id"] = claim_adoption(session, acting_for(session, claim["claimant"]), **said).public_id

    yield Happening(claim["on"], make)
    if rejected := claim.get("rejected"):
        yield Happening(
            rejected["on"],
            lambda session: reject_claim(session, CONSOLE, claim_id=made["id"], note=rejected["note"]),
        )


def _policy(policy: Entry) -> Callable[[Session], object]:
    return lambda session: state_policy(
        session, CONSOLE, organisation=policy["organisation"], rules=policy["rules"], expected_tag=None
    )


def _certification(certification: Entry) -> Callable[[Session], object]:
    said = {key: value for key, value in certification.items() if key != "on"}
    return lambda session: certify_landscape(session, CONSOLE, **said)


def _question(question: Entry) -> Iterator[Happening]:
    asked: dict[str, UUID] = {}

    def ask(session: Session) -> None:
        said = {key: question[key] for key in ("component", "to", "question")}
        asked["id"] = ask_peer(session, acting_for(session, question["from"]), **said).public_id

    yield Happening(question["on"], ask)
    if answer := question.get("answer"):
        yield Happening(
            answer["on"],
            lambda session: answer_question(
                session, acting_for(session, question["to"]), question_id=asked["id"], answer=answer["text"]
            ),
        )
