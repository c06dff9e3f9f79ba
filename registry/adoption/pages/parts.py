"""What the parts of an adoption's page are fed with, and what other pages show of adoptions."""

from typing import Any, NamedTuple
from uuid import UUID

import orjson

from registry.adoption import queries
from registry.adoption.models import Adoption
from registry.adoption.pages.blueprint import blueprint
from registry.adoption.queries.ratings import Ratings
from registry.adoption.queries.usage import Usage
from registry.adoption.record_documents import operating_report_document, render_cost, render_rating
from registry.web.context import current_actor, current_session

REPORTS_SHOWN = 12


class Stated(NamedTuple):
    """Something that was recorded of an adoption as its document says it, with the tag a change builds on."""

    document: dict[str, Any]
    tag: str


@blueprint.app_template_global("contract_of")
def contract_of(adoption: Adoption) -> Stated | None:
    """The contract an adoption runs under."""
    found = queries.find_contract(current_session(), adoption)
    return Stated(orjson.loads(found.document), found.etag) if found else None


@blueprint.app_template_global("cost_of")
def cost_of(adoption: Adoption) -> Stated | None:
    """What is said of its cost, with the saving."""
    session = current_session()
    found = queries.find_cost(session, adoption)
    if found is None:
        return None
    body, tag = render_cost(queries.standing_of(session, found), queries.list_earlier_costs(session, adoption))
    return Stated(orjson.loads(body), tag)


@blueprint.app_template_global("rating_of")
def rating_of(adoption: Adoption) -> Stated | None:
    """How its body rates the component."""
    found = queries.find_rating(current_session(), adoption)
    if found is None:
        return None
    body, tag = render_rating(found, adoption)
    return Stated(orjson.loads(body), tag)


@blueprint.app_template_global("calls_of")
def calls_of(adoption: Adoption) -> Usage:
    """How often it was called in the year until today."""
    return queries.usage_of(current_session(), adoption)


@blueprint.app_template_global("reports_of")
def reports_of(adoption: Adoption) -> list[dict[str, Any]]:
    """Its latest operating reports."""
    page = queries.list_reports(current_session(), adoption, limit=REPORTS_SHOWN)
    return [operating_report_document(report, adoption) for report in page.items]


@blueprint.app_template_global("may_verify_costs")
def may_verify_costs() -> bool:
    """Whether the caller verifies costs at all; the action says for which adoptions."""
    actor = current_actor()
    return not actor.is_anonymous and (actor.is_administrator or queries.is_assessor(actor))


@blueprint.app_template_global("ratings_of")
def ratings_of(component_id: int) -> Ratings:
    """How a component is rated, as far as the reader may know."""
    return queries.ratings_of(current_session(), current_actor(), component_id)


@blueprint.app_template_global("own_adoptions_of")
def own_adoptions_of(component_id: int) -> list[tuple[UUID, str, str]]:
    """The adoptions of a component by whoever is signed in that have not ended: id, whose use it is, stage."""
    return queries.list_own(current_session(), current_actor(), component_id)
