"""Comparing versions and components, as pages."""

from typing import Final, NamedTuple

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from registry.catalogue.models import ComponentVersion
from registry.catalogue.queries import get_component, get_version
from registry.comparison import queries
from registry.comparison.comparing import compare_rows
from registry.comparison.components import LEAST, MOST, SideBySide
from registry.comparison.interfaces import InterfaceComparer
from registry.comparison.openapi import ORDER
from registry.comparison.sizes import compare_artifacts, compare_sizes
from registry.comparison.upgrades import Upgrade, find_upgrades, pairs_of
from registry.kit.errors import NotFound, Refusal
from registry.web.context import current_actor, current_language, current_session

blueprint = Blueprint("comparison_pages", __name__)

VERSIONS_OFFERED: Final = 30


class Since(NamedTuple):
    """The stable version before one, and the verdict on coming from it."""

    number: str
    upgrade: Upgrade | None


class Chosen(NamedTuple):
    """The components of an address that can be compared, and what is said of those that cannot."""

    names: list[str]
    complaints: list[str]
    too_many: bool


@blueprint.get("/components/<publisher>/<name>/versions/<number>/compare/<other>")
def versions(publisher: str, name: str, number: str, other: str) -> ResponseReturnValue:
    """What going from one version to another means. Other spellings of the numbers lead here."""
    session = current_session()
    component = get_component(session, current_actor(), f"{publisher}/{name}")
    old, new = get_version(session, component, number), get_version(session, component, other)
    if (number, other) != (old.number, new.number):
        address = url_for(".versions", publisher=publisher, name=name, number=old.number, other=new.number)
        return redirect(address, code=302 if "latest" in {number, other} else 308)
    found = compare_rows(session, _comparer(), old, new)
    changes = found.interface.changes
    return render_template(
        "compare_versions.html",
        component=component,
        found=found,
        groups=[(word, [change for change in changes if change["verdict"] == word]) for word in ORDER],
        size=compare_sizes(found.old.artifacts, found.new.artifacts),
        artifacts=compare_artifacts(found.old.artifacts, found.new.artifacts),
    )


@blueprint.get("/components/<publisher>/<name>/compare")
def choose_versions(publisher: str, name: str) -> ResponseReturnValue:
    """Choose two versions of a component by a form; then to the page that compares them."""
    session = current_session()
    component = get_component(session, current_actor(), f"{publisher}/{name}")
    number, other = request.args.get("from"), request.args.get("to")
    if number and other:
        old, new = get_version(session, component, number), get_version(session, component, other)
        address = url_for(".versions", publisher=publisher, name=name, number=old.number, other=new.number)
        return redirect(address, code=302)
    numbers = [row.number for row in queries.candidates_of(session, (component.id,)).get(component.id, ())]
    return render_template("compare_choose.html", component=component, numbers=numbers[::-1][:VERSIONS_OFFERED])


@blueprint.get("/compare")
def components() -> str:
    """Two to four components side by side; with fewer, what could be added. The address holds the list."""
    chosen = _chosen(request.args.getlist("component"))
    shown: SideBySide | None = None
    if len(chosen.names) >= LEAST:
        shown = queries.compare(current_session(), current_actor(), chosen.names)
    return render_template("compare_components.html", chosen=chosen, shown=shown, most=MOST)


@blueprint.app_template_global("changes_since")
def changes_since(version: ComponentVersion) -> Since | None:
    """The stable version before this one that is not yanked, with the verdict as far as it is known already."""
    session = current_session()
    _comparer().current()
    candidates = queries.candidates_of(session, (version.component_id,))[version.component_id]
    earlier = [row for row in candidates if row.key < version.sort_key and not row.is_prerelease and not row.is_yanked]
    if not earlier:
        return None
    between = [row for row in candidates if earlier[-1].key <= row.key <= version.sort_key]
    between[-1] = between[-1]._replace(is_yanked=False)
    kept = queries.verdicts_of(session, pairs_of(between))
    upgrades = find_upgrades(earlier[-1].number, between, kept)
    return Since(earlier[-1].number, upgrades.breaking or upgrades.compatible)


@blueprint.app_template_global("comparing_with")
def comparing_with(names: list[str], *, besides: str | None = None, without: str | None = None) -> str:
    """The address that compares these components and one more, or one less."""
    listed = [name for name in names if name != without] + ([besides] if besides else [])
    return url_for("comparison_pages.components", component=listed)


def _comparer() -> InterfaceComparer:
    found: InterfaceComparer = current_app.extensions["registry.comparison"]
    return found


def _chosen(asked: list[str]) -> Chosen:
    """The first four that can be seen; an address that names something else is said to."""
    names: list[str] = []
    complaints: list[str] = []
    for name in dict.fromkeys(name.strip()[:129] for name in asked[:20] if name.strip()):
        try:
            full_name = get_component(current_session(), current_actor(), name).full_name
        except Refusal as refusal:
            told = refusal if name.count("/") == 1 else NotFound(what=name)
            complaints.append(told.detail(current_language()))
        else:
            names.append(full_name)
    return Chosen(names[:MOST], complaints, len(names) > MOST)
