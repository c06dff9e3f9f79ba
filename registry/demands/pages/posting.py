"""The form on which a city says what it needs; what exists already is shown before anything is posted."""

import re
from collections.abc import Mapping
from typing import Any, Final

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from registry.demands import actions
from registry.demands.pages.blueprint import blueprint
from registry.demands.pages.board import may_post, scenarios_offered
from registry.kit.errors import Refusal
from registry.screening.finding import screen
from registry.taxonomies.queries import current_taxonomies
from registry.web.context import current_actor, current_session
from registry.web.wording import load_payload
from schemas import demands as wire

_CHINESE: Final = re.compile("[\u3400-\u9fff]")
STOPS: Final = frozenset({"near_duplicate", "overlapping"})
"""How alike a component must be for the form to stop and show it first."""


@blueprint.get("/demands/new")
def form() -> str:
    """The empty form."""
    return _form({}, [], None)


@blueprint.post("/demands/new")
def posted() -> ResponseReturnValue:
    """Post a demand; where components do much the same, only once somebody has seen them."""
    typed = {key: text.strip() for key, text in request.form.items() if key not in {"csrf_token", "domains"}}
    try:
        payload = load_payload(wire.DemandPostSchema(), _payload(typed))
        if typed.get("seen") != "yes" and (alike := _alike(payload)):
            return _form(typed, alike, None)
        demand = actions.post_demand(current_session(), current_actor(), **payload)
    except Refusal as refusal:
        current_session().rollback()
        return _form(typed, [], refusal), refusal.status
    return redirect(url_for(".reading", demand_id=demand.public_id), code=303)


def _form(typed: Mapping[str, str], alike: list[dict[str, Any]], refusal: Refusal | None) -> str:
    actor = current_actor()
    return render_template(
        "demand_new.html",
        domains=list(current_taxonomies(current_session())["domains"].concepts),
        scenarios=scenarios_offered(),
        may_post=may_post(actor),
        typed=typed,
        chosen=request.form.getlist("domains"),
        alike=alike,
        refusal=refusal,
        errors={error.pointer: error for error in refusal.errors} if refusal else {},
    )


def _payload(typed: Mapping[str, str]) -> dict[str, Any]:
    """The form in the words of the API; the script of a text says its language."""
    plain = {key: typed[key] for key in ("scenario", "needed_by", "organisation") if typed.get(key)}
    texts = {key: in_its_language(typed.get(key, "")) for key in ("title", "description")}
    return {**plain, **texts, "domains": request.form.getlist("domains")}


def in_its_language(text: str) -> dict[str, str]:
    plain = text.replace("\r\n", "\n").strip()
    return {"zh" if _CHINESE.search(plain) else "en": plain} if plain else {}


def _alike(payload: Mapping[str, Any]) -> list[dict[str, Any]]:
    asked = {"title": payload["title"], "description": payload["description"]}
    found = screen(current_app.extensions["registry.search"], current_actor(), asked)
    return [row for row in found.candidates if row["level"] in STOPS]
