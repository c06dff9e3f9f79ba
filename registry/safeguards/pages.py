"""The pages of flags: the list, one flag with its forms, and the public page about method."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from registry.kit.actor import Actor
from registry.kit.errors import NotFound, Refusal
from registry.safeguards import actions, queries
from registry.safeguards.documents import appeals_seen, method_document
from registry.safeguards.models import Flag
from registry.safeguards.vocabulary import FLAG_STATUSES
from registry.safeguards.wording import said
from registry.web.context import current_actor, current_session, services
from registry.web.wording import load_payload
from schemas import safeguards as wire

blueprint = Blueprint("safeguards_pages", __name__)

SHOWN: Final = 20

Form = Mapping[str, str]


@blueprint.get("/flags")
def flags() -> str:
    """What looks like a game: all of it for administrators, for others what concerns them."""
    status = request.args.get("status")
    chosen = status if status in FLAG_STATUSES else None
    filters = {"page": "flags", "status": chosen}
    after = services().cursors.read(request.args.get("cursor"), filters)
    page = queries.list_flags(current_session(), current_actor(), status=chosen, after=after, limit=SHOWN)
    cursor = services().cursors.write(page.after, filters)
    return render_template(
        "flags.html",
        flags=page.items,
        status=chosen,
        statuses=FLAG_STATUSES,
        said=said,
        next=url_for(".flags", status=chosen, cursor=cursor) if cursor else None,
    )


@blueprint.get("/flags/<uuid:flag_id>")
def flag(flag_id: UUID) -> str:
    """A flag: what was seen, what was decided, and forms for who may decide or object."""
    return _page(flag_id, {}, None)


@blueprint.post("/flags/<uuid:flag_id>")
def decided(flag_id: UUID) -> ResponseReturnValue:
    """Do what one of the page's forms asks, and show the page again."""
    form = {field: text.strip() for field, text in request.form.items() if field != "csrf_token" and text.strip()}
    try:
        _act(flag_id, form)
    except Refusal as refusal:
        current_session().rollback()
        return _page(flag_id, form, refusal), refusal.status
    return redirect(url_for(".flag", flag_id=flag_id), code=303)


@blueprint.get("/method")
def method() -> str:
    """What stands against each way to inflate a figure, for everybody."""
    session = current_session()
    counts = queries.count_decisions(session), queries.count_discounts(session), queries.count_appeals(session)
    return render_template("method.html", method=method_document(*counts))


def _act(flag_id: UUID, form: Form) -> None:
    session, actor = current_session(), current_actor()
    act = form.get("act", "")
    fields = {field: text for field, text in form.items() if field not in {"act", "appeal"}}
    if act in {"dismiss", "uphold"}:
        if act == "dismiss":
            fields.pop("factor", None)
        payload = load_payload(wire.FlagDecisionSchema(), {"decision": act, **fields})
        actions.decide_flag(session, actor, flag_id=flag_id, **payload)
    elif act == "appeal":
        actions.appeal(session, actor, flag_id=flag_id, **load_payload(wire.AppealMakeSchema(), fields))
    elif act in {"grant", "refuse"}:
        payload = load_payload(wire.AppealDecisionSchema(), {"decision": act, **fields})
        actions.decide_appeal(session, actor, appeal_id=_identifier(form.get("appeal", "")), **payload)
    else:
        raise NotFound(what=act)


def _identifier(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise NotFound(what=text) from error


def _page(flag_id: UUID, typed: Form, refusal: Refusal | None) -> str:
    actor = current_actor()
    found = queries.get_flag(current_session(), actor, flag_id)
    return render_template(
        "flag.html",
        flag=found,
        appeals=appeals_seen(found, actor),
        said=said,
        typed=typed,
        refusal=refusal,
        errors={error.pointer: error for error in refusal.errors} if refusal else {},
        **_rights(actor, found),
    )


def _rights(actor: Actor, found: Flag) -> dict[str, Any]:
    """Who may decide: administrators whom it does not concern. Who may object: those whom it does."""
    concerned = bool({party.organisation_id for party in found.parties} & actor.acts_for)
    pending = any(each.status == "open" and each.organisation_id in actor.acts_for for each in found.appeals)
    may_object = concerned and not pending and actor.holds("organisation:manage")
    return {
        "may_decide": actor.is_administrator and not concerned,
        "may_appeal": may_object and found.status == "upheld",
    }
