"""What waits for an organisation: one question for each kind, each bounded."""

from itertools import islice
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from registry.kit.actor import Actor
from registry.organisations.queries import get_organisation
from registry.tasks.queries import adoptions, applications, desk, projects, releases, scenarios, together, working
from registry.tasks.queries.asking import BOUND, Asking, Source
from registry.tasks.telling import Task

SOURCES: Final[dict[str, Source]] = {
    "confirm_adoption": adoptions.confirm_adoption,
    "decide_evidence": adoptions.decide_evidence,
    "decide_application": applications.decide_application,
    "answer_feedback": working.answer_feedback,
    "fix_advisory": releases.fix_advisory,
    "approve_release": releases.approve_release,
    "take_back_listing": desk.at_desk("take_back_listing"),
    "sign_off": desk.at_desk("sign_off"),
    "accept_transfer": desk.at_desk("accept_transfer"),
    "confirm_component": desk.at_desk("confirm_component"),
    "confirm_supplier": desk.at_desk("confirm_supplier"),
    "take_over_draft": desk.at_desk("take_over_draft"),
    "verify_conformance": releases.verify_conformance,
    "decide_report_request": working.decide_report_request,
    "answer_question": working.answer_question,
    "decide_scenario_response": scenarios.decide_scenario_response,
    "answer_offer": working.answer_offer,
    "confirm_claim": adoptions.confirm_claim,
    "attest": adoptions.attest,
    "end_trial": adoptions.end_trial,
    "update": adoptions.update,
    "resubmit_application": applications.resubmit_application,
    "certify_landscape": adoptions.certify_landscape,
    "reach_milestone": projects.reach_milestone,
    "enter_results": projects.enter_results,
    "claim_answered": adoptions.claim_answered,
    "answer_pairing": together.answer_pairing,
    "prove_activity": together.prove_activity,
    "confirm_activity": together.confirm_activity,
    "tell_activity_result": together.tell_activity_result,
    "complete_pairing": together.complete_pairing,
    "close_purchase": together.close_purchase,
    "review_listing": desk.at_desk("review_listing"),
    "review_proposal": desk.at_desk("review_proposal"),
    "decide_flag": desk.decide_flag,
    "decide_appeal": desk.decide_appeal,
    "review_evidence": adoptions.review_evidence,
    "decide_cost": adoptions.decide_cost,
    "evaluate_project": projects.evaluate_project,
    "judge_case": projects.judge_case,
    "review_organisation": desk.review_organisation,
}


class Counted(NamedTuple):
    """How many tasks of a kind there are: `more` says that there are more than are told."""

    kind: str
    shown: int
    more: bool

    def document(self) -> dict[str, Any]:
        return {"kind": self.kind, "count": self.shown, "more": self.more}


class Tasks(NamedTuple):
    """What waits, the most urgent first, and how much of each kind, the kinds in their order."""

    rows: list[Task]
    counts: list[Counted]


def list_tasks(session: Session, actor: Actor, slug: str, *, kind: str | None = None) -> Tasks:
    """What waits for an organisation and its units. For those who act for it, and for administrators."""
    body = get_organisation(session, slug)
    actor.require_party(body.id)
    asking = Asking.by(session, actor, body)
    rows: list[Task] = []
    counts: list[Counted] = []
    for name, source in SOURCES.items():
        if kind not in {None, name}:
            continue
        found = list(islice(source(asking), BOUND + 1))
        if found:
            counts.append(Counted(name, min(len(found), BOUND), len(found) > BOUND))
            rows += found[:BOUND]
    return Tasks(sorted(rows, key=lambda task: task.place), counts)
