"""What a city lacks: the register, a form to add to it, and a form to close each gap."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from registry.gaps import actions, queries
from registry.gaps.pages.blueprint import blueprint
from registry.gaps.vocabulary import PROBLEMS, SEVERITIES, STATUSES
from registry.kit.errors import NotFound, Refusal
from registry.kit.texts import choose
from registry.taxonomies.queries import current_taxonomies
from registry.web.context import current_actor, current_language, current_session, services
from registry.web.wording import load_payload
from schemas import gaps as wire

SHOWN: Final = 20

Form = Mapping[str, str]


@blueprint.get("/organisations/<slug>/gaps")
def gaps(slug: str) -> str:
    """The gaps of a city, for those who may see them."""
    return _page(slug, {}, None)


@blueprint.post("/organisations/<slug>/gaps")
def changed_gaps(slug: str) -> ResponseReturnValue:
    """Register a gap, or close one; then the page again."""
    form = {field: text.strip() for field, text in request.form.items() if field != "csrf_token" and text.strip()}
    try:
        _act(slug, form)
    except Refusal as refusal:
        current_session().rollback()
        return _page(slug, form, refusal), refusal.status
    return redirect(url_for(".gaps", slug=slug), code=303)


def _act(slug: str, form: dict[str, str]) -> None:
    session, actor = current_session(), current_actor()
    act = form.pop("act", "")
    if act == "register":
        payload = load_payload(wire.GapRegisterSchema(), form)
        actions.register_gap(session, actor, slug=slug, **payload)
    elif act == "close":
        gap_id = _identifier(form.pop("gap", ""))
        actions.close_gap(
            session, actor, slug=slug, gap_id=gap_id, **load_payload(wire.GapCloseSchema(), _closing(form))
        )
    else:
        raise NotFound(what=act)


def _closing(form: Form) -> dict[str, Any]:
    """The form in the words of the API: one piece of evidence, or a reason."""
    evidence = {name: form[name] for name in ("title", "url", "adoption") if name in form}
    said: dict[str, Any] = {"reason": form["reason"]} if "reason" in form else {}
    return {**said, "evidence": [evidence]} if evidence else said


def _identifier(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound(what=text) from error


def _page(slug: str, typed: Form, refusal: Refusal | None) -> str:
    session, actor = current_session(), current_actor()
    city = queries.get_city_in_sight(session, actor, slug)
    status = request.args.get("status")
    chosen = status if status in STATUSES else None
    filters = {"page": "gaps", "city": slug, "status": chosen}
    after = services().cursors.read(request.args.get("cursor"), filters)
    page = queries.list_gaps(session, city, status=chosen, after=after, limit=SHOWN)
    cursor = services().cursors.write(page.after, filters)
    return render_template(
        "gaps.html",
        city=city,
        gaps=page.items,
        status=chosen,
        statuses=STATUSES,
        problems=PROBLEMS,
        severities=SEVERITIES,
        domains=_domains(session),
        may_write=city.id in actor.acts_for and actor.holds("collaboration:write"),
        typed=typed,
        refusal=refusal,
        errors={error.pointer: error for error in refusal.errors} if refusal else {},
        next=url_for(".gaps", slug=slug, status=chosen, cursor=cursor) if cursor else None,
    )


def _domains(session: Session) -> dict[str, str]:
    """Domains by code, as people read them."""
    concepts = current_taxonomies(session)["domains"].concepts
    return {code: choose(concept.name, current_language()) for code, concept in concepts.items()}
