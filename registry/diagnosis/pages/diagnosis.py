"""The diagnosis of a city on one page, for who decides."""

from datetime import date

from flask import render_template, request

from registry.diagnosis import queries
from registry.diagnosis.documents import diagnosis_document
from registry.diagnosis.pages.blueprint import blueprint
from registry.gaps.queries import oversees
from registry.organisations.queries import find_organisation
from registry.web.context import current_actor, current_session


@blueprint.get("/organisations/<slug>/diagnosis")
def diagnosis(slug: str) -> str:
    """Needs, results, problems and what would help, the most important of each first."""
    found = queries.diagnose(current_session(), current_actor(), slug, as_of=_day(request.args.get("as_of")))
    document = diagnosis_document(found)
    results = {result["code"]: result for result in document["results"]}
    return render_template("diagnosis.html", found=document, results=results, today=found.day)


@blueprint.app_template_global("may_see_diagnosis")
def may_see_diagnosis(slug: str) -> bool:
    """Whether to link to the diagnosis of an organisation: only a city has one."""
    city = find_organisation(current_session(), slug)
    is_city = city is not None and city.kind == "city" and city.city_id == city.id
    return is_city and city is not None and oversees(current_session(), current_actor(), city)


def _day(text: str | None) -> date | None:
    """A day from the address; what is none is today."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
