"""The page of suppliers' claims that wait for a city's answer."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from registry.adoption import actions
from registry.adoption.pages.blueprint import blueprint
from registry.adoption.pages.showing import filled
from registry.adoption.proof_documents import claim_document
from registry.adoption.queries.claims import list_claims
from registry.kit.errors import NotFound, Refusal
from registry.organisations.queries import get_organisation
from registry.web.context import current_actor, current_session, services
from registry.web.wording import load_payload
from schemas.claims import ClaimRejectionSchema

SHOWN: Final = 20


@blueprint.get("/organisations/<slug>/claims")
def adoption_claims(slug: str) -> str:
    """What suppliers claim of a city and nobody has answered; for those who act for it."""
    return _page(slug, {}, None)


@blueprint.post("/organisations/<slug>/claims")
def claim_answered(slug: str) -> ResponseReturnValue:
    """Confirm or reject one of them."""
    form = filled(request.form.to_dict())
    session, actor = current_session(), current_actor()
    try:
        claim_id = _claim(form)
        if form.get("act") == "confirm":
            claim = actions.confirm_claim(session, actor, claim_id=claim_id)
            place = f"/adoptions/{claim.adoption.public_id}" if claim.adoption else f"/organisations/{slug}/claims"
        else:
            note = load_payload(ClaimRejectionSchema(), {name: form[name] for name in ("note",) if name in form})
            actions.reject_claim(session, actor, claim_id=claim_id, **note)
            place = f"/organisations/{slug}/claims"
    except Refusal as refusal:
        session.rollback()
        return _page(slug, form, refusal), refusal.status
    return redirect(place, code=303)


@blueprint.app_template_global("open_claims")
def open_claims(slug: str) -> int:
    """How many claims wait for a city's answer, as far as they fit on a page."""
    page = list_claims(current_session(), current_actor(), adopter=slug, status="open", limit=SHOWN)
    return len(page.items)


def _page(slug: str, form: Mapping[str, str], refusal: Refusal | None) -> str:
    session, actor = current_session(), current_actor()
    city = get_organisation(session, slug)
    actor.require_party(city.id)
    filters = {"page": "claims", "city": slug}
    after = services().cursors.read(request.args.get("cursor"), filters)
    page = list_claims(session, actor, adopter=slug, status="open", after=after, limit=SHOWN)
    return render_template(
        "adoption_claims.html",
        city=city,
        rows=[(row, claim_document(actor, row)) for row in page.items],
        may_answer=actor.holds("adoption:write"),
        form=form,
        refusal=refusal,
        errors={error.pointer: error for error in refusal.errors} if refusal else {},
        further=services().cursors.write(page.after, filters),
    )


def _claim(form: Mapping[str, str]) -> UUID:
    try:
        return UUID(form.get("claim", ""))
    except ValueError as error:
        raise NotFound(what=form.get("claim", "")) from error
