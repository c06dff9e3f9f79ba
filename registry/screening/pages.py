"""The pages of screening: the form, the certificate and its verification, and the family on a component's page."""

import re
from collections.abc import Sequence
from typing import Any, Final

import orjson
from flask import Blueprint, Response, current_app, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup, escape

from registry.kit.actor import Actor
from registry.kit.errors import Bilingual, FieldError, NotFound, PayloadInvalid
from registry.organisations.queries import names_of
from registry.screening import actions, queries
from registry.screening.documents import certificate_document, screening_document
from registry.screening.family import Family, get_family
from registry.screening.finding import Found, screen
from registry.screening.models import Screening
from registry.screening.reading import read_asked, read_decision
from registry.screening.verification import read_code
from registry.web.context import current_actor, current_session, services

blueprint = Blueprint("screening_pages", __name__)

SHOWN_OWN: Final = 20


@blueprint.get("/screenings")
def screenings() -> str:
    """Where anybody describes a project; below it the screenings that one's own organisation has kept."""
    return _form(None, ())


@blueprint.post("/screenings")
def screened() -> ResponseReturnValue:
    """What exists already; kept and numbered where somebody who is signed in wishes so."""
    actor = current_actor()
    try:
        asked = read_asked(request.form)
    except PayloadInvalid as refusal:
        return _form(None, refusal.errors), refusal.status
    found = screen(current_app.extensions["registry.search"], actor, asked)
    if "keep" not in request.form:
        return _form(found, ())
    project = request.form.get("project", "").strip() or None
    kept = actions.keep_screening(current_session(), actor, asked=asked, found=found, project=project)
    return redirect(f"/screenings/{kept.number}", code=303)


def _form(found: Found | None, errors: Sequence[FieldError]) -> str:
    actor = current_actor()
    kept: list[dict[str, Any]] = []
    if not actor.is_anonymous:
        page = queries.list_screenings(current_session(), actor, limit=SHOWN_OWN)
        kept = [orjson.loads(document) for _, document in page.items]
    return render_template(
        "screenings.html", found=found, errors=errors, form=request.form, may_keep=actor.organisation, kept=kept
    )


@blueprint.get("/screenings/verify")
def verify() -> ResponseReturnValue:
    """Whether a number and a code on paper belong together: leads to the certificate, or says what is wrong."""
    number, code = request.args.get("number", "").strip().upper(), request.args.get("code", "").strip()
    problem: Bilingual | None = None
    if number or code:
        try:
            screening = queries.get_certificate(current_session(), number, code)
            return redirect(f"/screenings/{screening.number}?code={screening.verification_code}", code=303)
        except NotFound:
            problem = _GENUINE_NOT if read_code(code) else _MISTYPED
    page = render_template("screening_verify.html", number=number, code=code, problem=problem)
    return page, 404 if problem else 200


_MISTYPED: Final = Bilingual(
    "验证码有误：请对照证书核对，字母 O 与数字 0、字母 I、L 与数字 1 不作区分。",
    "The code is mistyped: compare it with the certificate. O and 0 are the same, and so are I, L and 1.",
)
_GENUINE_NOT: Final = Bilingual(
    "没有编号与验证码都相符的查重证书：该证书不是本平台出具的，或编号有误。",
    "No certificate bears this number and this code: it was not issued here, or the number is mistyped.",
)


@blueprint.get("/screenings/<number>")
def certificate(number: str) -> ResponseReturnValue:
    """The certificate: to be read, printed, and decided on by who may."""
    return _certificate(number, (), 200)


@blueprint.post("/screenings/<number>/decision")
def decided(number: str) -> ResponseReturnValue:
    """An administrator decides."""
    try:
        decision = read_decision(request.form, request.form.getlist("chosen"))
        actions.decide_screening(current_session(), current_actor(), number=number, **decision)
    except PayloadInvalid as refusal:
        current_session().rollback()
        return _certificate(number, refusal.errors, refusal.status)
    return redirect(f"/screenings/{number}", code=303)


@blueprint.post("/screenings/<number>/withdrawal")
def withdrawn(number: str) -> ResponseReturnValue:
    """Who asked takes it back."""
    actions.withdraw_screening(current_session(), current_actor(), number=number)
    return redirect(f"/screenings/{number}", code=303)


def _certificate(number: str, errors: Sequence[FieldError], status: int) -> Response:
    session, actor, code = current_session(), current_actor(), request.args.get("code")
    if code is not None and not _sees_in_full(actor, number):
        screening, is_full = queries.get_certificate(session, number, code), False
    else:
        screening, is_full = queries.get_screening(session, actor, number), True
    document = screening_document(screening) if is_full else certificate_document(screening)
    slugs = {document["organisation"], document["approver"] or ""}
    page = render_template(
        "screening.html",
        screening=document,
        names=names_of(session, slugs),
        is_full=is_full,
        may_decide=is_full and _may_decide(actor, screening),
        may_withdraw=is_full and screening.status == "open",
        errors=errors,
        form=request.form,
        root=(services().settings.public_url or request.url_root).rstrip("/"),
    )
    return make_response(page, status)


def _sees_in_full(actor: Actor, number: str) -> bool:
    screening = queries.find_screening(current_session(), number)
    return screening is not None and queries.is_party(actor, screening)


def _may_decide(actor: Actor, screening: Screening) -> bool:
    is_own = screening.organisation_id in actor.acts_for or screening.organisation_id == actor.organisation_id
    return actor.is_administrator and not is_own and screening.status == "open"


@blueprint.app_template_global("component_family")
def component_family(full_name: str) -> Family:
    """The family of a component, as far as the reader may see it."""
    return get_family(current_session(), current_app.extensions["registry.search"], current_actor(), full_name)


@blueprint.app_template_filter("marked")
def marked(text: str, words: Sequence[str]) -> Markup:
    """A passage with the words marked that the other passage says too."""
    if not words:
        return escape(text)
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), re.IGNORECASE)
    shown, end = Markup(""), 0
    for match in pattern.finditer(text):
        shown += escape(text[end : match.start()]) + Markup("<mark>{}</mark>").format(match.group())
        end = match.end()
    return shown + escape(text[end:])
