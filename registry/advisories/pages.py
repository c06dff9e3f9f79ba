"""The pages of advisories, and what the pages of components and versions show of them."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from registry.advisories import actions, queries
from registry.advisories.documents import advisory_document
from registry.advisories.models import Advisory
from registry.advisories.ranges import Span, affected_by
from registry.advisories.reading import ROWS, read_form, rows_of
from registry.advisories.vocabulary import SEVERITIES
from registry.catalogue.models import Component, ComponentVersion
from registry.catalogue.queries import get_component
from registry.kit.errors import FieldError, PayloadInvalid, Refusal
from registry.web.context import current_actor, current_session, services
from registry.web.wording import load_payload
from schemas.advisories import AdvisoryWriteSchema

blueprint = Blueprint("advisories_pages", __name__)

SHOWN: Final = 50
FORM: Final = AdvisoryWriteSchema()


class Notice(NamedTuple):
    """An advisory on a version, and the version to change to, if there is one."""

    advisory: Advisory
    move_to: str | None


@blueprint.get("/advisories")
def advisories() -> str:
    """Every advisory that the reader may see, the newest first. What is unknown is left out: a page is lenient."""
    asked = {
        "severity": word if (word := request.args.get("severity")) in SEVERITIES else None,
        "component": request.args.get("component", "").strip()[:129] or None,
    }
    filters = {"page": "advisories", **asked}
    after = services().cursors.read(request.args.get("cursor"), filters)
    page = queries.list_advisories(
        current_session(),
        current_actor(),
        severity=[asked["severity"]] if asked["severity"] else None,
        component=asked["component"],
        after=after,
        limit=SHOWN,
    )
    cursor = services().cursors.write(page.after, filters)
    return render_template(
        "advisories.html",
        asked=asked,
        severities=reversed(SEVERITIES),
        found=page.items,
        next=url_for(".advisories", cursor=cursor, severity=asked["severity"], component=asked["component"])
        if cursor
        else None,
    )


@blueprint.get("/advisories/<identifier>")
def advisory(identifier: str) -> ResponseReturnValue:
    """An advisory: how grave it is, who is affected, and what to do."""
    return _advisory(identifier, ())


@blueprint.post("/advisories/<identifier>/withdrawal")
def withdrawn(identifier: str) -> ResponseReturnValue:
    """Who may publish takes it back, with a reason."""
    reason = request.form.get("reason", "").strip()[:2000]
    if not reason:
        wrong = PayloadInvalid.of("/reason", "请说明撤销原因。", "Say why it is withdrawn.")
        return _advisory(identifier, wrong.errors), wrong.status
    actions.withdraw_advisory(current_session(), current_actor(), identifier=identifier, reason=reason)
    return redirect(url_for(".advisory", identifier=identifier), code=303)


@blueprint.get("/components/<publisher>/<name>/advisories/new")
def new_advisory(publisher: str, name: str) -> str:
    """The form by which a publisher tells what is wrong."""
    return _form(_own(publisher, name), ())


@blueprint.post("/components/<publisher>/<name>/advisories/new")
def published(publisher: str, name: str) -> ResponseReturnValue:
    """Published, or the form again with what is wrong at its place."""
    component = _own(publisher, name)
    try:
        told = load_payload(FORM, read_form(request.form))
        found = actions.publish_advisory(current_session(), current_actor(), component=component.full_name, **told)
    except PayloadInvalid as refusal:
        current_session().rollback()
        return _form(_own(publisher, name), refusal.errors), refusal.status
    return redirect(url_for(".advisory", identifier=found.identifier), code=303)


@blueprint.app_template_global("advisories_on")
def advisories_on(version: ComponentVersion) -> list[Notice]:
    """The advisories in force on a version, the gravest first, each with what to do."""
    session = current_session()
    in_force = queries.advisories_in_force(session, (version.component_id,)).get(version.component_id, [])
    found = queries.affecting(in_force, version.sort_key)
    if not found:
        return []
    versions = queries.versions_of(session, (version.component_id,))[version.component_id]
    move_to = queries.find_fix(in_force, versions, version.sort_key)
    return [Notice(each, move_to) for each in found]


@blueprint.app_template_global("advisories_about")
def advisories_about(component: Component) -> list[Advisory]:
    """Every advisory on a component, the gravest in force first."""
    return queries.list_of_component(current_session(), component.id)


@blueprint.app_template_global("may_warn_of")
def may_warn_of(component: Component) -> bool:
    """Whether the reader may publish advisories on a component."""
    try:
        actions.require_right(current_actor(), component)
    except Refusal:
        return False
    return True


@blueprint.app_template_global("spans_of_advisory")
def spans_of_advisory(found: Advisory) -> tuple[Span, ...]:
    """Its ranges, to be told in words."""
    return affected_by(entry for entry in found.affected if "package" not in entry).spans


@blueprint.app_template_global("listed_in_advisory")
def listed_in_advisory(found: Advisory) -> list[str]:
    """The versions that it lists one by one, beside its ranges."""
    return [number for entry in found.affected if "package" not in entry for number in entry.get("versions", ())]


def _advisory(identifier: str, errors: Sequence[FieldError]) -> str:
    session = current_session()
    found = queries.get_advisory(session, current_actor(), identifier)
    versions = queries.versions_of(session, (found.component_id,))[found.component_id]
    document: dict[str, Any] = advisory_document(found, versions)
    published_numbers = {version.number for version in versions if not version.is_yanked}
    return render_template(
        "advisory.html",
        advisory=found,
        document=document,
        component=found.component,
        fixes=[number for number in found.fixed_in if number in published_numbers],
        may_withdraw=found.withdrawn_at is None and may_warn_of(found.component),
        errors=errors,
    )


def _own(publisher: str, name: str) -> Component:
    """The component, of a reader who may publish advisories on it."""
    actor = current_actor()
    component = get_component(current_session(), actor, f"{publisher}/{name}")
    actions.require_right(actor, component)
    return component


def _form(component: Component, errors: Sequence[FieldError]) -> str:
    return render_template(
        "advisory_new.html",
        component=component,
        severities=reversed(SEVERITIES),
        rows=range(ROWS),
        errors=errors,
        form=_without_gaps(request.form),
    )


def _without_gaps(form: MultiDict[str, str]) -> dict[str, str]:
    """The form as it was sent, rows left empty closed up: so that a mistake stands at the row that has it."""
    typed = {name: text for name, text in form.items() if not name.startswith(("introduced_", "fixed_"))}
    for place, (introduced, fixed) in enumerate(rows_of(form)):
        typed |= {f"introduced_{place}": introduced, f"fixed_{place}": fixed}
    return typed
