"""The call for cases of the demonstration, the cases, and who is held up as a benchmark."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from registry.cases.actions import (
    call_for_cases,
    decide_case,
    draft_case,
    grant_benchmark,
    promote_case,
    review_case,
    submit_case,
)
from registry.cases.vocabulary import CRITERIA
from registry.demonstration.happenings import Happening, acting_for
from registry.demonstration.reading import read
from registry.demonstration.running_projects import adoption_of
from registry.kit.actor import CONSOLE

REVIEWER = "demo-assessor-2"


def telling_cases() -> Iterator[Happening]:
    """Everything of `projects.yaml` but its projects."""
    content = read("projects")
    made: dict[str, UUID] = {}
    call = content["campaign"]

    def make(session: Session) -> None:
        told = {key: call[key] for key in ("title", "call", "level", "opens_on", "closes_on")}
        made["campaign"] = call_for_cases(session, CONSOLE, is_demo=True, **told).public_id

    yield Happening(call["on"], make)
    for case in content["cases"]:
        yield from _case(case, content, made)
    for held_up in content["benchmarks"]:
        yield Happening(held_up["on"], lambda session, each=held_up: _held_up(session, each))  # type: ignore[misc]


def _case(case: Mapping[str, Any], content: Mapping[str, Any], made: Mapping[str, UUID]) -> Iterator[Happening]:
    kept: dict[str, UUID] = {}

    def write(session: Session) -> None:
        adopted = [adoption_of(session, case["city"], case["adopted"])] if "adopted" in case else []
        told = {key: case[key] for key in ("title", "body", "components") if key in case}
        drafted = draft_case(
            session, CONSOLE, organisation=case["city"], campaign=made["campaign"], adoptions=adopted, **told
        )
        kept["id"] = drafted.public_id
        if not case.get("draft"):
            submit_case(session, CONSOLE, case_id=kept["id"])
        if scores := case.get("scores"):
            scored = dict(zip(CRITERIA, map(float, scores), strict=True))
            review_case(session, acting_for(session, REVIEWER), case_id=kept["id"], scores=scored)

    yield Happening(case["on"], write)
    if decision := case.get("decision"):
        yield Happening(content["decided_on"], lambda session: _decided(session, kept["id"], decision))
    if decision == "select":
        spread = content["promotion"]
        yield Happening(spread["on"], lambda session: promote_case(session, CONSOLE, case_id=kept["id"], **spread))


def _decided(session: Session, case_id: UUID, decision: str) -> None:
    reasons = "示例：评审意见见各项得分" if decision == "select" else "示例：可推广性不足，欢迎补充后再报"
    decide_case(session, CONSOLE, case_id=case_id, decision=decision, reasons=reasons)


def _held_up(session: Session, each: Mapping[str, Any]) -> None:
    subject = {key: each[key] for key in ("organisation", "component") if key in each}
    grant_benchmark(session, CONSOLE, reason=each["reason"], until_on=each["until"], **subject)
