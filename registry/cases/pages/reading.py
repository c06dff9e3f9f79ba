"""One case as a page."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import render_template

from registry.cases import actions, queries
from registry.cases.models import Case
from registry.cases.pages.blueprint import blueprint
from registry.cases.vocabulary import AWAITING, CRITERIA, PROMOTION_KINDS
from registry.kit.errors import Refusal
from registry.web.context import current_actor, current_session

Form = Mapping[str, str]


@blueprint.get("/cases/<uuid:case_id>")
def case(case_id: UUID) -> str:
    """A case as far as the reader sees it, with the forms of whoever may act."""
    return case_page(case_id, {}, None)


def case_page(case_id: UUID, typed: Form, refusal: Refusal | None) -> str:
    """The page, with what was typed and why that was refused."""
    session, actor = current_session(), current_actor()
    found = queries.get_case(session, actor, case_id)
    return render_template(
        "case.html",
        case=queries.document_for(session, actor, found),
        city=found.organisation,
        campaign=found.campaign,
        typed=typed,
        refusal=refusal,
        errors={error.pointer: error for error in refusal.errors} if refusal else {},
        criteria=CRITERIA,
        promotions=PROMOTION_KINDS,
        **_rights(found),
    )


def _rights(found: Case) -> dict[str, Any]:
    session, actor = current_session(), current_actor()
    own = actor.holds("collaboration:write") and found.organisation_id in actor.acts_for
    judging = queries.judges(actor, found) and found.organisation_id not in actor.acts_for
    return {
        "may_submit": own and found.status == "draft",
        "may_withdraw": own and found.status in {"draft", *AWAITING},
        "may_review": actions.may_review(session, actor, found),
        "may_decide": judging and found.status in AWAITING,
        "may_promote": judging and found.status == "selected",
    }
