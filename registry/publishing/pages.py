"""The desk of a publisher: what machines have made and waits for a person. And where a version came from."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple
from uuid import UUID

import orjson
from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from registry.catalogue.models import ComponentVersion
from registry.catalogue.queries import find_latest
from registry.kit.actor import Actor
from registry.kit.errors import NotFound, PayloadInvalid, Refusal
from registry.publishing import actions, queries
from registry.publishing.differences import Change, requirement_changes
from registry.publishing.models import Origin, StagedVersion
from registry.publishing.vocabulary import STAGES
from registry.web.context import current_actor, current_session, services

blueprint = Blueprint("publishing_pages", __name__)

SHOWN: Final = 20
LONGEST_REASONS: Final = 2000

Form = Mapping[str, str]


class Item(NamedTuple):
    """Something that was staged, as its document says it, and how it differs from the latest version."""

    staged: dict[str, Any]
    title: dict[str, str]
    latest: str | None
    changes: list[Change]


@blueprint.get("/staged")
def staged() -> ResponseReturnValue:
    """What waits for the organisation that is signed in; who is not is asked to sign in first."""
    return _desk(None)


@blueprint.post("/staged")
def decided() -> ResponseReturnValue:
    """Approve or reject what one of the forms names, and show the desk again."""
    form = request.form.to_dict()
    try:
        done = _act(current_session(), current_actor(), form)
    except Refusal as refusal:
        current_session().rollback()
        return _desk(refusal, form), refusal.status
    if done.status == "approved":
        publisher, name = done.component.full_name.split("/")
        return redirect(
            url_for("component_pages.version", publisher=publisher, name=name, number=done.number), code=303
        )
    return redirect("/staged", code=303)


@blueprint.app_template_global("origin_of")
def origin_of(version: ComponentVersion) -> Origin | None:
    """Which machine made a version, and whose person approved it."""
    return queries.find_origin(current_session(), version.id)


@blueprint.app_template_global("staged_waiting")
def staged_waiting() -> int:
    """How much waits for the organisation that is signed in; at most as much as the desk shows at a time."""
    actor = current_actor()
    if not actor.acts_for:
        return 0
    page = queries.list_staged(current_session(), actor, publishers=actor.acts_for, status="staged", limit=SHOWN)
    return len(page.items)


def _desk(refusal: Refusal | None, form: Form | None = None) -> str:
    session, actor = current_session(), current_actor()
    if actor.is_anonymous:
        return render_template("staged.html", signed_in=False, items=[], status="staged", statuses=STAGES)
    asked = request.args.get("status")
    status = asked if asked in STAGES else "staged"
    filters = {"page": "staged", "status": status}
    after = services().cursors.read(request.args.get("cursor"), filters)
    page = queries.list_staged(session, actor, publishers=actor.acts_for, status=status, after=after, limit=SHOWN)
    return render_template(
        "staged.html",
        signed_in=True,
        items=[_item(session, row) for row in page.items],
        status=status,
        statuses=STAGES,
        refusal=refusal,
        form=form or {},
        further=services().cursors.write(page.after, filters),
    )


def _item(session: Session, staged: StagedVersion) -> Item:
    latest = find_latest(session, staged.component_id)
    before = orjson.loads(latest.document)["requires"] if latest else []
    return Item(
        staged=orjson.loads(staged.document),
        title=staged.component.details["title"],
        latest=latest.number if latest else None,
        changes=requirement_changes(before, staged.payload.get("requires", ())),
    )


def _act(session: Session, actor: Actor, form: Form) -> StagedVersion:
    """Raises NotFound for a form that is none of the desk's."""
    component, act = form.get("component", ""), form.get("act")
    try:
        staged_id = UUID(form.get("staged", ""))
    except ValueError as error:
        raise NotFound(what=form.get("staged", "")) from error
    if act == "approve":
        return actions.approve_staged(
            session, actor, component=component, staged_id=staged_id, reasons=_reasons(form, required=False)
        )
    if act == "reject":
        return actions.reject_staged(
            session, actor, component=component, staged_id=staged_id, reasons=_reasons(form, required=True)
        )
    raise NotFound(what=act or "")


def _reasons(form: Form, *, required: bool) -> str:
    reasons = form.get("reasons", "").replace("\r\n", "\n").strip()
    if len(reasons) > LONGEST_REASONS:
        raise PayloadInvalid.of("/reasons", "最多 2000 个字符。", "At most 2000 characters.")
    if required and not reasons:
        raise PayloadInvalid.of("/reasons", "驳回须说明理由。", "A rejection comes with its reasons.")
    return reasons
