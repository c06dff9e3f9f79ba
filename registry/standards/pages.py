"""The pages of standards, and what component pages show of them."""

from typing import Final

import orjson
from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from registry.standards import queries
from registry.standards.codes import family_of
from registry.standards.models import ConformanceClaim
from registry.standards.vocabulary import KINDS, STATUSES
from registry.web.context import current_actor, current_session, services

blueprint = Blueprint("standards_pages", __name__)

STANDARDS_SHOWN: Final = 50
CONFORMING_SHOWN: Final = 200


@blueprint.get("/standards")
def standards() -> str:
    """The catalogue of standards: words, kind and status narrow it. What is unknown is left out: a page is lenient."""
    asked = {
        "words": request.args.get("q", "").strip()[:200] or None,
        "kind": _known(request.args.get("kind"), KINDS),
        "status": _known(request.args.get("status"), STATUSES),
    }
    filters = {"page": "standards", **asked}
    after = services().cursors.read(request.args.get("cursor"), filters)
    page = queries.list_standards(current_session(), **asked, after=after, limit=STANDARDS_SHOWN)
    cursor = services().cursors.write(page.after, filters)
    return render_template(
        "standards.html",
        asked=asked,
        kinds=KINDS,
        statuses=STATUSES,
        standards=page.items,
        next=_following(asked, cursor) if cursor else None,
    )


@blueprint.get("/standards/<slug>")
def standard(slug: str) -> ResponseReturnValue:
    """A standard: what it is, and the components that conform. Other spellings of its code lead to it."""
    session = current_session()
    found = queries.find_standard(session, slug)
    if found is not None and found.slug != slug:
        return redirect(url_for(".standard", slug=found.slug), code=302)
    shown = found or queries.get_standard(session, slug)
    return render_template(
        "standard.html",
        standard=shown,
        document=orjson.loads(shown.document),
        successors=queries.successors_of(session, shown),
        predecessors=queries.predecessors_of(session, shown),
        conforming=queries.list_conforming(session, current_actor(), shown.id, CONFORMING_SHOWN),
        family=family_of(shown.code),
    )


@blueprint.app_template_global("conformance_of")
def conformance_of(component_id: int) -> dict[str, list[ConformanceClaim]]:
    """The claims of a component by the number of the version, the greatest version first."""
    found: dict[str, list[ConformanceClaim]] = {}
    for claim in queries.list_claims_of_component(current_session(), component_id):
        found.setdefault(claim.version.number, []).append(claim)
    return found


@blueprint.app_template_global("standard_address")
def standard_address(code: str) -> str | None:
    """Where a standard that a description names is explained; None where the catalogue lacks it."""
    found = queries.find_standard(current_session(), code)
    return f"/standards/{found.slug}" if found else None


def _following(asked: dict[str, str | None], cursor: str) -> str:
    return url_for(".standards", q=asked["words"], kind=asked["kind"], status=asked["status"], cursor=cursor)


def _known(word: str | None, words: tuple[str, ...]) -> str | None:
    return word if word in words else None
