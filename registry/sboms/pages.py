"""Bills of materials as pages: what a version is made of, and who ships a package."""

from typing import Any, Final, NamedTuple
from urllib.parse import urlencode

from flask import Blueprint, render_template, request

from registry.kit.actor import Actor
from registry.kit.errors import Refusal
from registry.kit.paging import Page
from registry.sboms import queries
from registry.sboms.documents import sbom_document, shipped_document
from registry.sboms.models import SbomPackage
from registry.sboms.queries import Found
from registry.web.context import current_actor, current_session, services

blueprint = Blueprint("sboms_pages", __name__)

PACKAGES_SHOWN: Final = 50
SEARCHED: Final = ("q", "license")


class Listed(NamedTuple):
    """A bill of materials as its document, with the first of its packages."""

    document: dict[str, Any]
    packages: list[SbomPackage]


@blueprint.get("/packages")
def packages() -> str:
    """Who ships a package: the words typed, and a licence if one is chosen. What cannot be answered says why."""
    asked = {field: request.args.get(field, "").strip()[:300] or None for field in SEARCHED}
    actor = current_actor()
    found, refusal = _search(actor, asked)
    filters = {"page": "packages", **asked}
    cursor = services().cursors.write(found.page.after, filters)
    return render_template(
        "packages.html",
        asked=asked,
        rows=[shipped_document(row, exactly=actor.sees_landscapes) for row in found.page.items],
        not_compared=found.not_compared,
        refusal=refusal,
        next=f"/packages?{urlencode({**{key: word for key, word in asked.items() if word}, 'cursor': cursor})}"
        if cursor
        else None,
    )


@blueprint.app_template_global("sboms_of")
def sboms_of(version_id: int, component: str) -> list[Listed]:
    """The bills of materials of a version."""
    session = current_session()
    return [
        Listed(
            sbom_document(sbom, component),
            queries.list_packages(session, sbom.id, limit=PACKAGES_SHOWN).items,
        )
        for sbom in queries.list_sboms(session, version_id)
    ]


def _search(actor: Actor, asked: dict[str, str | None]) -> tuple[Found, Refusal | None]:
    nothing = Found(Page([], None), [])
    if not any(asked.values()):
        return nothing, None
    after = services().cursors.read(request.args.get("cursor"), {"page": "packages", **asked})
    try:
        return queries.find_packages(current_session(), actor, **asked, after=after, limit=PACKAGES_SHOWN), None
    except Refusal as refusal:
        return nothing, refusal
