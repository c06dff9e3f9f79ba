"""The part of an adoption's page that keeps it alive: statements, keys and nonces, and files that were signed."""

import base64
from collections.abc import Mapping
from datetime import date
from typing import Any, Final, NamedTuple
from uuid import UUID

from flask import make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue

from registry.adoption import actions
from registry.adoption.liveness import alive_until, due_when_attested_by
from registry.adoption.models import Adoption
from registry.adoption.pages.blueprint import blueprint
from registry.adoption.pages.showing import filled, show_adoption
from registry.adoption.proof_documents import attestation_document
from registry.adoption.queries.evidence import sees_evidence
from registry.adoption.queries.liveness import key_in_force, list_attestations
from registry.adoption.vocabulary import RUNNING
from registry.kit.clock import format_instant, today_of
from registry.kit.errors import NotFound, PayloadInvalid, Refusal
from registry.web.body import strict_json
from registry.web.context import current_actor, current_session, services
from registry.web.errors import BodyUnreadable
from registry.web.wording import load_payload
from schemas import attestations as wire

SHOWN: Final = 12
LONGEST_FILE: Final = 10_000
"""Bytes of a signed file: it is a few lines of JSON."""


class Liveness(NamedTuple):
    """How long an adoption counts as alive, whether a sign of life is due, and the last ones."""

    until: date
    is_due: bool
    is_over: bool
    signs: list[dict[str, Any]]
    has_key: bool


@blueprint.app_template_global("liveness_of")
def liveness_of(adoption: Adoption) -> Liveness | None:
    """None for what does not run. Who gave which sign is shown to those who see evidence."""
    session, actor = current_session(), current_actor()
    if adoption.stage not in RUNNING or adoption.attested_on is None:
        return None
    today, until = today_of(session), alive_until(adoption.attested_on)
    signs: list[dict[str, Any]] = []
    if sees_evidence(actor, adoption):
        page = list_attestations(session, actor, adoption.public_id, limit=SHOWN)
        signs = [attestation_document(str(adoption.public_id), row) for row in page.items]
    is_due = adoption.attested_on <= due_when_attested_by(today)
    has_key = key_in_force(session, adoption.id) is not None
    return Liveness(until, is_due=is_due, is_over=until <= today, signs=signs, has_key=has_key)


@blueprint.post("/adoptions/<uuid:adoption_id>/liveness")
def liveness_changed(adoption_id: UUID) -> ResponseReturnValue:
    """Do what one of the part's forms asks: show a secret once, or the page again."""
    form = filled(request.form.to_dict())
    try:
        act = form.get("act")
        if act in {"key", "nonce"}:
            shown = _key(adoption_id) if act == "key" else _nonce(adoption_id)
            return _shown_once(adoption_id, **shown)
        _attest(adoption_id, form)
    except Refusal as refusal:
        current_session().rollback()
        return show_adoption(adoption_id, form, refusal), refusal.status
    return redirect(f"/adoptions/{adoption_id}#liveness", code=303)


def _key(adoption_id: UUID) -> dict[str, Any]:
    secret = services().settings.secret
    key, signs = actions.renew_key(current_session(), current_actor(), adoption_id=adoption_id, secret=secret)
    return {"number": key.number, "key": base64.b64encode(signs).decode()}


def _nonce(adoption_id: UUID) -> dict[str, Any]:
    challenge = actions.give_nonce(current_session(), current_actor(), adoption_id=adoption_id, offline=True)
    return {
        "number": challenge.key_number,
        "nonce": challenge.nonce,
        "expires_at": format_instant(challenge.expires_at),
    }


def _shown_once(adoption_id: UUID, **shown: Any) -> ResponseReturnValue:
    response = make_response(render_template("adoption_secret.html", adoption_id=adoption_id, **shown))
    response.headers["Cache-Control"] = "no-store"
    return response


def _attest(adoption_id: UUID, form: Mapping[str, Any]) -> None:
    """Raises NotFound for a form that is none of the part's."""
    session, actor = current_session(), current_actor()
    if form.get("act") == "state":
        said = {name: form[name] for name in ("statement", "stated_by", "version") if name in form}
        # A form that says nothing is a statement that lacks its words, not a signature that lacks its nonce.
        payload = load_payload(wire.AttestationMakeSchema(), {"statement": "", **said})
        actions.attest_by_statement(session, actor, adoption_id=adoption_id, **payload)
    elif form.get("act") == "upload":
        secret = services().settings.secret
        actions.attest_by_signature(session, actor, adoption_id=adoption_id, secret=secret, **_signed_file())
    else:
        raise NotFound(what=str(form.get("act", "")))


def _signed_file() -> dict[str, Any]:
    """What a deployment signed and somebody carried here. Raises PayloadInvalid for what is no such file."""
    file = request.files.get("file")
    content = file.stream.read(LONGEST_FILE) if file is not None else b""
    try:
        said = strict_json(content)
    except BodyUnreadable as error:
        raise _no_file() from error
    if not isinstance(said, dict) or "signature" not in said:
        raise _no_file()
    payload: dict[str, Any] = load_payload(wire.AttestationMakeSchema(), said)
    return payload


def _no_file() -> PayloadInvalid:
    return PayloadInvalid.of(
        "/file",
        "文件须为 JSON，含 nonce、signature 和 signed_at。",
        "The file has to be JSON with nonce, signature and signed_at.",
    )
