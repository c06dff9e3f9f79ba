"""Entering an organisation that is missing."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue

from registry.kit.errors import Refusal
from registry.organisations import actions
from registry.organisations.genes import suggested
from registry.organisations.queries import find_organisation
from registry.organisations.vocabulary import GENES, KINDS, SIZE_BANDS, UNITS
from registry.web.context import current_actor, current_session
from registry.web.wording import load_payload
from schemas.organisations import OrganisationDraftSchema

blueprint = Blueprint("organisations_pages", __name__)

SEPARATORS: Final = str.maketrans("，、；;\n", ",,,,,")
"""What people put between words; the form tells of the comma."""


@blueprint.get("/missing-organisation")
def missing_organisation() -> ResponseReturnValue:
    """The form; who is not signed in is asked to sign in first."""
    return _form({}, None)


@blueprint.post("/missing-organisation")
def entered_organisation() -> ResponseReturnValue:
    """Enter the draft and show it, or the form again with what needs correction."""
    typed = request.form.to_dict()
    try:
        draft = actions.draft_organisation(
            current_session(), current_actor(), **load_payload(OrganisationDraftSchema(), _payload(typed))
        )
    except Refusal as refusal:
        current_session().rollback()
        return _form(typed, refusal), refusal.status
    return redirect(f"/organisations/{draft.slug}", code=303)


def _form(typed: Mapping[str, str], refusal: Refusal | None) -> str:
    errors = {error.pointer: error for error in refusal.errors} if refusal else {}
    return render_template(
        "missing_organisation.html",
        typed=typed,
        refusal=refusal,
        errors=errors,
        kinds=KINDS,
        units=UNITS,
        size_bands=SIZE_BANDS,
        genes=GENES,
        suggested=suggested(),
        may_enter=not current_actor().is_anonymous,
    )


def _payload(typed: Mapping[str, str]) -> dict[str, Any]:
    """The form in the words of the API: what was left empty is left out."""
    is_city = typed.get("kind") == "city"
    single = ("slug", "kind", "division_code", *(("unit", "size_band") if is_city else ()))
    genes = {gene: _words(typed.get(f"gene_{gene}", "")) for gene in GENES if is_city}
    address = typed.get("link_url", "").strip()
    profile = {
        "about": _texts(typed, "about"),
        "links": [{"title": address, "url": address}] if address else [],
        "genes": {gene: words for gene, words in genes.items() if words},
    }
    payload: dict[str, Any] = {name: typed.get(name, "").strip() for name in single}
    payload["name"] = _texts(typed, "name")
    payload["profile"] = {name: value for name, value in profile.items() if value}
    return {name: value for name, value in payload.items() if value}


def _texts(typed: Mapping[str, str], field: str) -> dict[str, str]:
    found = {language: typed.get(f"{field}_{language}", "").strip() for language in ("zh", "en")}
    return {language: text for language, text in found.items() if text}


def _words(text: str) -> Sequence[str]:
    return [word.strip() for word in text.translate(SEPARATORS).split(",") if word.strip()]


@blueprint.app_template_global("organisation_name")
def organisation_name(slug: str) -> dict[str, str]:
    """What the organisation of this short name is called; the short name itself where there is none of it."""
    found = find_organisation(current_session(), slug)
    return found.name if found else {"zh": slug}
