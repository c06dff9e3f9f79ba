"""What security administrators hold back, and an owner's removal of a component: pages with forms."""

from typing import Any

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from registry.catalogue import actions, queries
from registry.catalogue.documents import quarantine_document
from registry.catalogue.models import Component
from registry.catalogue.pages.blueprint import blueprint
from registry.catalogue.quarantine import find_open, knows_reason, looks_into
from registry.kit.errors import Refusal
from registry.web.context import current_actor, current_session, services

SHOWN = 50
AUDITING = ("security:admin", "platform:admin", "audit:read")


@blueprint.get("/quarantines")
def quarantines() -> str:
    """What is and was held back, for administrators; security administrators place and lift."""
    return _quarantines(None, request.args.get("component", ""))


@blueprint.post("/quarantines")
def quarantine_decided() -> ResponseReturnValue:
    """Place or lift, and show the list again."""
    form = request.form.to_dict()
    session, actor, component = current_session(), current_actor(), form.get("component", "").strip()
    reason = form.get("reason", "").strip()[:2000]
    try:
        if form.get("act") == "lift":
            actions.lift_quarantine(session, actor, component=component, reason=reason or None)
        else:
            actions.place_in_quarantine(session, actor, component=component, reason=reason)
    except Refusal as refusal:
        session.rollback()
        return _quarantines(refusal, component, reason), refusal.status
    return redirect("/quarantines", code=303)


@blueprint.get("/components/<publisher>/<name>/removal")
def removal(publisher: str, name: str) -> str:
    """What removing means, with a form to do it."""
    component = queries.get_component(current_session(), current_actor(), f"{publisher}/{name}")
    return render_template("removal.html", component=component, refusal=None)


@blueprint.post("/components/<publisher>/<name>/removal")
def removed(publisher: str, name: str) -> ResponseReturnValue:
    """Remove it, or say what stands in the way."""
    session, actor, full_name = current_session(), current_actor(), f"{publisher}/{name}"
    component = queries.get_component(session, actor, full_name)
    try:
        # A form that was opened before somebody changed the component names the tag it showed.
        actions.remove_component(session, actor, component=full_name, expected_tag=request.form.get("tag", ""))
    except Refusal as refusal:
        session.rollback()
        return render_template("removal.html", component=component, refusal=refusal), refusal.status
    return redirect(f"/?publisher={publisher}", code=303)


@blueprint.app_template_global("quarantine_of")
def quarantine_of(component: Component) -> dict[str, Any] | None:
    """Since when a component is held back, and why where the reader is told."""
    if not component.is_quarantined:
        return None
    standing = find_open(current_session(), component.id)
    in_full = knows_reason(current_actor(), component)
    return quarantine_document(standing, component.full_name, in_full=in_full) if standing else None


@blueprint.app_template_global("may_do")
def may_do(component: Component) -> dict[str, bool]:
    """What a component's page offers the reader beyond reading."""
    actor = current_actor()
    owns = actor.holds("catalogue:write", component.name) and component.publisher_id in actor.acts_for
    return {"remove": owns and component.status != "retired", "hold_back": looks_into(actor)}


def _quarantines(refusal: Refusal | None, component: str, reason: str = "") -> str:
    session, actor = current_session(), current_actor()
    actor.require_scope(next((scope for scope in AUDITING if actor.holds(scope)), AUDITING[0]))
    filters = {"page": "quarantines"}
    after = services().cursors.read(request.args.get("cursor"), filters)
    page = queries.list_quarantines(session, only_open=False, after=after, limit=SHOWN)
    return render_template(
        "quarantines.html",
        rows=[quarantine_document(row, name, in_full=True) for row, name in page.items],
        decides=looks_into(actor),
        component=component,
        reason=reason,
        refusal=refusal,
        further=services().cursors.write(page.after, filters),
    )
